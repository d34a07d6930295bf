"""EXT-X-MEDIA to choices: which renditions are one choice for the viewer, and what that choice is called.

A multivariant playlist lists "English, stereo" once for each group, because a group is what a variant points
to. The viewer sees one track; its representations know their group, and the session takes the one that goes
with the video.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from playhead.hls.multivariant import Rendition

__all__ = ["Choice", "choices_of", "unique_id"]

# Apple's characteristics (RFC 8216 §4.3.4.1) in DASH's role words, which the model speaks.
_ROLE_OF = {
    "public.accessibility.describes-video": "description",
    "public.accessibility.transcribes-spoken-dialog": "caption",
    "public.accessibility.describes-music-and-sound": "caption",
    "public.accessibility.enhances-speech-intelligibility": "enhanced-audio-intelligibility",
    "public.easy-to-read": "easyreader",
    "public.auxiliary-content": "supplementary",
}
_NOT_A_WORD = re.compile(r"\W+")
_LEADING_DIGITS = re.compile(r"[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the viewer can choose, and the renditions that are it, one for each group."""

    language: str
    name: str
    channels: int | None
    roles: tuple[str, ...]
    instream_id: str
    renditions: tuple[Rendition, ...]

    @property
    def is_default(self) -> bool:
        """True if the author marked it in any group."""
        return any(rendition.is_default for rendition in self.renditions)


def choices_of(renditions: Iterable[Rendition]) -> list[Choice]:
    """Return the choices among renditions of one type, in the order of their first appearance.

    Renditions of equal language, name, channels and roles are one choice. Within a group the first counts:
    RFC 8216 §4.3.4.1.1 forbids two of one name.
    """
    found: dict[tuple[str, str, int | None, tuple[str, ...], str], dict[str, Rendition]] = {}
    for rendition in renditions:
        key = (
            rendition.language or "und",
            rendition.name,
            _channel_count(rendition),
            _roles(rendition),
            rendition.instream_id,
        )
        found.setdefault(key, {}).setdefault(rendition.group_id, rendition)
    return [Choice(*key, tuple(by_group.values())) for key, by_group in found.items()]


def unique_id(taken: set[str], *parts: str) -> str:
    """Return a readable id of these parts that is not taken yet, and take it."""
    words = [word for part in parts if (word := _NOT_A_WORD.sub("-", part.lower()).strip("-")[:48])]
    wanted = "-".join(words) or "track"
    unique, number = wanted, 2
    while unique in taken:
        unique, number = f"{wanted}-{number}", number + 1
    taken.add(unique)
    return unique


def _channel_count(rendition: Rendition) -> int | None:
    match = _LEADING_DIGITS.match(rendition.channels)
    return int(match[0]) or None if match else None


def _roles(rendition: Rendition) -> tuple[str, ...]:
    roles = [_ROLE_OF[name] for name in rendition.characteristics if name in _ROLE_OF]
    if rendition.is_forced:
        roles.append("forced-subtitle")
    elif rendition.type == "SUBTITLES" and "caption" not in roles:
        roles.append("subtitle")
    elif rendition.type == "CLOSED-CAPTIONS":
        roles.append("caption")
    return tuple(dict.fromkeys(roles))
