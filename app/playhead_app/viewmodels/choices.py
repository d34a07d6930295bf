"""Menus of the player: audio tracks, captions and qualities."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from playhead import Kind, Representation, Track
from playhead_app.qt import translate
from playhead_app.viewmodels.records import RecordModel
from playhead_app.viewmodels.words import bitrate, quality_name

__all__ = ["Choice", "Choices", "audio_choices", "quality_choices", "text_choices"]

_LANGUAGES = {
    "ar": "العربية",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nb": "Norsk",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "tr": "Türkçe",
    "zh": "中文",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu."""

    id: str
    label: str
    note: str = ""
    is_chosen: bool = False


class Choices(RecordModel[Choice]):
    """A menu's lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                "choice_id": lambda choice: choice.id,
                "label": lambda choice: choice.label,
                "note": lambda choice: choice.note,
                "is_chosen": lambda choice: choice.is_chosen,
            },
            parent,
        )

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these lines, disturbing a menu that is open as little as possible."""
        if [choice.id for choice in choices] != [choice.id for choice in self.records]:
            self.replace_all(choices)
            return
        for position, choice in enumerate(choices):
            if choice != self.records[position]:
                self.update(position, choice)


def audio_choices(tracks: Sequence[Track], chosen_id: str | None) -> list[Choice]:
    """Return one line for each audio track."""
    audio = [track for track in tracks if track.kind is Kind.AUDIO]
    return [
        Choice(
            track.id,
            _name(track, translate("Choices", "Audio {number}"), number),
            _audio_note(track),
            track.id == chosen_id,
        )
        for number, track in enumerate(audio, start=1)
    ]


def text_choices(tracks: Sequence[Track], chosen_id: str | None) -> list[Choice]:
    """Return Off and then one line for each text track; nothing if there is none to choose.

    Forced captions are no choice: they show by themselves.
    """
    texts = [track for track in tracks if track.kind is Kind.TEXT and "forced-subtitle" not in track.roles]
    if not texts:
        return []
    lines = [
        Choice(
            track.id,
            _name(track, translate("Choices", "Subtitles {number}"), number),
            _text_note(track),
            track.id == chosen_id,
        )
        for number, track in enumerate(texts, start=1)
    ]
    return [Choice("", translate("Choices", "Off"), "", not any(line.is_chosen for line in lines)), *lines]


def quality_choices(tracks: Sequence[Track], chosen_id: str | None) -> list[Choice]:
    """Return Auto and then every video rung, best first."""
    video = next((track for track in tracks if track.kind is Kind.VIDEO), None)
    if video is None:
        return []
    rungs = sorted(
        video.representations, key=lambda rung: (rung.height or 0, rung.bandwidth_bps), reverse=True
    )
    return [
        Choice(
            "",
            translate("Choices", "Auto"),
            translate("Choices", "as good as the connection allows"),
            chosen_id is None,
        ),
        *(_rung_choice(rung, chosen_id) for rung in rungs),
    ]


def _rung_choice(rung: Representation, chosen_id: str | None) -> Choice:
    name = quality_name(rung.height, rung.bandwidth_bps)
    note = bitrate(rung.bandwidth_bps) if rung.height and rung.bandwidth_bps else ""
    return Choice(rung.id, name, note, rung.id == chosen_id)


def _name(track: Track, numbered: str, number: int) -> str:
    primary = track.language.partition("-")[0].lower()
    return (
        track.label
        or _LANGUAGES.get(primary)
        or (numbered.format(number=number) if primary == "und" else track.language)
    )


def _text_note(track: Track) -> str:
    return translate("Choices", "for the hard of hearing") if "caption" in track.roles else ""


def _audio_note(track: Track) -> str:
    channels = {
        1: translate("Choices", "mono"),
        2: translate("Choices", "stereo"),
        6: "5.1",
        8: "7.1",
    }.get(track.channels or 0, "")
    known = {
        "commentary": translate("Choices", "commentary"),
        "description": translate("Choices", "audio description"),
        "dub": translate("Choices", "dubbed"),
    }
    roles = [known[role] for role in track.roles if role in known]
    return " · ".join(part for part in (*roles, channels) if part)
