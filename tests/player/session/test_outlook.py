"""What is known of the segments to come, and what the algorithm is told of those that came."""

from typing import cast

from playhead.clock import Clock
from playhead.errors import RequestType
from playhead.net.fetcher import Fetcher
from playhead.presentation import ByteRange, Representation, Resource, Segment, SegmentIndex
from playhead.presentation.index import TupleIndex
from playhead.session.indices import Indices
from playhead.session.loading import Cost
from playhead.session.outlook import look_ahead
from playhead.session.pathways.pathways import Pathways
from playhead.session.quality import QualityChooser
from playhead.settings import AbrSettings, RecoverySettings
from playhead_abr import Conditions

KBPS = 1000
NO_CLOCK = cast(Clock, None)
PLACES = Pathways(RecoverySettings(), NO_CLOCK, lambda _: None)
INDICES = Indices(cast(Fetcher, None), NO_CLOCK, PLACES)  # asked only for what needs no request


class Unfetched:
    """An index that must be fetched first."""

    @property
    def resource(self) -> Resource:
        return Resource("http://a/list", RequestType.MANIFEST)

    def resolve(self, body: bytes, url: str, previous: SegmentIndex | None = None) -> SegmentIndex:
        raise AssertionError("nothing was fetched")


def index_of(sizes: list[int] | None, count: int, *, is_complete: bool = True) -> SegmentIndex:
    """Two seconds a segment; byte ranges only if sizes are told."""
    segments: list[Segment] = []
    first = 0
    for number in range(count):
        told = None if sizes is None else ByteRange(first, first + sizes[number] - 1)
        first += 0 if sizes is None else sizes[number]
        segments.append(Segment(number, number * 2, 2, 1, "http://a/", told))
    return TupleIndex(segments, is_complete=is_complete)


def rep(name: str, kbps: int, index: SegmentIndex | None) -> Representation:
    return Representation(name, kbps * KBPS, index or Unfetched())


def test_byte_ranges_tell_sizes_and_how_many_remain() -> None:
    sizes = [100, 200, 300, 400, 500]
    ladder = (rep("low", 100, index_of(sizes, 5)), rep("high", 400, index_of([9 * s for s in sizes], 5)))
    ahead = look_ahead(ladder, INDICES, 4.1, is_last_period=True)
    assert ahead.sizes_bits == {"low": (2400, 3200, 4000), "high": (9 * 2400, 9 * 3200, 9 * 4000)}
    assert ahead.remaining == 3


def test_a_rung_whose_list_was_never_fetched_is_like_its_nearest_neighbour() -> None:
    ladder = (
        rep("low", 100, index_of([1000, 3000], 2)),
        rep("middle", 300, None),
        rep("high", 1000, index_of([50_000, 50_000], 2)),
    )
    ahead = look_ahead(ladder, INDICES, 0.0, is_last_period=True)
    assert ahead.sizes_bits["middle"] == (3 * 8000, 3 * 24_000)


def test_without_sizes_a_segment_weighs_what_its_bandwidth_says() -> None:
    ladder = (rep("low", 100, index_of(None, 3)), rep("high", 400, None))
    ahead = look_ahead(ladder, INDICES, 2.0, is_last_period=True)
    assert ahead.sizes_bits == {"low": (200_000, 200_000), "high": (800_000, 800_000)}


def test_where_more_will_come_nobody_knows_how_many_remain() -> None:
    live = (rep("live", 100, index_of(None, 3, is_complete=False)),)
    for representations, is_last in ((live, True), ((rep("ad", 100, index_of(None, 3)),), False)):
        ahead = look_ahead(representations, INDICES, 0.0, is_last_period=is_last)
        assert ahead.remaining is None
        assert set(next(iter(ahead.sizes_bits.values()))) == {200_000}
        assert len(next(iter(ahead.sizes_bits.values()))) > 3
    unknown = look_ahead((rep("unknown", 100, None),), INDICES, 0.0, is_last_period=True)
    assert (unknown.sizes_bits, unknown.remaining) == ({"unknown": ()}, None)


def test_known_sizes_and_downloads_decide() -> None:
    """RobustMPC on a line of 1 Mbit/s that was measured: a heavy segment next is fetched lower."""
    light, heavy = [125_000] * 5, [1_000_000, *[125_000] * 4]
    chosen: list[str] = []
    for sizes in (light, heavy):
        ladder = (rep("low", 100, index_of([25_000] * 5, 5)), rep("high", 500, index_of(sizes, 5)))
        chooser = QualityChooser(AbrSettings(algorithm="robust_mpc"))
        now = Conditions(3.0, 30.0, 2.0, 1_000_000.0)
        ahead = look_ahead(ladder, INDICES, 0.0, is_last_period=True)
        first = chooser.choose(ladder, now, current_id=None, ahead=ahead)
        assert first is not None
        assert first.reason == "startup"  # it knows no download yet
        chooser.arrived(first.representation, Cost(25_000, 0.2, 0.0), 3.0, 2.0)
        then = chooser.choose(ladder, now, current_id="low", ahead=ahead)
        assert then is not None
        assert then.reason == "lookahead"
        chosen.append(then.representation.id)
    assert chosen == ["high", "low"]


def test_a_download_is_told_once_and_forgotten_at_a_seek() -> None:
    ladder = (rep("low", 100, index_of(None, 9)), rep("high", 500, index_of(None, 9)))
    chooser = QualityChooser(AbrSettings(algorithm="robust_mpc"))
    chooser.arrived(ladder[0], Cost(25_000, 0.2, 0.0), 3.0, 2.0)
    chooser.sought()
    chosen = chooser.choose(ladder, Conditions(3.0, 30.0, 2.0, 1e6), current_id=None)
    assert chosen is not None
    assert chosen.reason == "startup"


def test_a_part_that_waited_for_its_encoder_tells_of_the_line_nothing_else() -> None:
    ladder = (rep("low", 100, index_of(None, 9)), rep("high", 500, index_of(None, 9)))
    chosen: list[str] = []
    for line_bps in (None, 2_000_000.0):
        chooser = QualityChooser(AbrSettings(algorithm="house"))
        chooser.choose(ladder, Conditions(0.0, 30.0, 2.0), current_id=None)
        chooser.arrived(ladder[0], Cost(25_000, 2.0, 1.9), 3.0, 2.0, line_bps)
        choice = chooser.choose(ladder, Conditions(3.0, 30.0, 2.0, 2e6), current_id="low")
        assert choice is not None
        chosen.append(choice.representation.id)
    assert chosen == ["low", "high"]


def test_a_part_that_flowed_slower_than_it_plays_is_the_line_of_now() -> None:
    ladder = (rep("low", 100, index_of(None, 9)), rep("high", 500, index_of(None, 9)))
    chosen: list[str] = []
    for flowed_s in (0.39, 0.48):
        chooser = QualityChooser(AbrSettings(algorithm="house"))
        chooser.choose(ladder, Conditions(0.0, 30.0, 0.4), current_id=None)
        chooser.arrived(ladder[1], Cost(25_000, 0.1 + flowed_s, 0.1), 0.6, 0.4, 2_000_000.0)
        choice = chooser.choose(ladder, Conditions(0.6, 30.0, 0.4), current_id="high")
        assert choice is not None
        chosen.append(choice.representation.id)
    assert chosen == ["high", "low"]
