import ipaddress
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.errors import NetworkError
from playhead.net.addresses import is_private_address, is_private_host
from playhead.net.url_rules import UrlRules, redirect_target

PRIVATE_HOSTS = """
    localhost LOCALHOST. a.localhost nas tv.local
    127.0.0.1 127.1 0177.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.0.1 100.64.0.1
    0.0.0.0 255.255.255.255 224.0.0.1
    :: ::1 fe80::1 fe80::1%eth0 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:a00:1::
"""


@pytest.mark.parametrize("host", ["", *PRIVATE_HOSTS.split()])
def test_knows_private_hosts(host: str) -> None:
    assert is_private_host(host)


@pytest.mark.parametrize(
    "host", ["example.com", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "10.example.com"]
)
def test_knows_public_hosts(host: str) -> None:
    assert not is_private_host(host)


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_address_is_judged_alike(address: ipaddress.IPv4Address) -> None:
    verdict = is_private_host(str(address))
    assert is_private_host(str(int(address))) == verdict
    assert is_private_host(hex(int(address))) == verdict
    assert is_private_host(f"::ffff:{address}") == verdict
    assert is_private_address(str(address)) == verdict


@given(st.text())
def test_no_host_breaks_the_judge(host: str) -> None:
    assert is_private_host(host) in (True, False)
    assert is_private_address(host) in (True, False)


@given(st.text())
def test_no_url_breaks_the_rules(url: str) -> None:
    rules = UrlRules()
    with suppress(NetworkError):
        rules.learn_source(url)
        rules.check(url)


@given(st.text())
def test_no_location_breaks_a_redirect(location: str) -> None:
    with suppress(NetworkError):
        redirect_target(302, {"location": location}, "https://cdn.example/a/b")


def test_a_name_that_led_to_a_private_address_at_first_may_go_on() -> None:
    rules = UrlRules()
    rules.learn_source("http://tv.example.net/main.mpd")
    assert not rules.must_be_public("http://tv.example.net/main.mpd")
    rules.learn_peer("http://tv.example.net/main.mpd", "192.168.1.20")
    assert not rules.must_be_public("http://tv.example.net/seg")
    rules.check("http://192.168.1.21/seg")


def test_a_name_that_led_to_a_public_address_must_not_turn_private() -> None:
    rules = UrlRules()
    rules.learn_source("http://tv.example.net/main.mpd")
    rules.learn_peer("http://tv.example.net/main.mpd", "93.184.216.34")
    rules.learn_peer("http://tv.example.net/main.mpd", "192.168.1.20")
    assert rules.must_be_public("http://tv.example.net/seg")


def test_another_name_must_be_public_from_the_start() -> None:
    rules = UrlRules()
    rules.learn_source("http://tv.example.net/main.mpd")
    assert rules.must_be_public("http://other.example.net/seg")


def test_the_owner_can_decide_about_private_addresses() -> None:
    open_rules, closed_rules = UrlRules(allow_private=True), UrlRules(allow_private=False)
    open_rules.learn_source("https://cdn.example/main.mpd")
    open_rules.check("http://192.168.1.1/seg")
    with pytest.raises(NetworkError):
        closed_rules.check("http://192.168.1.1/seg")


def test_a_local_file_may_name_other_files_and_public_hosts() -> None:
    rules = UrlRules()
    rules.learn_source("file:///films/main.m3u8")
    rules.check("file:///films/seg.ts")
    rules.check("https://cdn.example/seg.ts")
    with pytest.raises(NetworkError):
        rules.check("http://192.168.1.1/seg.ts")


def test_headers_go_to_the_same_scheme_host_and_port() -> None:
    rules = UrlRules()
    rules.learn_source("https://cdn.example/main.mpd")
    assert rules.headers_for("https://CDN.example:443/seg", {"Cookie": "a"}) == {"cookie": "a"}
    for other in (
        "http://cdn.example/seg",
        "https://cdn.example:8443/seg",
        "https://cdn.example.evil.com/seg",
    ):
        assert rules.headers_for(other, {"Cookie": "a"}) == {}
