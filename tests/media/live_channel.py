"""A low-latency channel of real pictures and sound on loopback, in real time: HLS in parts, DASH in chunks.

Segments of 1 s in three parts of at most 0.36 s. Each picture carries its number, so that what shows tells
when it was "captured"; a part exists from the moment its last picture was.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import accumulate
from urllib.parse import parse_qs

from playhead.containers.demux import Demuxer
from playhead.containers.samples import Sample
from playhead.testing import LiveShape
from playhead.testing.synthetic_live_manifests import LiveSegment, LiveState, iso_date, live_media
from playhead.testing.synthetic_mp4 import fragment_template
from tests.media.clips import RUNGS, ClipStore, SoundSpec, VideoSpec

__all__ = ["FPS", "LOOP_S", "Channel", "DashChannel", "on_air"]

LOOP_S, FPS, RUNG = 20, 25, 1
PART_FRAMES = (9, 9, 7)
PART_ENDS_S = tuple(accumulate(frames / FPS for frames in PART_FRAMES))
WINDOW_S, ON_AIR_S = 30, 60.0
SYNC, NON_SYNC = 0x0200_0000, 0x0101_0000


class Channel:
    """A channel in memory that has been on the air for a minute.

    Args:
        held_back_s: PART-HOLD-BACK.
    """

    main = "main.m3u8"

    def __init__(self, clips: ClipStore, held_back_s: float = 1.08) -> None:
        video = clips.video(VideoSpec(rung=RUNG, duration_s=LOOP_S, segment_s=1.0, fps=FPS, b_frames=0))
        sound = clips.sound(SoundSpec(duration_s=LOOP_S, segment_s=1.0))
        self.inits = {"v0": video.init, "a0": sound.init}
        self.samples = {
            "v0": _samples(video.init, video.segments),
            "a0": _samples(sound.init, sound.segments),
        }
        self.ticks = {"v0": self.samples["v0"][0].duration, "a0": 1024}
        self.begin_s = time.monotonic() - ON_AIR_S
        self.held_back_s = held_back_s

    def elapsed_s(self) -> float:
        """Return how long it has been on the air."""
        return time.monotonic() - self.begin_s

    def part(self, folder: str, number: int, part: int) -> bytes:
        """Return a part of a segment."""
        start_s = number + (PART_ENDS_S[part - 1] if part else 0.0)
        samples, ticks = self.samples[folder], self.ticks[folder]
        rate = FPS if folder == "v0" else 48_000 / 1024
        first, end = (-(-round(each * rate * 1000) // 1000) for each in (start_s, number + PART_ENDS_S[part]))
        chosen = [samples[index % len(samples)] for index in range(first, end)]
        flags = [SYNC if sample.is_key else NON_SYNC for sample in chosen]
        template = fragment_template([bytes(sample.data) for sample in chosen], flags, ticks)
        return template.segment(number + 1, first * ticks)

    def age_s(self, frame: int) -> float:
        """Return how long ago a picture was captured, if that is less than a round of the loop."""
        return (self.elapsed_s() - frame / FPS) % LOOP_S

    async def answer(self, path: str, query: dict[str, list[str]]) -> bytes | None:
        """Return what is behind a path, when it is there."""
        if path == "main.m3u8":
            return MAIN.encode()
        folder, _, name = path.removesuffix(".m3u8").partition("/")
        if path.endswith(".m3u8"):
            if "_HLS_msn" in query:
                number, part = int(query["_HLS_msn"][0]), min(int(query.get("_HLS_part", ["2"])[0]), 2)
                await self._until(number + PART_ENDS_S[part])
            return self._playlist(folder)
        if name == "init.mp4":
            return self.inits[folder]
        number, *parts = (int(each) for each in name.removesuffix(".m4s").split("."))
        await self._until(number + PART_ENDS_S[parts[0] if parts else 2])
        return b"".join(self.part(folder, number, part) for part in (parts or range(3)))

    async def respond(self, target: str, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        path, _, query = target.lstrip("/").partition("?")
        body = await self.answer(path, parse_qs(query))
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body or b'')}\r\n\r\n".encode())
        writer.write(body or b"")
        await writer.drain()

    async def _until(self, elapsed_s: float) -> None:
        await asyncio.sleep(max(0.0, elapsed_s - self.elapsed_s()) + 0.001)

    def _playlist(self, folder: str) -> bytes:
        elapsed_s = self.elapsed_s()
        last = int(elapsed_s) - 1
        parts = sum(last + 1 + end_s <= elapsed_s for end_s in PART_ENDS_S[:2])
        shape = LiveShape(window_s=WINDOW_S, is_blocking=True, has_delta=False)
        state = LiveState(
            last - WINDOW_S, last, 1.0, 1_764_158_400.0, 0.0, False, parts, self.held_back_s / 3
        )
        lengths_s = tuple(frames / FPS for frames in PART_FRAMES)
        listed = [LiveSegment(n, 1.0, False, lengths_s if n > last - 3 else ()) for n in state.numbers]
        unfinished = LiveSegment(last + 1, 1.0, False, lengths_s[:parts])
        return live_media(folder, shape, state, listed, unfinished, is_delta=False)


class DashChannel(Channel):
    """The same as DASH: each segment is one answer that grows, chunk by chunk (RFC 9112 §7.1)."""

    main = "main.mpd"

    def __init__(self, clips: ClipStore, held_back_s: float = 1.08) -> None:
        super().__init__(clips, held_back_s)
        self.begin_utc_s = time.time() - self.elapsed_s()  # told anew it would differ: clocks are adjusted

    async def answer(self, path: str, query: dict[str, list[str]]) -> bytes | None:
        """Return what is behind a path and doesn't grow."""
        if path == "main.mpd":
            return self._mpd().encode()
        if path == "time":
            return iso_date(time.time()).encode()
        return await super().answer(path, query)

    async def respond(self, target: str, writer: asyncio.StreamWriter) -> None:
        """Answer one request; a segment that is being made, as it is made."""
        folder, _, name = target.lstrip("/").partition("/")
        if not name.endswith(".m4s"):
            await super().respond(target, writer)
            return
        number = int(name.removesuffix(".m4s"))
        if self.elapsed_s() < number + PART_ENDS_S[0]:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in range(len(PART_FRAMES)):
            await self._until(number + PART_ENDS_S[part])
            chunk = self.part(folder, number, part)
            writer.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    def _mpd(self) -> str:
        timing = 'duration="{0}" timescale="{0}" startNumber="0"'
        early = f'availabilityTimeOffset="{1 - PART_ENDS_S[0]:.3f}" availabilityTimeComplete="false"'
        paths = 'initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s"'
        sets = "".join(
            f'<AdaptationSet contentType="{kind}" mimeType="{kind}/mp4" {more}>'
            f"<SegmentTemplate {timing.format(scale)} {early} {paths}/>"
            f'<Representation id="{folder}" bandwidth="{bandwidth_bps}"/></AdaptationSet>\n'
            for kind, folder, bandwidth_bps, scale, more in (
                ("video", "v0", 1_000_000, FPS * self.ticks["v0"], _SIZE + ' codecs="avc1.64001f"'),
                ("audio", "a0", 128_000, 48_000, 'codecs="mp4a.40.2"'),
            )
        )
        begin = iso_date(self.begin_utc_s)
        return (
            '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" minBufferTime="PT1S"'
            f' availabilityStartTime="{begin}" publishTime="{begin}"'
            f' timeShiftBufferDepth="PT{WINDOW_S}S" minimumUpdatePeriod="PT10S"'
            ' profiles="urn:mpeg:dash:profile:cmaf:2019">\n'
            f'<ServiceDescription id="0"><Latency target="{round(self.held_back_s * 1000)}"/>'
            '<PlaybackRate min="0.95" max="1.05"/></ServiceDescription>\n'
            f'<Period id="p0" start="PT0S">\n{sets}</Period>\n'
            '<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="time"/></MPD>\n'
        )


_SIZE = f'width="{RUNGS[RUNG].width}" height="{RUNGS[RUNG].height}" frameRate="{FPS}"'

MAIN = f"""#EXTM3U
#EXT-X-VERSION:9
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="tone",DEFAULT=YES,AUTOSELECT=YES,URI="a0.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1000000,RESOLUTION={RUNGS[RUNG].width}x{RUNGS[RUNG].height},CODECS="avc1.64001f,mp4a.40.2",AUDIO="a"
v0.m3u8
"""


def _samples(init: bytes, segments: tuple[bytes, ...]) -> list[Sample]:
    demuxer = Demuxer(init)
    return [sample for body in segments for stream in demuxer.demux(body) for sample in stream.samples]


@asynccontextmanager
async def on_air(channel: Channel) -> AsyncGenerator[str, None]:
    """Serve the channel on 127.0.0.1 and yield its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                await channel.respond(request.split(" ", 2)[1], writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the player let go of the connection
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/{channel.main}"
    finally:
        server.close()
