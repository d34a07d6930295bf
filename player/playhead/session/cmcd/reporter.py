"""CMCD of one title: a filter on its requests, and an ear for what happens while it plays.

Requests carry version 1 or 2, as is set; collectors always get version 2. What a destination is told once (a
stall's length, an error, the start's delay) is kept for each of them until it can be told.
"""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from playhead.clock import Clock
from playhead.errors import Problem, Recovery, RequestType, Severity, redact_url
from playhead.events import (
    Event,
    FirstPictureShown,
    InterstitialBegan,
    InterstitialEnded,
    ProblemRaised,
    QualityShown,
    StallEnded,
    StallStarted,
)
from playhead.net.filters import Filters
from playhead.net.passage import OutgoingRequest, TryEnded
from playhead.presentation import Kind
from playhead.session.cmcd.encoding import Each, Token, Value, as_version_1, payload, sharded
from playhead.session.cmcd.facts import TitleFacts, type_of
from playhead.session.cmcd.keys import EVENT_KEYS, REQUEST_KEYS, SHY_KEYS
from playhead.session.cmcd.ledger import Ledger
from playhead.session.cmcd.posting import Mailbox
from playhead.session.playback import Playback
from playhead.settings import CmcdMode, CmcdSettings, CmcdTarget
from playhead.state import PlayerState

__all__ = ["TitleReporter"]

_MUST_BE_TOLD = frozenset({"cen", "e", "ts", "v", "sid", "cid"})
_MEDIA = frozenset({"a", "v", "av"})


@dataclass(frozen=True, slots=True)
class _Collector:
    target: CmcdTarget
    mailbox: Mailbox
    ledger: Ledger


class TitleReporter:
    """What servers are told of one title.

    Args:
        settings: What to tell, and to whom.
        session_id, content_id: Of this title; the latter may be empty.
        is_wanted: It is being loaded to be played, not only got ready.
        frames_dropped: Gives how many the backend left out so far.
        mailbox_of: Makes the way to a collector.

    Attributes:
        filters: To be put before everybody else's on the title's requests.
    """

    def __init__(
        self,
        settings: CmcdSettings,
        session_id: str,
        content_id: str,
        clock: Clock,
        *,
        is_wanted: bool,
        frames_dropped: Callable[[], int],
        mailbox_of: Callable[[CmcdTarget], Mailbox],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._is_wanted = is_wanted
        self._frames_dropped = frames_dropped
        self._dropped_before = frames_dropped()
        self._session: dict[str, Value] = {"sid": session_id, **settings.custom}
        if content_id:
            self._session["cid"] = content_id
        self._requests = Ledger()
        self._collectors = [_Collector(each, mailbox_of(each), Ledger()) for each in settings.targets]
        self._facts: TitleFacts | None = None
        self._playback: Playback | None = None
        self._is_urgent, self._has_played, self._is_stalled = is_wanted, False, False
        self._end = ""
        self._told_state = ""
        self._start_delay_ms: int | None = None
        self._stalls, self._stalled_ms, self._missing = 0, 0, ""
        self._shown_bps, self._host = 0, ""
        self._bitrates: dict[Kind, int] = {}
        self._timers: list[asyncio.TimerHandle] = []
        self.filters = Filters()
        if settings.mode is not None:
            self.filters.add_request(self._mark, name="CMCD")
        self.filters.add_listener(self._on_try_ended)

    def attach(self, playback: Playback) -> None:
        """Take note of what plays the title; nothing of it is known before."""
        self._playback = playback
        self._facts = TitleFacts(playback, self._settings.rtp_factor, self._settings.version)
        self._tell_state()

    # --- what happens --------------------------------------------------------------------------------------

    def on_state(self, state: PlayerState) -> None:
        """Hear of the title's own state: it is being played."""
        if not self._is_wanted:  # it was got ready, perhaps not far enough
            self._is_wanted = self._is_urgent = True
        if not self._timers:
            self._timers = [self._timer(each) for each in self._collectors if each.target.interval_s]
        self._end = "e" if state is PlayerState.ENDED else ""
        if self._playback is not None and self._playback.is_seeking:
            self._is_urgent = True
        self._tell_state()

    def hear(self, event: Event) -> None:
        """Hear what happens to the title."""
        match event:
            case FirstPictureShown():
                self._has_played = True
                self._start_delay_ms = round(event.startup_s * 1000)
            case StallStarted():
                self._on_stall()
            case StallEnded():
                self._after_stall(event.duration_s)
            case QualityShown():
                self._shown_bps = event.bandwidth_bps
            case ProblemRaised():
                self._on_problem(event.problem)
            case InterstitialBegan():
                self._report("abs")
            case InterstitialEnded():
                if event.outcome == "skipped":
                    self._report("sk")
                self._report("abe")
            case _:
                pass
        self._tell_state()

    def on_pause(self) -> None:
        """Hear that the viewer has paused, or gone on."""
        self._tell_state()

    def could_not_begin(self, problem: Problem) -> None:
        """Hear that the title couldn't be opened."""
        self._on_problem(problem.with_outcome(Severity.FATAL, Recovery.STOP))
        self.finish("f")

    def finish(self, token: str) -> None:
        """The title is over: `f` failed, `q` the viewer left; one that has ended stays so."""
        for timer in self._timers:
            timer.cancel()
        self._timers = []
        self._end = self._end or token
        self._tell_state()
        for each in self._collectors:
            each.mailbox.flush()

    def _on_stall(self) -> None:
        assert self._facts is not None
        self._is_stalled = self._is_urgent = True
        kinds = self._facts.starved_kinds()
        self._missing = self._facts.token_of(min(kinds)) if len(kinds) == 1 else ""
        self._stalls += 1
        for ledger in self._ledgers:
            ledger.starved |= kinds

    def _after_stall(self, duration_s: float) -> None:
        self._is_stalled = False
        duration_ms = round(duration_s * 1000)
        self._stalled_ms += duration_ms
        for ledger in self._ledgers:
            ledger.stalls.append((duration_ms, self._missing))

    def _on_problem(self, problem: Problem) -> None:
        if problem.severity not in (Severity.DEGRADED, Severity.FATAL):
            return
        for ledger in self._ledgers:
            ledger.note_error(str(int(problem.code)))
        self._report("e")

    @property
    def _ledgers(self) -> list[Ledger]:
        return [self._requests, *(each.ledger for each in self._collectors)]

    def _state(self) -> str:
        playback = self._playback
        if self._end:
            return self._end
        if not self._is_wanted:
            return "d"
        if playback is None or not self._has_played:
            return "s"
        if playback.is_seeking:
            return "k"
        if playback.is_paused:
            return "a"
        return "r" if self._is_stalled else "p"

    def _tell_state(self) -> None:
        state = self._state()
        if state != self._told_state:
            self._told_state = state
            self._report("ps")

    # --- with requests -------------------------------------------------------------------------------------

    def _mark(self, request: OutgoingRequest) -> OutgoingRequest:
        """Put the keys on a request: the filter itself."""
        version = self._settings.version
        values = self._of_request(request)
        allowed = self._settings.keys or REQUEST_KEYS[version] - SHY_KEYS
        values = {
            key: value for key, value in values.items() if key in allowed or key in self._settings.custom
        }
        if version == 1:
            values = as_version_1(values)
        else:
            values["v"] = 2
        if self._settings.mode is CmcdMode.QUERY:
            return request.with_query("CMCD", payload(values)) if values else request
        for name, text in sharded(values, version).items():
            request = request.with_header(name, text)
        return request

    def _of_request(self, request: OutgoingRequest) -> dict[str, Value]:
        ledger = self._requests
        values = self._of_now(ledger)
        values["ot"] = Token(type_of(request))
        if self._facts is not None:
            values |= self._facts.of_object(request)
        if values["ot"] in _MEDIA and self._has_starved(ledger, request.subject.kind):
            values["bs"] = True
        if values["ot"] not in _MEDIA:
            values.pop("dfa", None)
        return values

    def _has_starved(self, ledger: Ledger, kind: Kind | None) -> bool:
        had = ledger.has_starved(kind)
        if not self._is_stalled or self._facts is None:
            return had
        return kind is None or kind in self._facts.starved_kinds() or had

    def _of_now(self, ledger: Ledger) -> dict[str, Value]:
        """Return what every report has, whatever it is about."""
        values: dict[str, Value] = dict(self._session)
        values |= {"sn": ledger.next_number(), "sta": Token(self._state())}
        if self._facts is not None:
            values |= self._facts.of_session() | self._facts.of_moment()
            if self._is_urgent and not self._is_stalled and self._facts.is_stable:
                self._is_urgent = False
        if self._is_urgent:
            values["su"] = True
        if self._has_played:
            values["dfa"] = max(self._frames_dropped() - self._dropped_before, 0)
            if self._shown_bps:
                values["pb"] = Each(((round(self._shown_bps / 1000), "v"),))
        if self._stalls:
            values["bsa"] = Each(((self._stalls, ""),))
            values["bsda"] = Each(((self._stalled_ms, ""),))
        return values | ledger.told_once(self._start_delay_ms)

    # --- to collectors -------------------------------------------------------------------------------------

    def _report(self, event: str, about: OutgoingRequest | None = None, **more: Value) -> None:
        for each in self._collectors:
            if event not in each.target.events:
                continue
            values = self._of_now(each.ledger)
            values |= {"e": Token(event), "v": 2, "ts": round(self._clock.utc_s() * 1000)}
            if about is not None and self._facts is not None:
                values |= self._facts.of_object(about)
            elif self._facts is not None:
                values |= self._facts.of_player()
            if self._has_starved(each.ledger, None):
                values["bs"] = True
            if self._host:
                values["h"] = self._host
            each.mailbox.put(payload(self._wanted(each.target, values | more)))

    def _wanted(self, target: CmcdTarget, values: Mapping[str, Value]) -> dict[str, Value]:
        allowed = (target.keys or EVENT_KEYS - SHY_KEYS) | _MUST_BE_TOLD | self._settings.custom.keys()
        if values["e"] == "rr":
            allowed |= {"url"}
        if values["e"] == "e":
            allowed |= {"ec"}
        if values["e"] == "ps":
            allowed |= {"sta"}
        told = {key: value for key, value in values.items() if key in allowed}
        if "url" in told and not target.has_whole_urls:
            told["url"] = redact_url(str(told["url"]))
        return told

    def _on_try_ended(self, ended: TryEnded) -> None:
        request, began_s = ended.request, self._clock.now_s() - ended.started_s
        more: dict[str, Value] = {
            "ts": round((self._clock.utc_s() - began_s) * 1000),
            "rc": ended.status or 0,
            "url": request.url,
            "ot": Token(type_of(request)),
        }
        times = {"ttfb": ended.head_s, "ttfbb": ended.first_byte_s}
        if ended.problem is None:
            times["ttlb"] = ended.elapsed_s
        more |= {key: round(at_s * 1000) for key, at_s in times.items() if at_s is not None}
        for key, name in (("cmsdd", "cmsd-dynamic"), ("cmsds", "cmsd-static")):
            if name in ended.headers:
                more[key] = b64encode(ended.headers[name].encode("latin-1", "replace")).decode()
        if self._facts is not None and request.type is RequestType.SEGMENT:
            self._note_host_and_bitrate(request)
        self._report("rr", request, **more)

    def _note_host_and_bitrate(self, request: OutgoingRequest) -> None:
        host, kind = urlsplit(request.url).hostname or "", request.subject.kind
        is_moved, self._host = bool(self._host) and host != self._host, host
        if is_moved:
            self._report("h")
        representation = request.subject.representation
        if kind is not None and representation is not None:
            before = self._bitrates.get(kind)
            self._bitrates[kind] = representation.bandwidth_bps
            if before not in (None, representation.bandwidth_bps):
                self._report("bc")

    def _timer(self, collector: _Collector) -> asyncio.TimerHandle:
        def tick() -> None:
            self._timers = [self._timer(collector) if each is timer else each for each in self._timers]
            self._report_to(collector)

        timer = asyncio.get_running_loop().call_later(collector.target.interval_s, tick)
        return timer

    def _report_to(self, collector: _Collector) -> None:
        """Report the time, to one of them: each has its own interval."""
        others = self._collectors
        self._collectors = [collector]
        try:
            self._report("t")
        finally:
            self._collectors = others
