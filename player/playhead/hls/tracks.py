"""A multivariant playlist's rungs and choices to the model's tracks.

What may be switched while playing is one track: video variants of one codec family and one dynamic range.
A switch from AVC to HEVC or from SDR to PQ is a change of decoder or of screen mode, so those are tracks of
their own. Trick-play variants are not part of the ladder; they stay in the document.
"""

from collections import defaultdict
from collections.abc import Iterable

from playhead.hls.addresses import resolve
from playhead.hls.codecs import codec_family
from playhead.hls.index import PlaylistIndex
from playhead.hls.ladder import Rung, groups_of, rungs_of
from playhead.hls.multivariant import MultivariantPlaylist, Rendition
from playhead.hls.renditions import Choice, choices_of, unique_id
from playhead.hls.warning_log import Oddity, WarningLog, quoted
from playhead.presentation import Kind, Representation, Track

__all__ = ["tracks_of"]


def tracks_of(document: MultivariantPlaylist, log: WarningLog) -> tuple[Track, ...]:
    """Return the tracks: video, then audio, then text, each kind in the playlist's order.

    Args:
        document: The playlist.
        log: For what can't be mapped.
    """
    return _Mapping(document, log).tracks()


class _Mapping:
    def __init__(self, document: MultivariantPlaylist, log: WarningLog) -> None:
        self._document = document
        self._log = log
        self._groups = groups_of(document)
        rungs = rungs_of(document, self._groups)
        self._video_rungs = [rung for rung in rungs if not rung.is_audio_only]
        # Beside video, a variant with sound alone is a last resort for slow networks, not a rung.
        self._rungs = self._video_rungs or rungs
        self._track_ids: set[str] = set()
        self._representation_ids: set[str] = set()

    def tracks(self) -> tuple[Track, ...]:
        self._warn_of_unknown_groups()
        return (*self._video(), *self._audio(), *self._subtitles(), *self._closed_captions())

    # Video

    def _video(self) -> list[Track]:
        by_family: defaultdict[tuple[str, str], list[Rung]] = defaultdict(list)
        for rung in self._video_rungs:
            by_family[_video_family(rung), rung.variant.video_range].append(rung)
        families = _with_unknown_joined(by_family)
        main = [
            Track(
                unique_id(self._track_ids, "video", *(key if len(families) > 1 else ())),
                Kind.VIDEO,
                _lowest_first(self._video_representation(rung) for rung in rungs),
                is_default=position == 0,
            )
            for position, (key, rungs) in enumerate(families.items())
        ]
        return main + self._other_angles()

    def _video_representation(self, rung: Rung) -> Representation:
        variant = rung.variant
        groups = frozenset(group for group in rung.audio_groups if ("AUDIO", group) in self._groups)
        return Representation(
            unique_id(self._representation_ids, *_rung_name(rung)),
            variant.bandwidth_bps,
            PlaylistIndex(rung.url, self._document.variables),
            codecs=variant.codecs if self._has_audio_inside(rung) else rung.codecs(Kind.VIDEO),
            width=variant.resolution[0] if variant.resolution else None,
            height=variant.resolution[1] if variant.resolution else None,
            frame_rate=variant.frame_rate,
            audio_groups=groups,
            average_bandwidth_bps=variant.average_bandwidth_bps,
        )

    def _other_angles(self) -> list[Track]:
        """Return the VIDEO renditions that have a playlist of their own (RFC 8216 §4.3.4.2.1)."""
        own = {rung.url for rung in self._video_rungs}
        rung_of = {rung.variant.video: rung for rung in reversed(self._video_rungs)}
        tracks: list[Track] = []
        for choice in choices_of(self._renditions("VIDEO", rung_of)):
            others = [
                rendition
                for rendition in choice.renditions
                if rendition.uri is not None and self._url(rendition.uri) not in own
            ]
            if others:
                representations = [
                    self._angle(rendition, rung_of[rendition.group_id]) for rendition in others
                ]
                tracks.append(self._track(Kind.VIDEO, choice, representations))
        return tracks

    def _angle(self, rendition: Rendition, rung: Rung) -> Representation:
        resolution = rung.variant.resolution or (None, None)
        return Representation(
            unique_id(self._representation_ids, "video", rendition.group_id, rendition.name),
            rung.variant.bandwidth_bps,
            self._index(rendition),
            codecs=rung.codecs(Kind.VIDEO),
            width=resolution[0],
            height=resolution[1],
            frame_rate=rung.variant.frame_rate,
            group=rendition.group_id,
        )

    # Audio

    def _audio(self) -> list[Track]:
        rungs_of_group: defaultdict[str, list[Rung]] = defaultdict(list)
        for rung in self._rungs:
            for group in rung.audio_groups:
                rungs_of_group[group].append(rung)
        tracks = [
            self._audio_track(choice, rungs_of_group)
            for choice in choices_of(self._renditions("AUDIO", rungs_of_group))
        ]
        lonely = [
            rung for rung in self._rungs if not any(("AUDIO", g) in self._groups for g in rung.audio_groups)
        ]
        if not self._video_rungs and lonely:
            representations = [self._audio_rung(rung) for rung in lonely]
            tracks.append(
                Track(
                    self._track_id("audio"), Kind.AUDIO, _lowest_first(representations), is_default=not tracks
                )
            )
        elif not tracks and any(self._has_audio_inside(rung) for rung in lonely):
            tracks.append(Track(self._track_id("audio"), Kind.AUDIO, (), is_default=True, is_muxed=True))
        return tracks

    def _audio_track(self, choice: Choice, rungs_of_group: dict[str, list[Rung]]) -> Track:
        representations: list[Representation] = []
        for rendition in choice.renditions:
            rungs = rungs_of_group[rendition.group_id]
            if rendition.uri is not None:
                representations.append(self._audio_representation(rendition, choice, rungs))
            elif not self._video_rungs:
                representations.extend(self._audio_rung(rung, rendition.group_id) for rung in rungs)
        return self._track(Kind.AUDIO, choice, representations)

    def _audio_representation(
        self, rendition: Rendition, choice: Choice, rungs: list[Rung]
    ) -> Representation:
        offered = {rung.codecs(Kind.AUDIO) for rung in rungs}
        codecs = offered.pop() if len(offered) == 1 else ()
        bandwidths = [rung.variant.bandwidth_bps for rung in rungs]
        return Representation(
            unique_id(self._representation_ids, "audio", rendition.group_id, rendition.name),
            # A rendition declares none; only where there is no picture is the variant's its own.
            0 if self._video_rungs else min(bandwidths),
            self._index(rendition),
            # A group of several codecs doesn't say which of them is in this rendition.
            codecs=codecs if len(codecs) == 1 else (),
            channels=choice.channels,
            sample_rate_hz=rendition.sample_rate_hz,
            group=rendition.group_id,
        )

    def _audio_rung(self, rung: Rung, group: str = "") -> Representation:
        return Representation(
            unique_id(self._representation_ids, "audio", *_rung_name(rung)),
            rung.variant.bandwidth_bps,
            PlaylistIndex(rung.url, self._document.variables),
            codecs=rung.codecs(Kind.AUDIO),
            group=group,
            average_bandwidth_bps=rung.variant.average_bandwidth_bps,
        )

    def _has_audio_inside(self, rung: Rung) -> bool:
        """Whether sound that the variant declares can only be in its own segments."""
        renditions = [
            rendition
            for group in rung.audio_groups
            if ("AUDIO", group) in self._groups
            for rendition in self._groups["AUDIO", group].renditions
        ]
        inside = not renditions or any(rendition.uri is None for rendition in renditions)
        return inside and bool(rung.codecs(Kind.AUDIO))

    # Text

    def _subtitles(self) -> list[Track]:
        used = {variant.subtitles for rung in self._rungs for variant in rung.variants if variant.subtitles}
        tracks: list[Track] = []
        for choice in choices_of(self._renditions("SUBTITLES", used)):
            representations = [
                Representation(
                    unique_id(self._representation_ids, "text", rendition.group_id, rendition.name),
                    0,
                    self._index(rendition),
                    group=rendition.group_id,
                )
                for rendition in choice.renditions
                if rendition.uri is not None
            ]
            if representations:
                tracks.append(self._track(Kind.TEXT, choice, representations))
            else:
                line = choice.renditions[0].line
                self._log.add(Oddity.ATTRIBUTE_MISSING, "subtitles without a URI", line, "EXT-X-MEDIA")
        return tracks

    def _closed_captions(self) -> list[Track]:
        used = {variant.closed_captions for rung in self._rungs for variant in rung.variants}
        return [
            self._track(Kind.TEXT, choice, [])
            for choice in choices_of(self._renditions("CLOSED-CAPTIONS", used))
        ]

    # What all kinds share

    def _renditions(self, type_: str, used_groups: Iterable[str]) -> list[Rendition]:
        used = set(used_groups)
        return [
            rendition
            for rendition in self._document.renditions
            if rendition.type == type_ and rendition.group_id in used and not rendition.is_refused
        ]

    def _track(self, kind: Kind, choice: Choice, representations: list[Representation]) -> Track:
        return Track(
            self._track_id(kind.value, choice.language, choice.name, *choice.roles),
            kind,
            _lowest_first(representations),
            language=choice.language,
            label=choice.name,
            roles=choice.roles,
            channels=choice.channels,
            is_default=choice.is_default,
            is_muxed=not representations,
        )

    def _track_id(self, *parts: str) -> str:
        return unique_id(self._track_ids, *parts)

    def _url(self, uri: str) -> str:
        return resolve(self._document.url, uri)

    def _index(self, rendition: Rendition) -> PlaylistIndex:
        assert rendition.uri is not None
        return PlaylistIndex(self._url(rendition.uri), self._document.variables)

    def _warn_of_unknown_groups(self) -> None:
        for variant in self._document.variants:
            wanted = {"AUDIO": variant.audio, "VIDEO": variant.video, "SUBTITLES": variant.subtitles}
            for type_, group in wanted.items():
                if group and (type_, group) not in self._groups:
                    message = f"no EXT-X-MEDIA has the {type_} group {quoted(group)}"
                    self._log.add(Oddity.GROUP_UNKNOWN, message, variant.line, "EXT-X-STREAM-INF")


def _video_family(rung: Rung) -> str:
    codecs = rung.codecs(Kind.VIDEO)
    return codec_family(codecs[0]) if codecs else ""


def _with_unknown_joined(families: dict[tuple[str, str], list[Rung]]) -> dict[tuple[str, str], list[Rung]]:
    """Return the families; what declares nothing joins the other one if there is just one."""
    if len(families) == 2:
        unknown = next((key for key in families if not key[0] and not key[1]), None)
        if unknown is not None:
            (known,) = (key for key in families if key != unknown)
            return {known: families[known] + families[unknown]}
    return families


def _rung_name(rung: Rung) -> tuple[str, ...]:
    variant = rung.variant
    if variant.stable_id:
        return (variant.stable_id,)
    size = f"{variant.resolution[1]}p" if variant.resolution else ""
    return (size, str(variant.bandwidth_bps))


def _lowest_first(representations: Iterable[Representation]) -> tuple[Representation, ...]:
    return tuple(sorted(representations, key=lambda representation: representation.bandwidth_bps))
