"""One set's representations, and what of the set itself they need."""

from dataclasses import dataclass, replace

from playhead.dash.channels import channel_count
from playhead.dash.document.addressing import Addressing
from playhead.dash.document.media import MediaAttributes
from playhead.dash.document.mpd import AdaptationSet, MpdPeriod, MpdRepresentation
from playhead.dash.faults import Notes, manifest_error
from playhead.dash.index import Grid
from playhead.dash.indexing import Indexer, Source
from playhead.dash.kinds import container_of, kind_of
from playhead.dash.levels import Base, addressing_of
from playhead.dash.properties import is_trick_mode, last_segment_number, tile_grid, unknown_essential
from playhead.dash.protection import ProtectionReader
from playhead.dash.segment_encryption import is_sealed
from playhead.errors import ErrorCode, ManifestError
from playhead.presentation import Alternative, Container, Kind, Representation

__all__ = ["PeriodReader", "SetContent"]


@dataclass(frozen=True, slots=True)
class SetContent:
    """An AdaptationSet with what of it can be played; representations are in the manifest's order.

    Attributes:
        is_trick_play: Pictures for fast winding, never for normal playback.
    """

    source: AdaptationSet
    kind: Kind
    representations: tuple[Representation, ...]
    is_trick_play: bool = False


class PeriodReader:
    """Reads the sets of one period.

    Args:
        period: The period.
        base: Where its relative references lead.
        indexer: Makes the indexes.
        protection: Reads the descriptors.
        notes: Gets what is left out, and why.
    """

    def __init__(
        self, period: MpdPeriod, base: Base, indexer: Indexer, protection: ProtectionReader, notes: Notes
    ) -> None:
        self._period = period
        self._base = base
        self._indexer = indexer
        self._protection = protection
        self._notes = notes

    def read(self, adaptation_set: AdaptationSet) -> SetContent | None:
        """Return the set's content; None if there is nothing in it that can be played."""
        line = adaptation_set.element.line
        unknown = unknown_essential(adaptation_set.media.essential)
        if unknown is not None:
            message = f"EssentialProperty {unknown.scheme} is not understood; the set is left out"
            self._notes.add("unknown-essential-property", message, line=line, tag="AdaptationSet")
            return None
        try:
            base = self._base.within(adaptation_set.base_urls)
        except ManifestError as error:
            self._notes.add_error("set-left-out", error, line=line, tag="AdaptationSet")
            return None
        found: list[tuple[Kind, Representation]] = []
        for each in adaptation_set.representations:
            try:
                found.append(self._representation(each, adaptation_set, base))
            except ManifestError as error:
                where = each.element.line
                self._notes.add_error("representation-left-out", error, line=where, tag="Representation")
        if not found:
            return None
        kind = found[0][0]
        # A set is of one kind; a stray of another kind can't be switched to.
        alike = tuple(each for other, each in found if other is kind)
        return SetContent(adaptation_set, kind, alike, is_trick_mode(adaptation_set.media))

    def _representation(
        self, source: MpdRepresentation, adaptation_set: AdaptationSet, base: Base
    ) -> tuple[Kind, Representation]:
        line = source.element.line
        media = source.media.within(adaptation_set.media)
        kind = kind_of((adaptation_set.content_type, *_component_types(adaptation_set)), media)
        if kind is None:
            reason = f"its content can't be told (MIME type {media.mime_type or 'not declared'})"
            raise manifest_error(ErrorCode.MANIFEST_UNSUPPORTED, reason, line=line)
        self._check(source, media)
        container = container_of(media, kind)
        inner = base.within(source.base_urls)
        protection = self._protection.read((*media.protection, *self._period.protection), inner.url)
        addressing = addressing_of((source, adaptation_set, self._period))
        place = Source(
            base=inner,
            representation_id=source.id or "",
            bandwidth_bps=source.bandwidth_bps,
            is_webm=container is Container.WEBM,
            last_number=last_segment_number(media),
            line=line,
            init_protection=protection if is_sealed(protection) else (),
            grid=_grid(media) if kind is Kind.IMAGE else None,
        )
        found = self._indexer.index(addressing, place)
        representation = Representation(
            id=source.id or "",
            bandwidth_bps=source.bandwidth_bps or 0,
            index=found.index,
            codecs=media.codecs,
            supplemental_codecs=media.supplemental_codecs,
            width=media.width,
            height=media.height,
            frame_rate=media.frame_rate,
            channels=channel_count(media.audio_channels),
            sample_rate_hz=media.sample_rate_hz,
            container=container,
            media_start=found.media_start,
            protection=protection,
            pathway=inner.pathway,
            alternatives=self._alternatives(addressing, place),
        )
        return kind, _with_grid(representation, media) if kind is Kind.IMAGE else representation

    def _alternatives(self, addressing: Addressing | None, place: Source) -> tuple[Alternative, ...]:
        """Return the same at the other places; one whose address is refused is left out."""
        found: list[Alternative] = []
        for base in place.base.others:
            try:
                index = self._indexer.index(addressing, replace(place, base=base)).index
            except ManifestError as error:
                self._notes.add_error("place-left-out", error, line=place.line, tag="BaseURL")
            else:
                found.append(Alternative(index, base.pathway))
        return tuple(found)

    def _check(self, source: MpdRepresentation, media: MediaAttributes) -> None:
        line = source.element.line
        unknown = unknown_essential(source.media.essential)
        if unknown is not None:
            reason = f"EssentialProperty {unknown.scheme} is not understood"
            raise manifest_error(ErrorCode.MANIFEST_UNSUPPORTED, reason, line=line)
        if source.dependency_ids:
            reason = "it can't be decoded without other representations"
            raise manifest_error(ErrorCode.MANIFEST_UNSUPPORTED, reason, line=line)
        if source.bandwidth_bps is None:
            self._notes.add("missing-attribute", "@bandwidth is missing", line=line, tag="Representation")


def _component_types(adaptation_set: AdaptationSet) -> tuple[str | None, ...]:
    return tuple(component.content_type for component in adaptation_set.components)


def _grid(media: MediaAttributes) -> Grid:
    columns, rows = tile_grid(media) or (1, 1)
    return columns, rows, media.width or 0, media.height or 0


def _with_grid(representation: Representation, media: MediaAttributes) -> Representation:
    return replace(representation, tile_grid=tile_grid(media) or (1, 1))
