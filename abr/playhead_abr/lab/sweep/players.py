"""The players around the algorithms: a suite's table, or a command's options, as settings and names."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from playhead_abr.errors import AbrError
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.replacement import Replacement
from playhead_abr.lab.simulator import Mode, SimulatorSettings

__all__ = ["PlayerChoice", "Variant", "variant_of"]

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Variant:
    """A player around the algorithms, under the name that reports call it by."""

    label: str
    settings: SimulatorSettings


@dataclass(frozen=True, slots=True)
class PlayerChoice:
    """What can be said about the player, in words and plain numbers; see `SimulatorSettings`.

    Attributes:
        mode: `exact`, `sabre` or `pensieve`.
        replacement: `none`, `left` or `right`.
        part_s: Low latency: length of a part; 0: all segments are there.
    """

    buffer_s: float = 25.0
    startup_s: float = 0.0
    allows_abandonment: bool = True
    mode: str = "exact"
    replacement: str = "none"
    part_s: float = 0.0
    live_offset_s: float = 3.0
    catch_up: float = 0.0


def variant_of(choice: PlayerChoice) -> Variant:
    """Return a player by what was chosen.

    Raises:
        LabError: If a word is unknown or a number makes no sense.
    """
    mode = _one_of(Mode, "mode", choice.mode)
    replacement = _one_of(Replacement, "replacement", choice.replacement)
    try:
        settings = SimulatorSettings(
            mode=mode,
            buffer_capacity_s=choice.buffer_s,
            allows_abandonment=choice.allows_abandonment,
            startup_buffer_s=choice.startup_s,
            first_rung=0 if mode is Mode.SABRE else None,  # as Sabre begins
            part_duration_s=choice.part_s,
            live_offset_s=choice.live_offset_s,
            catch_up=choice.catch_up,
            replacement=replacement,
        )
    except AbrError as error:
        raise LabError(f"no such player: {error}") from error
    return Variant(_label(settings), settings)


def _one_of(words: type[Word], name: str, text: str) -> Word:
    try:
        return words(text)
    except ValueError:
        raise LabError(f"no {name} {text!r}; there are {', '.join(words)}") from None


def _label(settings: SimulatorSettings) -> str:
    said = [f"buffer {settings.buffer_capacity_s:g} s"]
    if settings.mode is not Mode.EXACT:
        said.append(f"as {settings.mode}")
    if settings.replacement is not Replacement.NONE:
        said.append(f"replaces {settings.replacement}")
    if settings.part_duration_s > 0:
        said.append(f"{settings.live_offset_s:g} s behind live in parts of {settings.part_duration_s:g} s")
    if settings.catch_up > 0:
        said.append(f"catch-up {settings.catch_up:g}")
    return ", ".join(said)
