"""Captions in MP4 samples: `wvtt` and `stpp` (ISO/IEC 14496-30).

The samples are found as those of sound and picture are; what is in them is ours. A `wvtt` sample holds the
cues that show during it, so a cue that spans several is put together again. An `stpp` sample is a document
whose times are the track's own; it counts only during its sample.

Protected samples take two steps, as those of sound and picture do: `samples` says which keys they need, and
`cues` reads them once somebody has opened them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from struct import error as struct_error

from playhead.captions.document import CaptionDocument
from playhead.captions.faults import MOST_CUES, malformed, unsupported
from playhead.captions.webvtt import WebVttCues
from playhead.containers.isobmff.boxes import Box, boxes, find, payload
from playhead.containers.isobmff.fragments import FragmentReader, TrackRun
from playhead.containers.isobmff.movie import Movie, MovieTrack, parse_movie
from playhead.containers.isobmff.sample_table import read_sample_table
from playhead.containers.samples import (
    Codec,
    ElementaryStream,
    Sample,
    StreamFormat,
    StreamProtection,
)
from playhead.errors import MediaError
from playhead.presentation import Cue, Kind

__all__ = ["CaptionSamples", "Mp4CaptionReader"]

_FIELDS_BYTES = 8  # of every sample entry, before its boxes (ISO/IEC 14496-12 §8.5.2)


@dataclass(frozen=True, slots=True)
class CaptionSamples:
    """One segment's samples of captions.

    Attributes:
        closed: Those that have to be decrypted first, as streams; `open` takes them back.
    """

    runs: tuple[tuple[MovieTrack, str, list[Sample]], ...]
    closed: tuple[ElementaryStream, ...] = ()

    @staticmethod
    def open(stream: ElementaryStream, clear: Sequence[bytes | memoryview]) -> None:
        """Put decrypted samples in their places.

        Args:
            stream: One of `closed`.
            clear: Its `closed_samples`, decrypted, in the same order.
        """
        opened = iter(clear)
        how = stream.protection.samples if stream.protection is not None else ()
        for sample, protection in zip(stream.samples, how, strict=True):
            if protection is not None:
                sample.data = next(opened)


class Mp4CaptionReader:
    """Reads the segments that share one init segment.

    Args:
        init: The init segment; None if each segment brings its own `moov`.
        url: Where it came from, for the error.

    Raises:
        TextError: TEXT_MALFORMED if the init segment is broken.
    """

    def __init__(self, init: bytes | None, url: str = "") -> None:
        self._movie: Movie | None = None
        self._head = ""
        if init is not None:
            try:
                self._adopt(init)
            except (MediaError, struct_error, IndexError) as error:
                raise malformed(f"init segment: {error}", url) from error

    def read(self, data: bytes, url: str = "") -> CaptionDocument:
        """Return the cues of one segment, on the track's own clock.

        Raises:
            TextError: TEXT_MALFORMED if it is broken; TEXT_UNSUPPORTED if no track of it holds captions that
                we read.
        """
        found = self.samples(data, url)
        if found.closed:
            raise unsupported("the captions are encrypted", url)
        return self.cues(found, url)

    def samples(self, data: bytes, url: str = "") -> CaptionSamples:
        """Return the samples of one segment.

        Raises:
            TextError: TEXT_MALFORMED if it is broken.
        """
        try:
            self._adopt(data)
            if self._movie is None:
                raise malformed("a segment came without its init segment", url)
            return self._samples(data, self._movie)
        except (MediaError, struct_error, IndexError) as error:
            raise malformed(str(error), url) from error

    def cues(self, samples: CaptionSamples, url: str = "") -> CaptionDocument:
        """Return the cues in samples that are in the clear, on the track's own clock.

        Raises:
            TextError: As `read`.
        """
        try:
            cues = [cue for run in samples.runs for cue in self._cues(*run, url)]
        except (MediaError, struct_error, IndexError) as error:
            raise malformed(str(error), url) from error
        cues.sort(key=lambda cue: cue.start_s)
        return CaptionDocument(tuple(cues), is_on_media_clock=True)

    def _adopt(self, data: bytes) -> None:
        moov = next((box for box in boxes(data) if box.kind == b"moov"), None)
        if moov is not None:
            self._movie = parse_movie(data, moov)
            self._head = _vtt_head(data, moov)

    def _samples(self, data: bytes, movie: Movie) -> CaptionSamples:
        runs: list[TrackRun] = []
        if any(box.kind == b"moov" for box in boxes(data)):
            runs += [run for track in movie.tracks.values() for run in read_sample_table(data, track)]
        fragments = FragmentReader(data, movie)
        for moof in (box for box in boxes(data) if box.kind == b"moof"):
            runs += fragments.read(moof)
        runs = [run for run in runs if run.track.kind is Kind.TEXT]
        init_data = (*movie.init_data, *fragments.init_data)
        closed = tuple(_closed(run, init_data) for run in runs if any(run.protections))
        named = tuple((run.track, _entry_name(run.track, run.description), run.samples) for run in runs)
        return CaptionSamples(named, closed)

    def _cues(self, track: MovieTrack, name: str, samples: list[Sample], url: str) -> list[Cue]:
        if not samples:
            return []
        if name == "wvtt":
            return self._webvtt(samples, track.timescale, url)
        if name == "stpp":
            return _ttml(samples, track.timescale, url)
        raise unsupported(f"captions in {name} samples", url)

    def _webvtt(self, samples: list[Sample], timescale: int, url: str) -> list[Cue]:
        reader = WebVttCues(self._head)
        found: list[Cue] = []
        showing: dict[object, int] = {}
        for sample in samples:
            start_s, end_s = sample.pts / timescale, (sample.pts + sample.duration) / timescale
            still: dict[object, int] = {}
            for identity, settings, text in _vtt_cues(bytes(sample.data)):
                key = (identity, settings, text)
                known = showing.get(key)
                if known is not None and abs(found[known].end_s - start_s) < 1e-6:
                    found[known] = replace(found[known], end_s=end_s)
                    still[key] = known
                elif (cue := reader.cue(settings, text)) is not None:
                    still[key] = len(found)
                    found.append(replace(cue, start_s=start_s, end_s=end_s))
            showing = still
            if len(found) > MOST_CUES:
                raise malformed(f"more than {MOST_CUES} cues", url)
        return found


def _closed(run: TrackRun, init_data: tuple[bytes, ...]) -> ElementaryStream:
    """Return protected samples as whoever decrypts takes them; a codec has nothing to say here."""
    made = StreamFormat(Kind.TEXT, Codec.H264, run.track.timescale, scheme="cenc")
    return ElementaryStream(made, run.samples, StreamProtection(tuple(run.protections), init_data, 0, False))


def _entry_name(track: MovieTrack, description: int) -> str:
    return track.entries[description - 1].name if 1 <= description <= len(track.entries) else ""


def _vtt_head(data: bytes, moov: Box) -> str:
    """Return the WebVTT header of the first `wvtt` sample entry: its styles and regions (§7.4)."""
    for trak in (box for box in boxes(data, moov.body, moov.end) if box.kind == b"trak"):
        table = find(data, trak, b"mdia", b"minf", b"stbl", b"stsd")
        for entry in boxes(data, table.body + 8, table.end) if table else ():
            if entry.kind not in (b"wvtt", b"enct"):
                continue
            at = entry.body + _FIELDS_BYTES
            if entry.kind == b"enct" and int.from_bytes(data[at : at + 4], "big") > entry.end - at:
                continue  # the strings of an `stpp` behind it
            inner = boxes(data, at, entry.end)
            head = next((box for box in inner if box.kind == b"vttC"), None)
            if head is not None:
                return payload(data, head).decode("utf-8", "replace")
    return ""


def _vtt_cues(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield (identity, settings, text) of the cues in a sample; `vtte` is an empty one (§7.5)."""
    for box in boxes(data):
        if box.kind != b"vttc":
            continue
        parts = {inner.kind: payload(data, inner) for inner in boxes(data, box.body, box.end)}
        # The source id tells apart two cues of the same words; the cue's own id does where there is none.
        identity = parts.get(b"vsid", b"").hex() or parts.get(b"iden", b"").decode("utf-8", "replace")
        settings = parts.get(b"sttg", b"").decode("utf-8", "replace")
        yield identity, settings, parts.get(b"payl", b"").decode("utf-8", "replace")


def _ttml(samples: list[Sample], timescale: int, url: str) -> list[Cue]:
    from playhead.captions.ttml import parse_ttml

    found: list[Cue] = []
    for sample in samples:
        begin_s, end_s = sample.pts / timescale, (sample.pts + sample.duration) / timescale
        for cue in parse_ttml(bytes(sample.data), url).cues:
            start_s = max(cue.start_s, begin_s)
            # A sample without a duration holds until something else is said.
            stop_s = min(cue.end_s, end_s) if sample.duration else cue.end_s
            if stop_s > start_s:
                found.append(replace(cue, start_s=start_s, end_s=stop_s))
    return found
