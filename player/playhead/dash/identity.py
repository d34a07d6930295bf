"""Names for tracks that stay the same from period to period and from refresh to refresh.

AdaptationSet@id is optional, unique within its period only, and servers renumber sets when advertisements
come in between. So a set is first looked for by id *and* what it is, then by what it is alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from playhead.dash.kinds import family_of
from playhead.presentation import Kind, Presentation, Track

__all__ = ["TrackNames", "Traits"]


@dataclass(frozen=True, slots=True)
class Traits:
    """What makes a track recognisable."""

    kind: Kind
    set_id: str | None
    language: str
    roles: frozenset[str]
    label: str
    family: str
    channels: int | None

    @property
    def stem(self) -> str:
        """A readable name that several tracks of a period may share: `audio-en-commentary`."""
        language = () if self.language == "und" else (self.language.lower(),)
        return "-".join((self.kind.value, *language, *sorted(self.roles - {"main"})))


Likeness = Callable[[Traits, Traits], bool]


def _same_in_use(one: Traits, other: Traits) -> bool:
    return (one.kind, one.language, one.roles) == (other.kind, other.language, other.roles)


def _same_id(one: Traits, other: Traits) -> bool:
    return one.set_id is not None and one.set_id == other.set_id and _same_in_use(one, other)


def _same_in_all(one: Traits, other: Traits) -> bool:
    mine, theirs = (one.label, one.family, one.channels), (other.label, other.family, other.channels)
    return mine == theirs and _same_in_use(one, other)


def traits_of(track: Track) -> Traits:
    """Return what a track that already has a name can be recognised by."""
    codecs = track.representations[0].codecs if track.representations else ()
    traits = Traits(
        kind=track.kind,
        set_id=None,
        language=track.language,
        roles=frozenset(track.roles),
        label=track.label,
        family=family_of(codecs),
        channels=track.channels,
    )
    # Where several were alike, the set's id is part of the name.
    rest = track.id.removeprefix(f"{traits.stem}-")
    return traits if rest == track.id else replace(traits, set_id=rest)


class TrackNames:
    """Gives out names period by period.

    Args:
        previous: This title before a refresh: what is still there keeps its name.
    """

    def __init__(self, previous: Presentation | None = None) -> None:
        self._known: dict[str, Traits] = {}
        for period in previous.periods if previous else ():
            for track in period.tracks:
                if track.representations:
                    self._known.setdefault(track.id, traits_of(track))

    def name(self, period: Sequence[Traits]) -> list[str]:
        """Return a name for each track of a period, no two alike."""
        names: dict[int, str] = {}
        for looks_alike in (_same_id, _same_in_all, _same_in_use):
            for nth, traits in enumerate(period):
                if nth not in names:
                    found = self._find(traits, looks_alike, taken=set(names.values()))
                    if found is not None:
                        names[nth] = found
        alike = Counter(traits.stem for traits in period)
        for nth, traits in enumerate(period):
            if nth not in names:
                names[nth] = self._new(traits, alike[traits.stem] > 1, taken=set(names.values()))
                self._known[names[nth]] = traits
        return [names[nth] for nth in range(len(period))]

    def _find(self, traits: Traits, looks_alike: Likeness, taken: set[str]) -> str | None:
        return next(
            (name for name, known in self._known.items() if name not in taken and looks_alike(known, traits)),
            None,
        )

    def _new(self, traits: Traits, is_ambiguous: bool, taken: set[str]) -> str:
        # The id tells tracks apart better than their order, which may change when a period goes.
        stem = f"{traits.stem}-{traits.set_id}" if is_ambiguous and traits.set_id else traits.stem
        name, nth = stem, 1
        while name in taken or name in self._known:
            nth += 1
            name = f"{stem}-{nth}"
        return name
