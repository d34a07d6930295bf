"""Template expansion against a plain replacement, and addresses from hostile pieces."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.dash.template import compile_template
from playhead.dash.urls import resolve
from playhead.errors import ManifestError

literals = st.text(alphabet=st.characters(exclude_characters="$", codec="utf-8"), max_size=8)
widths = st.none() | st.integers(0, 20)


def field(name: str, width: int | None) -> str:
    return f"${name}$" if width is None else f"${name}%0{width}d$"


def naive(text: str, identifier: str, bandwidth: int, number: int, time: int) -> str:
    """Replace from left to right, as §5.3.9.4.4 reads."""
    values = {"Number": number, "Time": time, "Bandwidth": bandwidth}

    def value(found: re.Match[str]) -> str:
        name, width = found.group(1), found.group(2)
        if not name:
            return "$"
        return identifier if name == "RepresentationID" else str(values[name]).zfill(int(width or 1))

    return re.sub(r"\$(\w*)(?:%0(\d+)d)?\$", value, text)


@given(
    pieces=st.lists(
        literals
        | st.builds(field, st.sampled_from(["Number", "Time", "Bandwidth"]), widths)
        | st.sampled_from(["$$", "$RepresentationID$"]),
        max_size=8,
    ),
    identifier=st.text(max_size=6),
    bandwidth=st.integers(0, 2**40),
    number=st.integers(0, 2**63),
    time=st.integers(0, 2**63),
)
def test_expansion_equals_plain_replacement(
    pieces: list[str], identifier: str, bandwidth: int, number: int, time: int
) -> None:
    text = "".join(pieces)
    template = compile_template(text, identifier, bandwidth)
    assert template.expand(number, time) == naive(text, identifier, bandwidth, number, time)


@given(text=st.text(alphabet="$NumberTime%0123d/x", max_size=30), number=st.integers(0, 10**6))
def test_any_text_compiles_or_is_refused(text: str, number: int) -> None:
    with suppress(ManifestError):
        expanded = compile_template(text, "id", None).expand(number, number)
        assert expanded.count("$") <= text.count("$$")


def test_bandwidth_without_a_declared_one_is_refused() -> None:
    with pytest.raises(ManifestError, match="no bandwidth"):
        compile_template("$Bandwidth$", "id", None)


# RFC 3986 §5.4: the base and the answers of the standard itself.
RFC_BASE = "http://a/b/c/d;p?q"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("../g", "http://a/b/g"),
        ("../../../g", "http://a/g"),
        ("g/../h", "http://a/b/c/h"),
        ("  g \n", "http://a/b/c/g"),
        ("https://b/x", "https://b/x"),
    ],
)
def test_references_resolve_as_the_standard_says(reference: str, address: str) -> None:
    assert resolve(RFC_BASE, reference) == address


@pytest.mark.parametrize(
    "reference",
    [
        "javascript:alert(1)",
        "data:video/mp4;base64,AAAA",
        "file:///etc/passwd",
        "ftp://a/b",
        "https:///no-host",
        "a\0b",
        "a\r\nHost: b",
        "http://[::1",
    ],
)
def test_addresses_that_we_never_open_are_refused(reference: str) -> None:
    with pytest.raises(ManifestError):
        resolve(RFC_BASE, reference)


def test_a_file_is_reached_only_from_a_file() -> None:
    assert resolve("file:///films/one.mpd", "a.mp4") == "file:///films/a.mp4"
    assert resolve("file:///films/one.mpd", "https://a/b") == "https://a/b"


@given(base=st.sampled_from([RFC_BASE, "file:///a", "", "x", "mailto:a"]), reference=st.text(max_size=20))
def test_resolving_noise_gives_an_address_or_a_manifest_error(base: str, reference: str) -> None:
    try:
        address = resolve(base, reference)
    except ManifestError:
        return
    assert address.startswith(("http://", "https://", "file:"))
