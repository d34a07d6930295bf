"""What a player would ask of a manifest, whatever it is: any answer will do but an untyped exception."""

import math
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from playhead import dash, hls
from playhead.dash.manifest import Manifest
from playhead.errors import ManifestError
from playhead.hls.index import MediaPlaylistIndex, PlaylistIndex
from playhead.presentation import DeferredIndex, GrowingIndex, Presentation, SegmentIndex

__all__ = ["Original", "exercise"]

URL = "https://cdn.test/title/manifest?token=secret"
NOW_S = 1_767_226_200.0
_FEW = 40


@dataclass(frozen=True, slots=True)
class Original:
    """What a mutant was made of; the state that a player would be in when the mutant arrives."""

    body: bytes

    @property
    def is_dash(self) -> bool:
        """Whether it is XML."""
        return self.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def exercise(original: Original, mutant: bytes) -> None:
    """Read a mutant in all the ways in which a player would.

    Raises:
        AssertionError: If an answer breaks what the model promises.
        Exception: Whatever a parser lets through.
    """
    # A server may send anything under any name.
    for read in (dash.parse_presentation, hls.parse_presentation):
        with suppress(ManifestError):
            _use(read(mutant, URL))
    if original.is_dash:
        _exercise_mpd(original, mutant)
    else:
        _exercise_playlist(original, mutant)


def _exercise_mpd(original: Original, mutant: bytes) -> None:
    with suppress(ManifestError):
        manifest = Manifest.read(mutant, URL)
        _ask(manifest)
        linked = manifest.with_links(dict.fromkeys(manifest.links, b"<Period/>"))
        before = linked.presentation(now_utc_s=NOW_S)
        _use(linked.presentation(now_utc_s=NOW_S + 10, previous=before))
    with suppress(ManifestError):
        manifest = Manifest.read(original.body, URL)
        before = manifest.presentation(now_utc_s=NOW_S)
        _use(Manifest.read(mutant, URL).presentation(now_utc_s=NOW_S + 2, previous=before))
    with suppress(ManifestError):
        _use(Manifest.read(original.body, URL).patched(mutant, URL).presentation(now_utc_s=NOW_S))


def _ask(manifest: Manifest) -> None:
    assert manifest.service_locations is not None
    _ = (manifest.clock_sources, manifest.guidance, manifest.steering, manifest.refresh(NOW_S))
    for event in islice(manifest.events(), _FEW):
        assert event.start is not None
        assert math.isfinite(event.start)


def _exercise_playlist(original: Original, mutant: bytes) -> None:
    promise = PlaylistIndex(URL)
    before: SegmentIndex | None = None
    with suppress(ManifestError):
        before = promise.resolve(original.body, URL)
    # A reload that was injured, then the healthy one again; and another rendition's playlist at a switch.
    for body, deferred in ((mutant, promise), (original.body, promise), (mutant, PlaylistIndex(URL + "&b"))):
        with suppress(ManifestError):
            after = deferred.resolve(body, URL, before)
            _use_index(after)
            assert isinstance(after, MediaPlaylistIndex)
            before = after


def _use(presentation: Presentation) -> None:
    assert all(warning.code and warning.message for warning in presentation.warnings)
    assert "secret" not in str(presentation.warnings)
    ids = [
        each.id
        for period in presentation.periods
        for track in period.tracks
        for each in track.representations
    ]
    assert len(ids) == len(set(ids))
    for period in presentation.periods:
        assert period.duration is None or period.duration > 0
        for track in (*period.tracks, *period.trick_play):
            for each in track.representations[:_FEW]:
                if isinstance(each.index, DeferredIndex):
                    assert each.index.resource.url.startswith(("http://", "https://"))
                else:
                    _use_index(each.index)


def _use_index(index: SegmentIndex) -> None:
    assert index.count >= 0
    assert math.isfinite(index.start_s)
    assert math.isfinite(index.end_s)
    for segment in islice(index, _FEW):
        assert segment.duration >= 0
        assert segment.is_gap or segment.url.startswith(("http://", "https://"))
    for time_s in (-1e6, 0.0, index.start_s, index.end_s, 1e15):
        segment = index.segment_at(time_s)
        if segment is not None:
            index.after(segment)
    if isinstance(index, GrowingIndex):
        assert index.live_offset_s >= 0
        assert index.refresh(has_changed=True, age_s=1.0).wait_s >= 0
