"""A steering server and what it says: how it is read, when it is asked, and whom its words keep waiting."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from playhead.errors import ErrorCode, ManifestError
from playhead.events import Downloaded, FirstPictureShown, StallStarted
from playhead.net.transport import TransportRequest
from playhead.net.transports.simulated import OriginAnswer, Service
from playhead.session.pathways.penalties import PenaltyBox
from playhead.session.pathways.steering_manifest import SteeringManifest, read_steering_manifest
from playhead.settings import BufferSettings, PlayerSettings, RecoverySettings
from tests.player.session.faulty_titles import STEERING_URL, edition
from tests.player.session.synthetic import Viewing, view

BOTH = pytest.mark.parametrize("protocol", ["hls", "dash"])
SETTINGS = PlayerSettings(buffer=BufferSettings(goal_s=10))


def said(*priority: str, **more: Any) -> OriginAnswer:
    """Return an answer of a steering server."""
    document = {"VERSION": 1, "TTL": 5, "PATHWAY-PRIORITY": list(priority), **more}
    return OriginAnswer(json.dumps(document).encode())


def steered(
    protocol: str,
    answer: Callable[[int], OriginAnswer],
    *,
    for_s: float = 24.0,
    is_needed_first: bool = False,
    more: dict[str, Service] | None = None,
) -> Viewing:
    """Watch a film on two servers, with a steering server that answers its n-th request, from 1."""
    url, make = edition(protocol, is_live=False, is_steered=True)
    count = [0]

    def steer(_: TransportRequest) -> OriginAnswer:
        count[0] += 1
        return answer(count[0])

    def origin(clock: Any) -> Callable[[str], OriginAnswer | None]:
        plain = make(clock)

        def answered(asked: str) -> OriginAnswer | None:
            found = plain(asked)
            if found is None or not is_needed_first:
                return found
            wish = b'queryBeforeStart="true" defaultServiceLocation='
            return replace(found, body=found.body.replace(b"defaultServiceLocation=", wish))

        return answered

    async def script(viewing: Viewing) -> None:
        await viewing.player.load(url)
        await viewing.until(FirstPictureShown)
        while viewing.clock.now_s() < for_s:
            await viewing.until(Downloaded, len(viewing.of(Downloaded)) + 1)

    services = {STEERING_URL: steer, **(more or {})}
    return view(origin, script, is_live=True, settings=SETTINGS, services=services)


def asked_at(viewing: Viewing, url: str = STEERING_URL) -> list[float]:
    return [request.at_s for request in viewing.network.requests if request.url.startswith(url)]


def hosts(viewing: Viewing) -> list[str]:
    return [event.url.partition("//")[2][0] for event in viewing.of(Downloaded)]


# --- when it is asked --------------------------------------------------------------------------------------


@BOTH
def test_a_server_that_has_too_much_to_do_says_when_to_come_back(protocol: str) -> None:
    busy = OriginAnswer(status=429, headers={"retry-after": "8"})
    viewing = steered(protocol, lambda nth: busy if nth == 1 else said("b", "a"))
    first_s, second_s, third_s = asked_at(viewing)[:3]
    assert second_s - first_s == pytest.approx(8.0, abs=0.2)
    assert third_s - second_s == pytest.approx(5.0, abs=0.2)
    assert hosts(viewing)[0] == "a"
    assert hosts(viewing)[-1] == "b"
    assert not viewing.of(StallStarted)


@BOTH
def test_the_next_question_goes_where_the_answer_says(protocol: str) -> None:
    def elsewhere(_: TransportRequest) -> OriginAnswer:
        return said("b", "a")

    url = "https://steering.example/second/steer"
    viewing = steered(
        protocol,
        lambda _: said("a", "b", **{"RELOAD-URI": "second/steer?session=7"}),
        more={url: elsewhere},
    )
    assert len(asked_at(viewing)) == 1
    later = [request.url for request in viewing.network.requests if request.url.startswith(url)]
    assert later
    assert "session=7&_" in later[0]
    # What an answer says of itself holds for the one after it, with nothing of ours in it.
    assert all(each.count("_pathway=") == 1 for each in later)
    assert hosts(viewing)[-1] == "b"


def test_a_title_that_wants_to_be_steered_first_begins_where_the_server_says() -> None:
    viewing = steered("dash", lambda _: said("b", "a"), is_needed_first=True, for_s=8.0)
    assert set(hosts(viewing)) == {"b"}
    first_media_s = next(r.at_s for r in viewing.network.requests if r.url.endswith(".m4s"))
    assert asked_at(viewing)[0] < first_media_s


def test_a_steering_server_that_is_silent_keeps_nobody_waiting_for_long() -> None:
    silent = OriginAnswer(b"", held_back_s=60.0)
    viewing = steered("dash", lambda _: silent, is_needed_first=True, for_s=10.0)
    assert viewing.of(FirstPictureShown)[0].startup_s == pytest.approx(4.0, abs=1.0)
    assert set(hosts(viewing)) == {"a"}


@BOTH
def test_a_server_that_is_gone_is_not_asked_again(protocol: str) -> None:
    viewing = steered(protocol, lambda _: OriginAnswer(status=410))
    assert len(asked_at(viewing)) == 1
    assert set(hosts(viewing)) == {"a"}


# --- how it is read ----------------------------------------------------------------------------------------

HERE = "https://steering.example/now/steer?session=1"


def read(**fields: Any) -> SteeringManifest:
    return read_steering_manifest(json.dumps({"VERSION": 1, **fields}).encode(), HERE)


def test_an_answer_says_when_where_and_in_which_order() -> None:
    found = read(**{"TTL": 30, "RELOAD-URI": "next", "PATHWAY-PRIORITY": ["b", "a", "b"]})
    assert found.ttl_s == 30.0
    assert found.url == "https://steering.example/now/next"
    assert found.priority == ("b", "a")
    assert found.clones == ()


@pytest.mark.parametrize(
    ("ttl", "expected_s"),
    [(None, 300.0), ("60", 300.0), (0, 300.0), (True, 300.0), (1, 5.0), (1e9, 86_400.0)],
)
def test_nobody_is_asked_too_often_or_forgotten(ttl: object, expected_s: float) -> None:
    assert read(TTL=ttl).ttl_s == expected_s


@pytest.mark.parametrize("uri", [None, "", 7, "http://[broken"])
def test_without_a_usable_address_the_same_server_is_asked_again(uri: object) -> None:
    assert read(**{"RELOAD-URI": uri}).url == HERE


def test_the_older_name_of_the_order_is_known() -> None:
    assert read(**{"SERVICE-LOCATION-PRIORITY": ["x"]}).priority == ("x",)


@pytest.mark.parametrize("priority", ["a", 3, None, [1, "", None], {"a": 1}])
def test_an_order_that_is_none_is_no_opinion(priority: object) -> None:
    assert read(**{"PATHWAY-PRIORITY": priority}).priority == ()


def test_clones_are_read_and_odd_ones_left_out() -> None:
    good = {"ID": "c", "BASE-ID": "a", "URI-REPLACEMENT": {"HOST": "c.example", "PARAMS": {"k": "v", "n": 1}}}
    odd = [
        {"ID": "", "BASE-ID": "a", "URI-REPLACEMENT": {"HOST": "x"}},
        {"ID": "d", "BASE-ID": "a"},
        {"ID": "e", "URI-REPLACEMENT": {"HOST": "x"}},
        "no object",
    ]
    (clone,) = read(**{"PATHWAY-CLONES": [good, *odd]}).clones
    assert (clone.id, clone.base_id, clone.host, clone.params) == ("c", "a", "c.example", (("k", "v"),))


@pytest.mark.parametrize("host", ["a/b", "user@host", "x?y", ""])
def test_a_clones_host_is_a_host_and_nothing_more(host: str) -> None:
    entry = {"ID": "c", "BASE-ID": "a", "URI-REPLACEMENT": {"HOST": host, "PARAMS": {"k": "v"}}}
    (clone,) = read(**{"PATHWAY-CLONES": [entry]}).clones
    assert clone.host is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<html>", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"[]", ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b"[" * 100_000, ErrorCode.MANIFEST_NOT_A_MANIFEST),
        (b'{"VERSION": 2}', ErrorCode.MANIFEST_UNSUPPORTED),
    ],
    ids=["html", "nothing", "no object", "deep", "version"],
)
def test_what_is_no_steering_manifest_is_refused(body: bytes, code: ErrorCode) -> None:
    with pytest.raises(ManifestError) as failure:
        read_steering_manifest(body, HERE)
    assert failure.value.problem.code is code


# --- who is kept away from ---------------------------------------------------------------------------------


class HandClock:
    time_s = 100.0

    def now_s(self) -> float:
        return self.time_s

    def utc_s(self) -> float:
        return self.time_s


def box(clock: HandClock) -> PenaltyBox:
    return PenaltyBox(RecoverySettings(first_penalty_s=10, longest_penalty_s=35), clock)


def test_a_place_is_kept_away_from_for_a_while() -> None:
    clock = HandClock()
    penalties = box(clock)
    assert penalties.is_free("a")
    assert penalties.until_s("a") == 0
    assert penalties.punish("a") == 10
    assert penalties.until_s("a") == 110
    assert not penalties.is_free("a")
    assert penalties.is_free("b")
    clock.time_s = 110
    assert penalties.is_free("a")


def test_who_fails_again_soon_after_is_kept_away_from_for_longer_up_to_a_limit() -> None:
    clock = HandClock()
    penalties = box(clock)
    lengths_s: list[float] = []
    for _ in range(4):
        lengths_s.append(penalties.punish("a"))
        clock.time_s = penalties.until_s("a") + 1
    assert lengths_s == [10, 20, 35, 35]


def test_who_held_out_begins_anew() -> None:
    clock = HandClock()
    penalties = box(clock)
    penalties.punish("a")
    clock.time_s = penalties.until_s("a") + 11
    assert penalties.punish("a") == 10


def test_who_fails_while_kept_away_from_stays_for_as_long_again() -> None:
    clock = HandClock()
    penalties = box(clock)
    penalties.punish("a")
    clock.time_s += 4
    assert penalties.punish("a") == 10
    assert penalties.until_s("a") == clock.time_s + 10
