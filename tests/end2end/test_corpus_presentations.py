"""The whole presentations of other players' test suites, played through libVLC: pictures, sound, and the end.

Of each folder one title is played: the first whose segments are all there, that is not live and not
protected. Time is real here, so a second of each has to do; the last seconds of the longer ones are `slow`.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from playhead import Kind, Player, PlayerState
from playhead.backend.libvlc import LibVlcBackend, MemoryAudio, MemorySink, find_libvlc
from playhead.errors import PlayerError
from playhead_app.probe import Opener, Probed, Source, probe

pytestmark = [
    pytest.mark.libvlc,
    pytest.mark.corpus,
    pytest.mark.skipif(find_libvlc() is None, reason="libVLC is not installed"),
]

PRESENTATIONS = Path(__file__).parents[3] / "shared" / "corpus" / "manifests" / "presentations"
MANIFESTS = (".m3u8", ".mpd")
FOLDERS = sorted({file.parent for file in PRESENTATIONS.rglob("*") if file.suffix in MANIFESTS})
WATCHED_S = 0.8
LAST_S = 2.0
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Watched:
    """What one playback came to."""

    start_s: float
    end_s: float
    duration_s: float
    has_ended: bool
    pictures: int
    sound_s: float
    kinds: frozenset[Kind]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PRESENTATIONS)))
async def test_a_title_shows_and_sounds_and_goes_on(folder: Path) -> None:
    watched = await watch(await playable_title(folder), WATCHED_S)
    assert Kind.VIDEO not in watched.kinds or watched.pictures > 5
    assert Kind.AUDIO not in watched.kinds or watched.sound_s > 0.4
    assert watched.has_ended or watched.end_s >= watched.start_s + WATCHED_S
    if watched.has_ended:
        assert watched.end_s == pytest.approx(watched.duration_s, abs=0.25)


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PRESENTATIONS)))
async def test_a_title_plays_to_its_end(folder: Path) -> None:
    watched = await watch(await playable_title(folder), None)
    assert Kind.VIDEO not in watched.kinds or watched.pictures > 5
    assert Kind.AUDIO not in watched.kinds or watched.sound_s > 0.4
    assert watched.has_ended
    assert watched.end_s == pytest.approx(watched.duration_s, abs=0.25)


async def watch(manifest: Path, seconds: float | None) -> Watched:
    """Play from the beginning for a while, or (None) the last seconds to the end."""
    pictures: list[int] = []
    samples: list[int] = []
    backend = LibVlcBackend(
        MemorySink(lambda shown: pictures.append(shown.format.width)),
        MemoryAudio(lambda _pcm, count, _due_s: samples.append(count)),
    )
    async with Player(backend=backend) as player:
        await player.load(manifest.as_uri(), start_s=None if seconds is not None else await tail_of(manifest))
        async with asyncio.timeout(PATIENCE_S):
            start_s = await first_news(player, pictures, samples)
            while not has_stopped(player) and (seconds is None or player.position_s < start_s + seconds):
                await asyncio.sleep(0.02)
        assert player.state is not PlayerState.FAILED, player.problem
        return Watched(
            start_s,
            player.position_s,
            player.duration_s or 0.0,
            player.state is PlayerState.ENDED,
            len(pictures),
            sum(samples) / 48_000,
            frozenset(track.kind for track in player.tracks if track.representations),
        )


async def first_news(player: Player, pictures: list[int], samples: list[int]) -> float:
    """Wait for the first picture or sound; return where that was."""
    while not has_stopped(player) and not pictures and not samples:
        await asyncio.sleep(0.02)
    return player.position_s


def has_stopped(player: Player) -> bool:
    return player.state in (PlayerState.ENDED, PlayerState.FAILED)


async def tail_of(manifest: Path) -> float:
    async with Opener(patience_s=5) as opener:
        probed = await probe(opener, Source(str(manifest)))
    return max(0.0, float(probed.duration_s or 0) - LAST_S)


async def playable_title(folder: Path) -> Path:
    """Return the folder's first title that can be played, or skip with the reasons why none can."""
    reasons: list[str] = []
    for manifest in manifests_of(folder):
        reason = await obstacle(manifest)
        if reason is None:
            return manifest
        reasons.append(f"{manifest.name}: {reason}")
    pytest.skip("; ".join(reasons))


def manifests_of(folder: Path) -> list[Path]:
    """Return the folder's manifests, whole titles before single playlists."""
    manifests = [file for file in folder.iterdir() if file.suffix in MANIFESTS]
    return sorted(manifests, key=lambda file: (not is_whole_title(file), file.name))


def is_whole_title(manifest: Path) -> bool:
    text = manifest.read_text(encoding="utf-8", errors="replace")
    return manifest.suffix == ".mpd" or "#EXT-X-STREAM-INF" in text


def is_key_frames_alone(manifest: Path) -> bool:
    return "#EXT-X-I-FRAMES-ONLY" in manifest.read_text(encoding="utf-8", errors="replace")


async def obstacle(manifest: Path) -> str | None:
    """Return why a title can't be played here; None if nothing is in the way."""
    async with Opener(patience_s=5) as opener:
        try:
            probed = await probe(opener, Source(str(manifest)))
        except PlayerError as error:
            return error.problem.code.name
    if probed.is_live:
        return "live"
    if is_key_frames_alone(manifest):
        return "key frames alone, cut off behind each"
    kinds = {track.kind for period in probed.presentation.periods for track in period.tracks}
    if not kinds & {Kind.VIDEO, Kind.AUDIO}:
        return "neither pictures nor sound"
    return lacking(probed)


def lacking(probed: Probed) -> str | None:
    for representation in probed.representations():
        index = probed.indices.get(representation.id)
        if index is None:
            return "its segment index is not in the corpus"
        for segment in index:
            if segment.protection or representation.protection:
                return "protected"
            urls = (segment.url, segment.init.url if segment.init else segment.url)
            if not segment.is_gap and not all(map(is_there, urls)):
                return "its segments are not in the corpus"
    return None


def is_there(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "file" and Path(url2pathname(parts.path)).is_file()
