"""Caption files that the embedder adds to a title: SubRip, WebVTT or TTML, on the title's own clock."""

from dataclasses import dataclass

from playhead.errors import PlayerError, Recovery, RequestType
from playhead.net.passage import Subject
from playhead.presentation import Kind, Resource, Track
from playhead.session.cue_board import CueBoard
from playhead.session.text_choice import FORCED
from playhead.session.text_segments import TextSource, read_document

__all__ = ["Sidecar", "Sidecars"]


@dataclass(frozen=True, slots=True)
class Sidecar:
    """One file and the track that stands for it."""

    url: str
    track: Track


class Sidecars:
    """The files that were added to one title."""

    def __init__(self, source: TextSource, board: CueBoard) -> None:
        self._source = source
        self._board = board
        self._files: dict[str, Sidecar] = {}
        self._tried: set[str] = set()

    @property
    def tracks(self) -> tuple[Track, ...]:
        """One for each file."""
        return tuple(sidecar.track for sidecar in self._files.values())

    def add(self, url: str, language: str, label: str, *, is_forced: bool) -> Track:
        """Offer another file; nothing is fetched before it is chosen."""
        track_id = f"text-file-{len(self._files) + 1}"
        roles = (FORCED,) if is_forced else ("subtitle",)
        track = Track(track_id, Kind.TEXT, (), language=language, label=label, roles=roles)
        self._files[track_id] = Sidecar(url, track)
        return track

    def forget(self) -> None:
        """Begin anew: other captions were chosen."""
        self._tried.clear()

    async def advance(self, track: Track | None) -> bool:
        """Fetch the chosen file; False if it is there, or none of ours is chosen."""
        sidecar = self._files.get(track.id) if track is not None else None
        if sidecar is None or sidecar.track.id in self._tried:
            return False
        self._tried.add(sidecar.track.id)
        try:
            resource, subject = Resource(sidecar.url, RequestType.TEXT), Subject(Kind.TEXT)
            fetched = await self._source.fetcher.fetch(resource, subject=subject)
            document = await read_document(fetched.body, fetched.url)
        except PlayerError as error:
            self._source.tell(error.problem, Recovery.NONE)
            return True
        self._board.put(sidecar.track.id, document.cues)
        return True
