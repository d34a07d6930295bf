"""EXT-X-CUE-OUT and its kin: where an advertisement break begins and ends, in the dialects of packagers.

None of them is in a standard. What they have in common: a tag before a segment says that a break begins
there, how long it lasts and perhaps its SCTE 35 message; others repeat that while it lasts; one says that it
is over.
"""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass
from enum import StrEnum

from playhead.hls import values

__all__ = ["CUE_TAGS", "CueRole", "CueTag", "read_cue"]


class CueRole(StrEnum):
    """What a tag says about a break."""

    OUT = "out"
    ON = "on"
    IN = "in"
    MESSAGE = "message"


CUE_TAGS = {
    "EXT-X-CUE-OUT": CueRole.OUT,
    "EXT-X-CUE-OUT-CONT": CueRole.ON,
    "EXT-X-CUE-SPAN": CueRole.ON,
    "EXT-X-CUE-IN": CueRole.IN,
    "EXT-OATCLS-SCTE35": CueRole.MESSAGE,
    "EXT-X-SCTE35": CueRole.MESSAGE,
    "EXT-SCTE35": CueRole.MESSAGE,
    "EXT-X-SPLICEPOINT-SCTE35": CueRole.MESSAGE,
}
_ATTRIBUTE = re.compile(r'([A-Za-z0-9-]+)\s*=\s*("[^"]*"|[^,]*)')
_NUMBER = re.compile(r'"?([0-9.]+)"?(?:/([0-9.]+))?(?:,|$)')
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_MAX_MESSAGE = 16_384


@dataclass(frozen=True, slots=True)
class CueTag:
    """One such tag. Times in microseconds.

    Attributes:
        row: The segment that it stands before.
        value: What follows the colon, as written.
        duration: Of the whole break.
        elapsed: How much of it has passed at the row's start.
        message: splice_info_section bytes.
    """

    line: int
    row: int
    name: str
    role: CueRole
    value: str
    duration: int | None = None
    elapsed: int | None = None
    message: bytes | None = None


def read_cue(line: int, row: int, name: str, value: str) -> CueTag:
    """Read one of `CUE_TAGS`; what makes no sense in it is left out, for nobody says what it should be."""
    attributes = {found[1].upper(): found[2].strip('" ') for found in _ATTRIBUTE.finditer(value)}
    duration = _ticks(attributes.get("DURATION"))
    elapsed = _ticks(attributes.get("ELAPSEDTIME") or attributes.get("ELAPSED"))
    role = CUE_TAGS[name]
    plain = _NUMBER.match(value)
    if plain is not None:
        first, second = _ticks(plain[1]), _ticks(plain[2])
        if role is CueRole.ON:
            elapsed, duration = first, second
        else:
            duration = first
    if name == "EXT-X-SCTE35":
        role = {"YES": CueRole.OUT, "CONT": CueRole.ON}.get(attributes.get("CUE-OUT", ""), role)
        role = CueRole.IN if attributes.get("CUE-IN") == "YES" else role
    return CueTag(line, row, name, role, value, duration, elapsed, _message(attributes, value))


def _ticks(text: str | None) -> int | None:
    return None if text is None else values.duration_ticks(text.removesuffix("s"))


def _message(attributes: dict[str, str], value: str) -> bytes | None:
    written = attributes.get("SCTE35") or attributes.get("CUE") or value.strip('" ')
    if len(written) > _MAX_MESSAGE:
        return None
    if written[:2].lower() == "0x":
        return values.hexadecimal(written)
    if not _BASE64.fullmatch(written):
        return None
    try:
        return b64decode(written + "=" * (-len(written) % 4), validate=True)
    except (Base64Error, ValueError):
        return None
