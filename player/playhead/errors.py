"""What can go wrong, as data.

A `Problem` is the whole story of one fault: a stable code, sentences for the viewer, a technical detail, and
where it happened. It is frozen, comparable and free of secrets (URLs lose query and credentials), so it can
be logged, shown and counted. `PlayerError` carries it; there is one subclass for each category.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any
from urllib.parse import urlsplit, urlunsplit

__all__ = [
    "BackendError",
    "Category",
    "ErrorCode",
    "ErrorContext",
    "ManifestError",
    "MediaError",
    "NetworkError",
    "PlayerError",
    "PlayerStateError",
    "Problem",
    "ProtectionError",
    "Recovery",
    "RequestType",
    "Severity",
    "StorageError",
    "StreamingError",
    "TextError",
    "error_for",
    "make_problem",
    "redact_url",
    "viewer_sentences",
]


class Category(IntEnum):
    """Which part of the player a problem belongs to; the thousands of its code."""

    NETWORK = 1
    MANIFEST = 2
    MEDIA = 3
    TEXT = 4
    DRM = 5
    STREAMING = 6
    OUTPUT = 7
    PLAYER = 8
    ADS = 9
    STORAGE = 10


class Severity(StrEnum):
    """How much a problem matters. INFO never reaches an error listener."""

    INFO = "info"
    RECOVERED = "recovered"
    DEGRADED = "degraded"
    FATAL = "fatal"


class Recovery(StrEnum):
    """What the player did about a problem."""

    NONE = "none"
    RETRY = "retry"
    SWITCH_LOCATION = "switch_location"
    SWITCH_VARIANT = "switch_variant"
    EXCLUDE_VARIANT = "exclude_variant"
    SKIP_SEGMENT = "skip_segment"
    RESYNC_LIVE = "resync_live"
    REFRESH_MANIFEST = "refresh_manifest"
    RENEW_LICENCE = "renew_licence"
    RESET_OUTPUT = "reset_output"
    STOP = "stop"


class RequestType(StrEnum):
    """What a request is for; retry, time-outs and size caps depend on it."""

    MANIFEST = "manifest"
    PLAYLIST = "playlist"
    INDEX = "index"
    INIT = "init"
    SEGMENT = "segment"
    KEY = "key"
    LICENCE = "licence"
    TEXT = "text"
    IMAGE = "image"
    STEERING = "steering"
    TIMING = "timing"
    ASSET_LIST = "asset_list"
    REPORT = "report"


class ErrorCode(IntEnum):
    """Every problem's number. A published number never changes its meaning."""

    NETWORK_UNREACHABLE = 1001
    NETWORK_TLS = 1002
    NETWORK_CONNECT_TIMEOUT = 1003
    NETWORK_STALL_TIMEOUT = 1004
    NETWORK_TOTAL_TIMEOUT = 1005
    NETWORK_HTTP_STATUS = 1006
    NETWORK_TRUNCATED_BODY = 1007
    NETWORK_RANGE_IGNORED = 1008
    NETWORK_SCHEME = 1009
    NETWORK_FILTER_FAILED = 1010
    NETWORK_ALL_LOCATIONS_FAILED = 1011
    NETWORK_TOO_LARGE = 1012
    NETWORK_REDIRECT = 1013

    MANIFEST_NOT_A_MANIFEST = 2001
    MANIFEST_MALFORMED = 2002
    MANIFEST_UNSUPPORTED = 2003
    MANIFEST_MISSING_ATTRIBUTE = 2004
    MANIFEST_VARIABLE_UNDEFINED = 2005
    MANIFEST_EMPTY = 2006
    MANIFEST_NO_PLAYABLE_VARIANT = 2007
    MANIFEST_STALE = 2008
    MANIFEST_WENT_BACKWARDS = 2009
    MANIFEST_PATCH_FAILED = 2010
    MANIFEST_XLINK = 2011
    MANIFEST_LIMIT_EXCEEDED = 2012

    MEDIA_CONTAINER_MALFORMED = 3001
    MEDIA_CONTAINER_UNSUPPORTED = 3002
    MEDIA_CODEC_UNSUPPORTED = 3003
    MEDIA_TIMESTAMP_MISMATCH = 3004
    MEDIA_DECODE = 3005

    TEXT_MALFORMED = 4001
    TEXT_UNSUPPORTED = 4002
    TEXT_UNAVAILABLE = 4003

    DRM_NO_KEY_SYSTEM = 5001
    DRM_NO_LICENCE_SERVER = 5002
    DRM_LICENCE_REQUEST = 5003
    DRM_LICENCE_REJECTED = 5004
    DRM_EXPIRED = 5005
    DRM_OUTPUT_RESTRICTED = 5006
    DRM_KEY_MISSING = 5007
    DRM_DECRYPT = 5008

    STREAMING_BEHIND_LIVE_WINDOW = 6001
    STREAMING_SEGMENT_GONE = 6002
    STREAMING_STALLED = 6003
    STREAMING_GAP_TOO_LARGE = 6004
    STREAMING_CLOCK_UNSYNCHRONISED = 6005

    OUTPUT_VLC_INIT = 7001
    OUTPUT_VLC_ERROR = 7002
    OUTPUT_NO_AUDIO_DEVICE = 7003
    OUTPUT_NO_DISPLAY = 7004

    PLAYER_LOAD_INTERRUPTED = 8001
    PLAYER_CLOSED = 8002
    PLAYER_BAD_CONFIG = 8003
    PLAYER_WRONG_STATE = 8004
    PLAYER_INTERNAL = 8005

    STORAGE_FULL = 10001
    STORAGE_UNAVAILABLE = 10002
    STORAGE_NOT_FOUND = 10003
    STORAGE_EXPIRED = 10004
    STORAGE_LIMIT = 10005
    STORAGE_DAMAGED = 10006
    STORAGE_BUSY = 10007
    STORAGE_CHANGED = 10008
    STORAGE_NOT_ALLOWED = 10009

    @property
    def category(self) -> Category:
        """The category that the number belongs to."""
        return Category(self // 1000)


@dataclass(frozen=True, slots=True)
class ErrorContext:
    """Where a problem happened; only what is known is set.

    Attributes:
        url: Without query, fragment and credentials.
        attempt: The try that failed, counted from 1.
        segment: The segment's number within its index.
        media_time: Seconds on the presentation's timeline.
        byte_offset: Into the body that was being read.
        line: Of the manifest, counted from 1.
        tag: The HLS tag or the XML element.
    """

    url: str | None = None
    request_type: RequestType | None = None
    http_status: int | None = None
    attempt: int | None = None
    period: str | None = None
    track: str | None = None
    representation: str | None = None
    segment: int | None = None
    media_time: Fraction | None = None
    byte_offset: int | None = None
    line: int | None = None
    tag: str | None = None
    key_id: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, complete: loggable, comparable, fit for a viewer and for an engineer.

    Attributes:
        message: One sentence that a viewer understands.
        hint: What helps, for a viewer; may be empty.
        detail: What happened in technical words, without secrets.
        count: How many equal problems this one stands for.
        cause: The problem that led to this one.
    """

    code: ErrorCode
    severity: Severity
    message: str
    hint: str = ""
    detail: str = ""
    context: ErrorContext = field(default_factory=ErrorContext)
    recovery: Recovery = Recovery.NONE
    count: int = 1
    cause: "Problem | None" = None

    def with_outcome(self, severity: Severity, recovery: Recovery) -> "Problem":
        """Return this problem as it ended: how bad it was and what was done."""
        return replace(self, severity=severity, recovery=recovery)

    def is_like(self, other: "Problem") -> bool:
        """Say whether the other one is the same fault again, perhaps at another try or segment."""
        return (self.code, self.severity, self.recovery, self.context.representation) == (
            other.code,
            other.severity,
            other.recovery,
            other.context.representation,
        )

    def repeated(self, times: int = 1) -> "Problem":
        """Return this problem counted so many times more."""
        return replace(self, count=self.count + times)

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: code by name and number, context without the unset fields."""
        context = {
            name: float(value) if isinstance(value, Fraction) else value
            for name in ErrorContext.__dataclass_fields__
            if (value := getattr(self.context, name)) is not None
        }
        return {
            "code": int(self.code),
            "name": self.code.name,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "detail": self.detail,
            "context": context,
            "recovery": self.recovery.value,
            "count": self.count,
            "cause": self.cause.as_dict() if self.cause else None,
        }


# What a viewer reads: (what happened, what helps). Short, kind, concrete; the code stands small below.
_SENTENCES: dict[ErrorCode, tuple[str, str]] = {
    ErrorCode.NETWORK_UNREACHABLE: (
        "We can't reach this title's server.",
        "Check the connection, then try again.",
    ),
    ErrorCode.NETWORK_TLS: (
        "The connection to this title's server isn't secure, so we stopped.",
        "Check this device's date and time, then try again.",
    ),
    ErrorCode.NETWORK_HTTP_STATUS: (
        "This title's server turned the request down.",
        "It may be back in a moment: try again, or choose another title.",
    ),
    ErrorCode.NETWORK_TOO_LARGE: (
        "This title's server sent far more than it should.",
        "Choose another title.",
    ),
    ErrorCode.NETWORK_SCHEME: (
        "This title has an address that we don't open.",
        "Use an http or https address.",
    ),
    ErrorCode.NETWORK_REDIRECT: (
        "This title's server sent us round in circles.",
        "Try again later, or choose another title.",
    ),
    ErrorCode.MANIFEST_NOT_A_MANIFEST: (
        "There is no video at this address.",
        "Check the address, or choose another title.",
    ),
    ErrorCode.MANIFEST_EMPTY: ("This title has nothing to play yet.", "Try again later."),
    ErrorCode.MANIFEST_NO_PLAYABLE_VARIANT: (
        "This title comes in no format that this device can play.",
        "Choose another title.",
    ),
    ErrorCode.MANIFEST_UNSUPPORTED: ("This title uses a format that we don't know.", "Choose another title."),
    ErrorCode.MEDIA_CODEC_UNSUPPORTED: (
        "This title comes in no format that this device can play.",
        "Choose another title.",
    ),
    ErrorCode.TEXT_UNAVAILABLE: ("Some captions could not be loaded.", "The picture plays on without."),
    ErrorCode.DRM_NO_KEY_SYSTEM: (
        "This title is protected, and this player has no key system for it.",
        "Choose another title.",
    ),
    ErrorCode.DRM_NO_LICENCE_SERVER: (
        "This title is protected, and nobody told us where its licence is to be had.",
        "Choose another title.",
    ),
    ErrorCode.DRM_LICENCE_REQUEST: (
        "We couldn't get the licence for this title.",
        "Check the connection, then try again.",
    ),
    ErrorCode.DRM_LICENCE_REJECTED: ("This title isn't part of your plan.", "Choose another title."),
    ErrorCode.DRM_EXPIRED: ("The licence for this title has run out.", "Start the title again."),
    ErrorCode.DRM_OUTPUT_RESTRICTED: (
        "This title may not be shown on the connected screen.",
        "Connect a screen with copy protection (HDCP), or choose another title.",
    ),
    ErrorCode.DRM_KEY_MISSING: ("The licence for this title doesn't open it.", "Choose another title."),
    ErrorCode.DRM_DECRYPT: ("This title can't be unlocked: its key doesn't fit.", "Choose another title."),
    ErrorCode.STREAMING_SEGMENT_GONE: ("A part of this title is missing.", "We skipped it and went on."),
    ErrorCode.STREAMING_STALLED: (
        "The connection is too slow to go on.",
        "Try again, or choose a lower quality.",
    ),
    ErrorCode.OUTPUT_VLC_INIT: (
        "The video decoder (VLC) isn't installed.",
        "Install VLC, then start again.",
    ),
    ErrorCode.OUTPUT_VLC_ERROR: ("The video decoder gave up.", "Try again."),
    ErrorCode.OUTPUT_NO_AUDIO_DEVICE: (
        "There is no sound device.",
        "Connect one; the picture plays on without.",
    ),
    ErrorCode.OUTPUT_NO_DISPLAY: ("There is no screen to show the app on.", "Start it in a desktop session."),
    ErrorCode.PLAYER_CLOSED: ("The player is closed.", "Make a new one."),
    ErrorCode.PLAYER_LOAD_INTERRUPTED: ("Another title was chosen.", ""),
    ErrorCode.PLAYER_INTERNAL: ("Something went wrong inside the player.", "Try again."),
    ErrorCode.STORAGE_FULL: ("There is no space left on this device.", "Free some space, then try again."),
    ErrorCode.STORAGE_UNAVAILABLE: (
        "We can't write to this device's storage.",
        "Check the folder's permissions.",
    ),
    ErrorCode.STORAGE_NOT_FOUND: ("This download isn't on this device.", "Download the title again."),
    ErrorCode.STORAGE_EXPIRED: ("The time of this download has run out.", "Download the title again."),
    ErrorCode.STORAGE_LIMIT: ("Downloads have no space left of what was set aside.", "Delete a download."),
    ErrorCode.STORAGE_DAMAGED: ("A part of this download is damaged.", "Resume the download to mend it."),
    ErrorCode.STORAGE_BUSY: ("Another Playhead is downloading this title.", "Wait until it is done."),
    ErrorCode.STORAGE_CHANGED: ("This title changed during its download.", "Try again later."),
    ErrorCode.STORAGE_NOT_ALLOWED: ("This title can't be downloaded.", "Watch it while you are connected."),
}
_CATEGORY_SENTENCES: dict[Category, tuple[str, str]] = {
    Category.NETWORK: (
        "The connection to this title's server broke off.",
        "Check the connection, then try again.",
    ),
    Category.MANIFEST: (
        "This title's description can't be read.",
        "Try again later, or choose another title.",
    ),
    Category.MEDIA: ("A part of this title can't be read.", "Try again, or choose another title."),
    Category.TEXT: ("These captions can't be read.", "Choose other captions."),
    Category.DRM: ("This title's licence could not be opened.", "Try again, or choose another title."),
    Category.STREAMING: ("Playback lost its place.", "Try again."),
    Category.OUTPUT: ("Picture or sound can't be shown.", "Try again."),
    Category.PLAYER: ("The player can't do this right now.", "Try again."),
    Category.ADS: ("An advertisement could not be played.", ""),
    Category.STORAGE: ("Something could not be stored on this device.", "Free some space, then try again."),
}


def viewer_sentences() -> Iterator[str]:
    """Yield every sentence and hint that a problem can show: what a translator has to know."""
    for message, hint in (*_SENTENCES.values(), *_CATEGORY_SENTENCES.values()):
        yield message
        if hint:
            yield hint


def redact_url(url: str) -> str:
    """Return the URL without user name, password, query and fragment: where tokens live."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "data":
            return "data:"  # its path is its content, which may be a key
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, "", ""))
    except ValueError:
        return "(unreadable address)"


def make_problem(
    code: ErrorCode,
    detail: str = "",
    *,
    severity: Severity = Severity.FATAL,
    recovery: Recovery = Recovery.NONE,
    cause: Problem | None = None,
    **context: Any,
) -> Problem:
    """Build a `Problem` with the viewer's sentence for its code.

    Args:
        code: Which fault.
        detail: What happened in technical words; must not hold secrets.
        severity: How bad it is; FATAL unless recovered from.
        recovery: What was done about it.
        cause: The problem that led here.
        **context: Fields of `ErrorContext`; `url` is redacted here.
    """
    if context.get("url") is not None:
        context["url"] = redact_url(context["url"])
    message, hint = _SENTENCES.get(code) or _CATEGORY_SENTENCES[code.category]
    return Problem(code, severity, message, hint, detail, ErrorContext(**context), recovery, cause=cause)


class PlayerError(Exception):
    """Base of every error that the player raises; `problem` tells the whole story."""

    def __init__(self, problem: Problem) -> None:
        where = problem.context
        place = " ".join(
            text
            for text in (
                where.url or "",
                f"line {where.line}" if where.line is not None else "",
                f"({where.tag})" if where.tag else "",
                f"HTTP {where.http_status}" if where.http_status is not None else "",
            )
            if text
        )
        what = problem.detail or problem.message
        super().__init__(
            f"{problem.code.name} ({int(problem.code)}): {what}" + (f" [{place}]" if place else "")
        )
        self.problem = problem


class NetworkError(PlayerError):
    """A request did not get its answer."""


class ManifestError(PlayerError):
    """A document is no manifest, is broken, or holds nothing that can be played."""


class MediaError(PlayerError):
    """A segment can't be read, or no decoder takes it."""


class TextError(PlayerError):
    """Captions can't be read."""


class ProtectionError(PlayerError):
    """A key, a licence or a decryption failed."""


class StreamingError(PlayerError):
    """Playback can't go on: a gap, a stall or a lost live window."""


class BackendError(PlayerError):
    """Picture or sound can't be put out."""


class PlayerStateError(PlayerError):
    """A call came at the wrong time or with a wrong setting."""


class StorageError(PlayerError):
    """Something can't be written or read on this device."""


_ERRORS: dict[Category, type[PlayerError]] = {
    Category.NETWORK: NetworkError,
    Category.MANIFEST: ManifestError,
    Category.MEDIA: MediaError,
    Category.TEXT: TextError,
    Category.DRM: ProtectionError,
    Category.STREAMING: StreamingError,
    Category.OUTPUT: BackendError,
    Category.PLAYER: PlayerStateError,
    Category.ADS: StreamingError,
    Category.STORAGE: StorageError,
}


def error_for(problem: Problem) -> PlayerError:
    """Return the exception of the problem's category, ready to raise."""
    return _ERRORS[problem.code.category](problem)
