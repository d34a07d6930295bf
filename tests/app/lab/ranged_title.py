"""A synthetic title whose MPD tells where each segment lies in one file a rung, and so what it weighs."""

from playhead.testing import SyntheticTitle

__all__ = ["RangedTitle"]


class RangedTitle:
    """Serves a silent title's rungs as whole files; `origin` is its server."""

    def __init__(self, title: SyntheticTitle) -> None:
        self.title = title
        self._files: dict[str, bytes] = {}
        self.mpd_url = f"{title.base_url}/ranged.mpd"

    def origin(self, url: str) -> bytes | None:
        """Return what is behind a URL."""
        if url == self.mpd_url:
            return self._manifest()
        name = url.rpartition("/")[2]
        return self._files.get(name) if name.endswith(".mp4") and name in self._files else None

    def _manifest(self) -> bytes:
        title = self.title
        step_s = title.frames_a_segment / title.frame_rate
        sets = "".join(self._representation(number) for number in range(len(title.ladder)))
        return (
            '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            f'profiles="urn:mpeg:dash:profile:full:2011" '
            f'minBufferTime="PT2S" mediaPresentationDuration="PT{title.duration_s}S"><Period>'
            f'<AdaptationSet mimeType="video/mp4">'
            f'<SegmentList timescale="1000" duration="{step_s * 1000:.0f}"/>'
            f"{sets}</AdaptationSet></Period></MPD>"
        ).encode()

    def _representation(self, number: int) -> str:
        title, name = self.title, f"v{number}.mp4"
        facts = title.video_facts[number]
        body = title.origin(f"{title.base_url}/v{number}/init.mp4") or b""
        urls = f'<Initialization sourceURL="{name}" range="0-{len(body) - 1}"/>'
        for index in range(title.segment_count):
            segment = title.segment(f"v{number}", index) or b""
            urls += f'<SegmentURL media="{name}" mediaRange="{len(body)}-{len(body) + len(segment) - 1}"/>'
            body += segment
        self._files[name] = body
        rung = title.ladder[number]
        return (
            f'<Representation id="v{number}" bandwidth="{rung.bandwidth_bps}" codecs="{facts.codecs}" '
            f'width="{rung.width}" height="{rung.height}"><SegmentList>{urls}</SegmentList></Representation>'
        )
