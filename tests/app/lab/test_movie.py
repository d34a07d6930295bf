"""`playhead lab movie`: sizes from byte ranges, from the `sidx` and from HEAD, never from a download."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from playhead.clock import LoopClock
from playhead.net import Fetcher
from playhead.net.transports.http import HttpTransport
from playhead.settings import NetworkSettings
from playhead.testing import SyntheticTitle
from playhead.testing.loopback_server import LoopbackRequest, LoopbackServer
from playhead_abr.lab import Movie
from playhead_abr.lab.errors import LabError
from playhead_abr.lab.formats import read_movie
from playhead_app.commands.lab.measure import measured_movie

TITLE = SyntheticTitle(duration_s=18, audio_bandwidth_bps=0)
RANGES = """\
#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:4,
#EXT-X-BYTERANGE:1000@0
all.ts
#EXTINF:4,
#EXT-X-BYTERANGE:1500@1000
all.ts
#EXTINF:1,
#EXT-X-BYTERANGE:400@2500
all.ts
#EXT-X-ENDLIST
"""
MULTIVARIANT = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000,CODECS="avc1.4d401e",RESOLUTION=64x36\nlow.m3u8\n'


def measured(routes: dict[str, bytes], path: str) -> tuple[Movie, list[LoopbackRequest]]:
    async def measure() -> tuple[Movie, list[LoopbackRequest]]:
        async with LoopbackServer(routes) as server:
            fetcher = Fetcher((HttpTransport(),), NetworkSettings(), LoopClock())
            try:
                return await measured_movie(fetcher, server.url(path), "m"), server.requests
            finally:
                await fetcher.close()

    return asyncio.run(measure())


def synthetic_routes() -> dict[str, bytes]:
    routes = {"/main.mpd": TITLE.origin(TITLE.dash_url) or b""}
    for rung in range(len(TITLE.ladder)):
        for number in range(TITLE.segment_count):
            routes[f"/v{rung}/{number}.m4s"] = TITLE.segment(f"v{rung}", number) or b""
    return routes


def test_sizes_of_separate_files_are_asked_for_by_head() -> None:
    movie, requests = measured(synthetic_routes(), "/main.mpd")
    told = [[len(TITLE.segment(f"v{r}", n) or b"") * 8 for r in range(6)] for n in range(TITLE.segment_count)]
    np.testing.assert_array_equal(movie.sizes_bits, told)
    np.testing.assert_array_equal(movie.bitrates_bps, [rung.bandwidth_bps for rung in TITLE.ladder])
    assert movie.segment_duration_s == 4.0
    assert {request.method for request in requests[1:]} == {"HEAD"}


def test_byte_ranges_need_no_further_request() -> None:
    routes = {"/main.m3u8": MULTIVARIANT.encode(), "/low.m3u8": RANGES.encode()}
    movie, requests = measured(routes, "/main.m3u8")
    np.testing.assert_array_equal(movie.sizes_bits, [[8000], [12000], [3200]])
    assert [request.path for request in requests] == ["/main.m3u8", "/low.m3u8"]


def test_uneven_segments_are_refused() -> None:
    uneven = RANGES.replace("#EXTINF:4,", "#EXTINF:2,", 1)
    routes = {"/main.m3u8": MULTIVARIANT.encode(), "/low.m3u8": uneven.encode()}
    with pytest.raises(LabError, match="one length"):
        measured(routes, "/main.m3u8")


def test_the_command_writes_what_the_lab_reads(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from playhead_app.cli import app

    (tmp_path / "main.m3u8").write_text(MULTIVARIANT, encoding="utf-8")
    (tmp_path / "low.m3u8").write_text(RANGES, encoding="utf-8")
    result = CliRunner().invoke(
        app, ["lab", "movie", str(tmp_path / "main.m3u8"), "-o", str(tmp_path / "movie.json")]
    )
    assert result.exit_code == 0, result.output
    assert "3 segments of 4 s" in result.stdout
    assert read_movie(tmp_path / "movie.json").sizes_bits[2, 0] == 3200
    missing = CliRunner().invoke(
        app, ["lab", "movie", str(tmp_path / "no.mpd"), "-o", str(tmp_path / "x.json")]
    )
    assert missing.exit_code == 1
    assert "no such file" in missing.stderr
