"""What a track is for: Role, Accessibility, Label, and captions that hide in the video."""

import re
from collections.abc import Iterator, Sequence

from playhead.dash.document.descriptors import Descriptor
from playhead.dash.document.mpd import AdaptationSet
from playhead.dash.schemes import CEA_608, CEA_708, ROLES, TV_ANYTIME_AUDIO_PURPOSE
from playhead.presentation import Kind, Track

__all__ = ["embedded_captions", "label_of", "roles_of"]

# TV-Anytime AudioPurposeCS, as ETSI TS 103 285 §6.1.2 uses it.
_AUDIO_PURPOSES = {"1": "description", "2": "enhanced-audio-intelligibility", "3": "supplementary"}
_SYNONYMS = {"forced_subtitle": "forced-subtitle", "forced subtitle": "forced-subtitle"}
_SERVICE = re.compile(
    r"(?:(CC[1-4]|SERVICE[0-9]{1,2}|[0-9]{1,2})\s*=)?\s*(?:lang:)?\s*([A-Za-z][A-Za-z0-9-]{1,34})?.*", re.S
)
_MAX_SERVICES = 63


def roles_of(roles: Sequence[Descriptor], accessibility: Sequence[Descriptor]) -> tuple[str, ...]:
    """Return DASH role values, each once, in order; other schemes are translated where they have a like."""
    found: dict[str, None] = {}
    for each in (*roles, *accessibility):
        value = each.value.lower()
        if each.is_of(*ROLES) and value:
            found[_SYNONYMS.get(value, value)] = None
        elif each.is_of(*TV_ANYTIME_AUDIO_PURPOSE) and value in _AUDIO_PURPOSES:
            found[_AUDIO_PURPOSES[value]] = None
    return tuple(found)


def label_of(adaptation_set: AdaptationSet) -> str:
    """Return a name for people: the set's first label, or the only one among its representations."""
    own = next((label.text for label in adaptation_set.labels if label.text), "")
    if own:
        return own
    inner = {label.text for each in adaptation_set.representations for label in each.labels}
    return inner.pop() if len(inner) == 1 else ""


def embedded_captions(accessibility: Sequence[Descriptor]) -> Iterator[Track]:
    """Yield a text track for each caption service that a video declares (SCTE 214-1 §4.2.3).

    Values are `CC1=eng;CC3=swe`, `1=lang:eng;2=lang:deu`, a bare language, or empty: the first service.
    """
    for each in accessibility:
        if each.is_of(*CEA_608):
            prefix = "CC"
        elif each.is_of(*CEA_708):
            prefix = "SERVICE"
        else:
            continue
        for nth, entry in enumerate(each.value.split(";")[:_MAX_SERVICES], 1):
            found = _SERVICE.match(entry.strip())
            name, language = found.groups() if found else (None, None)
            # Services without a name count through the odd channels of CEA-608, each of which has a field.
            service = name or f"{prefix}{nth if prefix == 'SERVICE' else min(2 * nth - 1, 3)}"
            if service.isdecimal():
                service = f"{prefix}{service}"
            yield Track(
                service,
                Kind.TEXT,
                (),
                language=language or "und",
                roles=("caption",),
                is_muxed=True,
                service=service,
            )
