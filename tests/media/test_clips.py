"""The clips themselves: small, whole, and telling the truth about their frames."""

import io

import av
import numpy as np
import pytest

from tests.media.clips import RUNGS, ClipStore, SoundSpec, VideoSpec, read_frame_number, rung_of_colour


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_each_frame_shows_its_number_and_its_rung(clips: ClipStore, codec: str) -> None:
    clip = clips.video(VideoSpec(rung=1, codec=codec, duration_s=4))
    seen: list[tuple[int, int | None]] = []
    with av.open(io.BytesIO(clip.mp4), "r") as container:
        for frame in container.decode(video=0):
            width, height = frame.width, frame.height
            planes = frame.to_ndarray(format="yuv420p").astype(np.uint8)
            chroma = planes[height:].reshape(-1, height // 2, width // 2)
            blue, red = (int(plane[height // 8 + 8, width // 4]) for plane in chroma)
            seen.append((read_frame_number(planes[:height]), rung_of_colour(blue, red)))
    assert seen == [(number, 1) for number in range(100)]


def test_a_clip_is_cut_into_segments_of_one_group_of_pictures(clips: ClipStore) -> None:
    clip = clips.video(VideoSpec(rung=0, duration_s=4))
    assert len(clip.segments) == 2
    with av.open(io.BytesIO(clip.init + clip.segments[1]), "r") as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    assert len(packets) == 50
    assert packets[0].is_keyframe


def test_sound_has_segments_of_the_same_length(clips: ClipStore) -> None:
    clip = clips.sound(SoundSpec(duration_s=4))
    assert len(clip.segments) in (2, 3)


def test_no_two_rungs_share_a_colour() -> None:
    assert [rung_of_colour(*rung.colour) for rung in RUNGS] == list(range(len(RUNGS)))
    assert rung_of_colour(128, 128) is None
