"""The muxer: what it writes, in which order, and what it keeps back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playhead.containers.samples import Codec, Sample
from playhead.feed import Chunk, StretchMuxer
from playhead.feed.recipes import H264_END_OF_SEQUENCE, HEVC_END_OF_SEQUENCE, KEY_COPIES_AFTER_MS
from playhead.presentation import Kind
from tests.player.feed.conftest import (
    AAC,
    AUDIO_TRACK,
    H264,
    LARGER,
    SAME_SIZE,
    VIDEO_TRACK,
    Block,
    pictures,
    read_blocks,
    sounds,
)

BOTH = frozenset({Kind.VIDEO, Kind.AUDIO})
LEAD_MS = 10  # stream time of the first sample


def blocks_of(chunks: list[Chunk], track: int) -> list[Block]:
    return [block for chunk in chunks for block in read_blocks(chunk) if block.track == track]


def written(muxer: StretchMuxer) -> list[Chunk]:
    muxer.finish()
    return muxer.drain()


def switching(after: object, *, sound_ms: int = 4000) -> StretchMuxer:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "first")
    muxer.append(AAC, sounds(0, sound_ms), 0, "sound")
    muxer.append(after, pictures(2000), 0, "second")  # pyright: ignore[reportArgumentType]  # a format
    return muxer


# Beginning


def test_writes_nothing_before_every_kind_has_come() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    assert muxer.drain() == []
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    assert muxer.drain()[0].data.startswith(b"\x1a\x45\xdf\xa3")


def test_waits_for_no_kind_that_was_not_announced() -> None:
    muxer = StretchMuxer(0.0, frozenset({Kind.VIDEO}))
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    muxer.append(H264, pictures(0), 0, "v")
    chunks = muxer.drain()
    assert blocks_of(chunks, VIDEO_TRACK)
    assert not blocks_of(chunks, AUDIO_TRACK)


def test_a_finished_stretch_does_not_wait_for_a_kind_that_never_came() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    assert len(blocks_of(written(muxer), VIDEO_TRACK)) == 50


def test_stream_time_begins_with_the_first_picture_wherever_the_presentation_is() -> None:
    muxer = StretchMuxer(1_700_000_000.0, BOTH)
    muxer.append(H264, pictures(0), 1_700_000_000 * 1000, "v")
    muxer.append(AAC, sounds(0, 2000), 1_700_000_000 * 48_000, "a")
    chunks = written(muxer)
    assert blocks_of(chunks, VIDEO_TRACK)[0].time_ms == LEAD_MS
    assert blocks_of(chunks, AUDIO_TRACK)[0].time_ms == LEAD_MS
    assert muxer.zero_s == pytest.approx(1_700_000_000 - LEAD_MS / 1000)


def test_sound_before_the_beginning_is_left_out() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(-500, 2500), 0, "a")
    assert min(block.time_ms for block in blocks_of(written(muxer), AUDIO_TRACK)) >= 0


# Order


def test_blocks_go_out_as_far_as_both_kinds_reach() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 1000), 0, "a")
    latest_ms = max(block.time_ms for block in blocks_of(muxer.drain(), VIDEO_TRACK))
    assert 800 <= latest_ms <= 1200


def test_kinds_are_interleaved_within_a_cluster_of_each_other() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    reached = {VIDEO_TRACK: 0, AUDIO_TRACK: 0}
    for chunk in written(muxer):
        for block in read_blocks(chunk):
            reached[block.track] = max(reached[block.track], block.time_ms)
        assert abs(reached[VIDEO_TRACK] - reached[AUDIO_TRACK]) <= 200


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.integers(0, 3))
def test_every_sample_is_written_once_and_in_order(groups: list[int], reorder: int) -> None:
    muxer, start_ms = StretchMuxer(0.0, BOTH), 0
    chunks: list[Chunk] = []
    expected: list[int] = []
    for count in groups:
        samples = pictures(start_ms, count * 4, reorder=reorder)
        expected += [sample.pts + LEAD_MS for sample in samples]
        muxer.append(H264, samples, 0, "v")
        chunks += muxer.drain()
        muxer.append(AAC, sounds(start_ms, count * 160), 0, "a")
        chunks += muxer.drain()
        start_ms += count * 160
    chunks += written(muxer)
    assert [block.time_ms for block in blocks_of(chunks, VIDEO_TRACK)] == expected
    assert muxer.is_done


def test_clusters_are_short() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    for chunk in written(muxer)[1:]:
        times = [block.time_ms for block in read_blocks(chunk)]
        assert max(times) - min(times) <= 600


# Before the position


def test_a_position_amid_a_group_hides_what_lies_before_it() -> None:
    muxer = StretchMuxer(1.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    assert muxer.drain()
    assert muxer.preroll_ms == pytest.approx(1000 + LEAD_MS)
    assert muxer.zero_s == pytest.approx(-LEAD_MS / 1000)


def test_the_picture_that_covers_the_position_is_the_first_to_be_seen() -> None:
    muxer = StretchMuxer(1.03, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    assert muxer.drain()
    assert muxer.preroll_ms == pytest.approx(1000 + LEAD_MS)


def test_hidden_pictures_that_nothing_needs_are_left_out() -> None:
    muxer = StretchMuxer(1.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    blocks = blocks_of(written(muxer), VIDEO_TRACK)
    hidden = [block for block in blocks if block.time_ms < 1000 + LEAD_MS and len(block.data) > 5]
    assert all(block.data[4] != 0x01 for block in hidden)
    assert len([block for block in blocks if block.time_ms >= 1000 + LEAD_MS and block.data[4] != 0x09]) == 25


def test_pictures_just_after_the_position_count_as_key_frames() -> None:
    muxer = StretchMuxer(1.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    shown = [block for block in blocks_of(written(muxer), VIDEO_TRACK) if block.time_ms >= 1000 + LEAD_MS]
    assert all(block.is_key for block in shown)


def test_sound_begins_shortly_before_the_position_to_warm_its_decoder_up() -> None:
    muxer = StretchMuxer(1.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 2000), 0, "a")
    first_ms = blocks_of(written(muxer), AUDIO_TRACK)[0].time_ms
    assert 900 <= first_ms - LEAD_MS <= 1000


def test_pictures_before_the_first_key_frame_are_left_out() -> None:
    samples = pictures(0)
    leading = [
        Sample(-80, -80, 40, False, b"\0\0\0\2\x01x"),
        *samples[:1],
        Sample(-40, -40, 40, False, b"\0\0\0\2\x01y"),
    ]
    muxer = StretchMuxer(0.0, frozenset({Kind.VIDEO}))
    muxer.append(H264, [*leading, *samples[1:]], 0, "v")
    assert len(blocks_of(written(muxer), VIDEO_TRACK)) == 50


# Switches


def test_a_change_of_size_ends_the_old_pictures_leads_with_sound_and_holds() -> None:
    chunks = switching(LARGER).drain()
    held = next(index for index, chunk in enumerate(chunks) if chunk.hold_until_ms is not None)
    before = [block for chunk in chunks[:held] for block in read_blocks(chunk)]
    ends = [block for block in before if block.data == H264_END_OF_SEQUENCE]
    assert len(ends) == 16
    assert {block.time_ms for block in ends} == {1960 + LEAD_MS}
    assert max(block.time_ms for block in before if block.track == AUDIO_TRACK) >= 2370 + LEAD_MS
    assert chunks[held].hold_until_ms == 2000 + LEAD_MS - 45


def test_the_new_picture_comes_with_its_parameter_sets_in_a_small_cluster() -> None:
    chunks = switching(LARGER).drain()
    held = next(chunk for chunk in chunks if chunk.hold_until_ms is not None)
    new = [block for block in read_blocks(held) if block.track == VIDEO_TRACK]
    assert new[0].data.startswith(b"\0\0\0\2\x67\x02\0\0\0\2\x68\x02\0\0\0\2\x65")
    assert new[0].is_key
    assert len(new) == 6


def test_a_change_without_a_change_of_size_brings_parameter_sets_and_nothing_else() -> None:
    chunks = switching(SAME_SIZE).drain()
    blocks = blocks_of(chunks, VIDEO_TRACK)
    assert all(chunk.hold_until_ms is None for chunk in chunks)
    assert not [block for block in blocks if block.data == H264_END_OF_SEQUENCE]
    assert any(block.data.startswith(b"\0\0\0\2\x67\x03") for block in blocks)


def test_hevc_ends_with_copies_of_its_key_frame_dated_after_the_switch() -> None:
    old = replace(H264, codec=Codec.HEVC)
    muxer = StretchMuxer(0.0, BOTH, decoder_threads=2)
    muxer.append(old, pictures(0), 0, "first")
    muxer.append(AAC, sounds(0, 4000), 0, "sound")
    muxer.append(replace(LARGER, codec=Codec.HEVC), pictures(2000), 0, "second")
    blocks = blocks_of(muxer.drain(), VIDEO_TRACK)
    key = blocks[0].data
    copies = [block.time_ms for block in blocks[1:] if block.data == key]
    assert copies == [2000 + LEAD_MS + KEY_COPIES_AFTER_MS + 40 * n for n in range(4)]
    assert [block.data for block in blocks].count(HEVC_END_OF_SEQUENCE) == 1


def test_a_switch_waits_for_the_sound_that_must_go_before_it() -> None:
    muxer = switching(LARGER, sound_ms=2200)
    assert all(chunk.hold_until_ms is None for chunk in muxer.drain())
    muxer.append(AAC, sounds(2200, 1000), 0, "sound")
    assert any(chunk.hold_until_ms is not None for chunk in muxer.drain())


def test_a_finished_stretch_switches_without_waiting_for_sound() -> None:
    muxer = switching(LARGER, sound_ms=2200)
    assert any(chunk.hold_until_ms is not None for chunk in written(muxer))


def test_changes_of_variant_are_noted_with_what_they_mean_for_the_output() -> None:
    muxer = switching(LARGER)
    written(muxer)
    noted = [(c.variant, c.time_ms, c.width, c.restarts_output) for c in muxer.changes]
    assert noted == [("first", LEAD_MS, 640, False), ("second", 2000 + LEAD_MS, 1280, True)]


# Changes that a stream can't carry


def test_another_codec_ends_the_stream_there_and_leaves_the_rest_to_its_successor() -> None:
    muxer = switching(replace(LARGER, codec=Codec.HEVC))
    first = muxer.drain()
    assert muxer.break_s == pytest.approx(2.0)
    assert muxer.is_done
    assert max(block.time_ms for block in blocks_of(first, VIDEO_TRACK)) == 1960 + LEAD_MS
    assert muxer.break_s is not None
    after = muxer.successor(muxer.break_s)
    assert blocks_of(written(after), VIDEO_TRACK)[0].time_ms == LEAD_MS
    assert after.zero_s == pytest.approx(2.0 - LEAD_MS / 1000)


def test_another_sound_breaks_the_stream_and_pictures_go_on_amid_their_group() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(AAC, sounds(0, 1000), 0, "stereo")
    muxer.append(replace(AAC, channels=1, codec_private=b"\x11\x88"), sounds(1000, 1000), 0, "mono")
    muxer.drain()
    assert muxer.break_s == pytest.approx(1.0, abs=0.02)
    assert muxer.break_s is not None
    after = muxer.successor(muxer.break_s)
    blocks = blocks_of(written(after), VIDEO_TRACK)
    assert blocks[0].data[4] == 0x65
    assert after.preroll_ms == pytest.approx(1000, abs=50)


def test_both_kinds_may_break_at_nearly_the_same_place() -> None:
    muxer = StretchMuxer(0.0, BOTH)
    muxer.append(H264, pictures(0), 0, "v")
    muxer.append(replace(LARGER, codec=Codec.HEVC), pictures(2000), 0, "w")
    muxer.append(AAC, sounds(0, 1990), 0, "stereo")
    muxer.append(replace(AAC, channels=1, codec_private=b"\x11\x88"), sounds(1990, 2000), 0, "mono")
    muxer.drain()
    assert muxer.break_s is not None
    after = muxer.successor(muxer.break_s)
    blocks = blocks_of(written(after), VIDEO_TRACK)
    assert len(blocks) == 50
    assert after.break_s is None


def test_samples_of_a_kind_may_come_in_any_portions() -> None:
    whole, parts = switching(LARGER), StretchMuxer(0.0, BOTH)
    for sample in sounds(0, 4000):
        parts.append(AAC, [sample], 0, "sound")
    for sample in pictures(0):
        parts.append(H264, [sample], 0, "first")
    for sample in pictures(2000):
        parts.append(LARGER, [sample], 0, "second")
    assert blocks_of(written(parts), VIDEO_TRACK) == blocks_of(written(whole), VIDEO_TRACK)


WILD = st.integers(-(2**62), 2**62) | st.integers(-100, 5000)


@given(
    st.lists(st.tuples(st.booleans(), WILD, WILD, WILD, st.booleans(), st.binary(max_size=12)), max_size=20),
    st.floats(0, 1e6),
)
def test_any_timestamps_are_survived(
    samples: list[tuple[bool, int, int, int, bool, bytes]], position_s: float
) -> None:
    muxer = StretchMuxer(position_s, BOTH)
    for is_video, pts, dts, duration, is_key, data in samples:
        format = H264 if is_video else AAC
        muxer.append(format, [Sample(pts, dts, duration, is_key, data)], 0, "wild")
        muxer.drain()
    for chunk in written(muxer):
        assert all(block.time_ms >= 0 for block in read_blocks(chunk))


def test_a_header_always_tells_how_long_a_frame_lasts() -> None:
    muxer = StretchMuxer(0.0, frozenset({Kind.VIDEO}))
    muxer.append(replace(H264, frame_duration=0), pictures(0), 0, "v")
    assert b"\x23\xe3\x83" in muxer.drain()[0].data
