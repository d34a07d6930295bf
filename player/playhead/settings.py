"""Everything that can be set, frozen, with units and defaults that suit a living room.

Change one thing with `dataclasses.replace`, or give only what differs:

    PlayerSettings(buffer=BufferSettings(goal_s=60))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "AbrSettings",
    "AudioPreferences",
    "BufferSettings",
    "CmcdMode",
    "CmcdSettings",
    "CmcdTarget",
    "InterstitialSettings",
    "KeyPolicy",
    "LiveSettings",
    "NetworkSettings",
    "PlayerSettings",
    "PreloadSettings",
    "ProtectionSettings",
    "RecoverySettings",
    "RetrySettings",
    "TextPreferences",
]


@dataclass(frozen=True, slots=True)
class BufferSettings:
    """How much to hold.

    Attributes:
        goal_s: Download ahead until this much is playable.
        start_s: Start playing with this much, or at the end of the title.
        resume_s: After a stall, go on with this much.
        behind_s: Keep this much behind the playhead, for short seeks back.
        feed_ahead_s: Hand the backend this much ahead of the playhead; what it has can't be changed any more.
        max_bytes: Stop downloading ahead beyond this, whatever the goal.
    """

    goal_s: float = 30.0
    start_s: float = 0.5
    resume_s: float = 2.0
    behind_s: float = 20.0
    feed_ahead_s: float = 4.0
    max_bytes: int = 96 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AbrSettings:
    """How to choose the quality.

    Attributes:
        algorithm: `house` (what the buffer affords, looking a few segments ahead) or another of
            `playhead_abr.ALGORITHMS`.
        initial_throughput_bps: What to believe before anything was measured, of a network that isn't known.
        remembered_share: Share of what a network carried before that a title begins with; 0 forgets it.
        start_patience_s: On a network that is known, the rest of a first segment may take so long before a
            smaller one is fetched instead; on any other nothing is risked.
        safety_factor: Share of the measured throughput that a choice may use.
        max_height: Never choose a taller picture than this (viewer's limit); None for no limit.
        max_bandwidth_bps: Never choose more than this; None for no limit.
    """

    algorithm: str = "house"
    initial_throughput_bps: float = 3_000_000.0
    remembered_share: float = 0.8
    start_patience_s: float = 1.0
    safety_factor: float = 0.85
    max_height: int | None = None
    max_bandwidth_bps: int | None = None


@dataclass(frozen=True, slots=True)
class RetrySettings:
    """How often and how patiently one request is tried again at the same address.

    Attributes:
        attempts: Tries in all; 1 means no retry.
        base_delay_s: Pause before the second try; doubles each time.
        max_delay_s: The pause never grows beyond this. A Retry-After header is honoured up to it.
        jitter: Share of the pause that is random: 0.5 means 50–100% of it.
    """

    attempts: int = 3
    base_delay_s: float = 0.4
    max_delay_s: float = 4.0
    jitter: float = 0.5


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Patience and limits for requests.

    Attributes:
        connect_timeout_s: Until a connection stands.
        stall_timeout_s: Longest silence, before the head or within a body.
        total_timeout_s: Longest whole exchange.
        max_redirects: Hops that are followed; each is checked.
        max_manifest_bytes, max_segment_bytes: A longer body is refused while it arrives.
        user_agent: Sent with every request.
        headers: Sent with every request to the host of the manifest, never to another.
    """

    connect_timeout_s: float = 5.0
    stall_timeout_s: float = 6.0
    total_timeout_s: float = 60.0
    max_redirects: int = 5
    max_manifest_bytes: int = 32 * 1024 * 1024
    max_segment_bytes: int = 256 * 1024 * 1024
    user_agent: str = "Playhead/0.1"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    retry: RetrySettings = field(default_factory=RetrySettings)


@dataclass(frozen=True, slots=True)
class RecoverySettings:
    """When to stop trying.

    Attributes:
        budget_s: Wall-clock time that the whole ladder may take for one fault before it ends in FATAL.
        stall_limit_s: A rebuffer longer than this is FATAL, and so is a title whose description takes longer.
        max_skipped_s: Media that may be skipped in a row before giving up.
        first_penalty_s: How long a place that failed isn't used, where there is another. Twice as long each
            time that it fails again soon after.
        longest_penalty_s: The penalty never grows beyond this.
    """

    budget_s: float = 30.0
    stall_limit_s: float = 45.0
    max_skipped_s: float = 30.0
    first_penalty_s: float = 10.0
    longest_penalty_s: float = 300.0


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """How far behind the live edge to play, and how that is held.

    Attributes:
        target_latency_s: How far, within the author's limits; None leaves it to the author, and without a
            word from them it is three segments.
        held_below_s: The distance is held by playback rate where the target is no more than this.
        min_rate, max_rate: How slow and how fast to play for it; the service may allow less. 1 and 1: never.
        tolerance_s: An error up to this is left alone.
        seek_beyond_s: Who watches at the edge and falls this much further behind is taken there by a seek.
    """

    target_latency_s: float | None = None
    held_below_s: float = 5.0
    min_rate: float = 0.95
    max_rate: float = 1.05
    tolerance_s: float = 0.15
    seek_beyond_s: float = 6.0


class KeyPolicy(StrEnum):
    """What to do when a key may not be used any more while its title plays."""

    ERROR = "error"
    CONTINUE = "continue"
    LOWER_QUALITY = "lower-quality"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class ProtectionSettings:
    """What happens with keys and licences.

    With ERROR the title fails with the right code, with CLOSE it ends as if it were over. CONTINUE plays on
    for as long as the CDM decrypts. LOWER_QUALITY plays what other keys open, and fails when nothing is left.

    Attributes:
        on_key_expired: When a licence has run out and was not renewed.
        on_output_restricted: When the screen's copy protection isn't enough for a key.
        renew_before_s: Ask for a new licence so long before the old one ends; a licence that is valid for
            less than twice as long is renewed at half its time.
        ask_early: Ask for the keys that the manifest names before the first protected segment is there.
    """

    on_key_expired: KeyPolicy = KeyPolicy.ERROR
    on_output_restricted: KeyPolicy = KeyPolicy.LOWER_QUALITY
    renew_before_s: float = 30.0
    ask_early: bool = True


@dataclass(frozen=True, slots=True)
class AudioPreferences:
    """Which sound to choose where a title has several; what the author calls the default fills in the rest.

    A language counts more than a role, a role more than the number of channels. Tracks in codecs that the
    backend can't play are never chosen. A track that the viewer chooses by hand overrules all of it.

    Attributes:
        languages: BCP 47, best first. Near ones count too: `pt` and `pt-BR`, `zh-TW` and `zh-Hant`.
        roles: DASH role values, best first: `main`, `description`, `commentary`, `dub`, `alternate`, … Empty
            is like `("main",)`: nobody gets a description or a commentary without asking for it.
        max_channels: Rather choose a track with no more than this; None for no limit.
    """

    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    max_channels: int | None = None


@dataclass(frozen=True, slots=True)
class TextPreferences:
    """Which captions to show without being asked; forced ones always show where no others do.

    Attributes:
        languages: BCP 47, best first. Empty: none.
    """

    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreloadSettings:
    """How much of a title to have before it plays.

    Attributes:
        ahead_s: So many seconds from its beginning.
        max_bytes: No more media than this, wherever that cuts a segment.
    """

    ahead_s: float = 8.0
    max_bytes: int = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class InterstitialSettings:
    """What to do about what an HLS title asks to play in between.

    Attributes:
        is_on: Play it. If not, date ranges are told of like any others.
        patience_s: An asset that shows nothing for so long is left out.
    """

    is_on: bool = True
    patience_s: float = 8.0


class CmcdMode(StrEnum):
    """How CMCD goes out with a request."""

    HEADERS = "headers"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class CmcdTarget:
    """A collector that CMCD events are posted to (CTA-5004-B §2.2).

    Attributes:
        url: Where to; its query may hold a token, and is never told.
        events: What it hears of: `ps` (state), `e` (error), `t` (time), `rr` (a response), `bc` (another
            bitrate), `h` (another host), `abs`, `abe`, `sk` (an interstitial begins, ends, is skipped).
        keys: Which keys it gets, beside those that every report must have; empty for all.
        interval_s: From one `t` to the next; 0 for none.
        batch: Reports that are gathered before they are posted.
        authorization: Sent as the header of that name; empty for none.
        has_whole_urls: Tell addresses with their query, where tokens live.
    """

    url: str = field(repr=False)
    events: frozenset[str] = frozenset({"ps", "e", "t", "rr"})
    keys: frozenset[str] = frozenset()
    interval_s: float = 30.0
    batch: int = 1
    authorization: str = field(default="", repr=False)
    has_whole_urls: bool = False


@dataclass(frozen=True, slots=True)
class CmcdSettings:
    """What servers are told about playback (CTA-5004 and CTA-5004-B); nothing, unless this is set.

    Attributes:
        version: 1 or 2 of what goes with requests. Events are always version 2.
        mode: How it goes with requests; None sends nothing with them.
        session_id: `sid`; empty makes a new one for each title.
        content_id: `cid`, or what gives it for a title's address; empty for none.
        keys: Which keys go with requests; empty for all but those that tell devices apart (`tpb`).
        rtp_factor: Ask for no more than so many times an object's bitrate (`rtp`); None doesn't ask.
        custom: Keys of your own and their values: a hyphenated name, up to 64 characters.
        targets: Collectors of events.
    """

    version: int = 1
    mode: CmcdMode | None = CmcdMode.HEADERS
    session_id: str = ""
    content_id: str | Callable[[str], str] = ""
    keys: frozenset[str] = frozenset()
    rtp_factor: float | None = None
    custom: Mapping[str, str] = field(default_factory=dict[str, str])
    targets: tuple[CmcdTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayerSettings:
    """All settings of one player; `cmcd` tells servers nothing if it is None."""

    buffer: BufferSettings = field(default_factory=BufferSettings)
    abr: AbrSettings = field(default_factory=AbrSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    recovery: RecoverySettings = field(default_factory=RecoverySettings)
    live: LiveSettings = field(default_factory=LiveSettings)
    protection: ProtectionSettings = field(default_factory=ProtectionSettings)
    preload: PreloadSettings = field(default_factory=PreloadSettings)
    interstitials: InterstitialSettings = field(default_factory=InterstitialSettings)
    audio: AudioPreferences = field(default_factory=AudioPreferences)
    text: TextPreferences = field(default_factory=TextPreferences)
    cmcd: CmcdSettings | None = None
