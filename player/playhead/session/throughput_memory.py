"""What the lines of this device carried before, so that a title needn't begin by guessing.

One record for each network: a mean of the logarithm of the throughput and how much it varies, both over
seconds of transfer, the newest counting most. What is believed at the next start is on the careful side of
it (about the lower quartile), the more careful the older it is, and a share of that at most. The first
downloads decide from there on: the memory is a first guess and never an argument against what is measured.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from playhead.clock import Clock, LoopClock
from playhead_abr import ThroughputSample

__all__ = ["NetworkRecord", "ThroughputMemory", "ThroughputStore", "one_network"]

_log = logging.getLogger(__name__)

T = TypeVar("T")

_DAY_S: Final = 86_400.0
_HALF_LIFE_S: Final = 30.0  # of transfer
_LONGEST_WEIGHT_S: Final = 5.0
_LEAST_WEIGHT_S: Final = 1.0
_QUARTILE: Final = 0.674  # standard deviations below the mean of a normal distribution
_DOUBT_HALVES_S: Final = 7 * _DAY_S
_EXPIRES_S: Final = 30 * _DAY_S
_MOST_NETWORKS: Final = 50
_SAVE_EVERY_S: Final = 30.0
_ASK_EVERY_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class NetworkRecord:
    """What one network carried.

    Attributes:
        mean: Of the natural logarithm of bits a second.
        variance: Of the same.
        weight_s: Seconds of transfer that it rests on, older ones counting less.
        at_utc_s: When it was last measured.
    """

    mean: float
    variance: float
    weight_s: float
    at_utc_s: float

    def with_sample(self, sample: ThroughputSample, at_utc_s: float) -> "NetworkRecord":
        """Return the record with one more measurement."""
        weight_s = min(max(sample.elapsed_s, 0.1), _LONGEST_WEIGHT_S)
        seen = math.log(sample.size_bytes * 8 / sample.elapsed_s)
        kept_s = self.weight_s * 0.5 ** (weight_s / _HALF_LIFE_S)
        share = weight_s / (kept_s + weight_s)
        off = seen - self.mean
        # West (1979): mean and variance in one pass, with weights.
        return NetworkRecord(
            self.mean + share * off,
            (1.0 - share) * (self.variance + share * off * off),
            kept_s + weight_s,
            at_utc_s,
        )

    def careful_bps(self, now_utc_s: float) -> float:
        """Return what the network may be believed to carry, in bits a second.

        It is the lower quartile; a record that is a week old is believed to vary twice as much.
        """
        age_s = max(now_utc_s - self.at_utc_s, 0.0)
        doubt = 2.0 ** (age_s / _DOUBT_HALVES_S)
        return math.exp(self.mean - _QUARTILE * math.sqrt(self.variance) * doubt)


class ThroughputStore(Protocol):
    """Keeps records beyond the end of the process; called in a worker thread."""

    def load(self) -> Mapping[str, NetworkRecord]:
        """Return all of them; empty if there are none, or they can't be read."""
        ...

    def save(self, records: Mapping[str, NetworkRecord]) -> None:
        """Keep these and no others; failing to is nobody's problem."""
        ...


def one_network() -> str:
    """Return the name of the network where there is only one, or nobody can tell them apart."""
    return ""


class ThroughputMemory:
    """Remembers by network; several players may share one.

    Args:
        store: Keeps it; None forgets with this object.
        network: Gives a name for the network that is used now, the same each time that it is. It is stored as
            it is: give a hash where it would tell where somebody lives (`playhead.networks.system_network`).
        clock: Time; the loop's own if not given.
    """

    def __init__(
        self,
        store: ThroughputStore | None = None,
        *,
        network: Callable[[], str] = one_network,
        clock: Clock | None = None,
    ) -> None:
        self._store = store
        self._network = network
        self._clock = clock or LoopClock()
        self._records: dict[str, NetworkRecord] = {}
        self._is_loaded = store is None
        self._is_changed = False
        self._saved_s = -math.inf
        self._asked_s = -math.inf
        self._key = ""
        self._saving: asyncio.Task[None] | None = None

    async def first_bps(self, share: float) -> float | None:
        """Return what to believe of the line before anything was measured, in bits a second.

        Args:
            share: Of what is remembered, no more than this.

        Returns:
            None if the network isn't known, or not any more.
        """
        await self._load()
        self._asked_s = -math.inf
        record = self._records.get(self._key_now())
        now_utc_s = self._clock.utc_s()
        if share <= 0 or record is None or record.weight_s < _LEAST_WEIGHT_S:
            return None
        if now_utc_s - record.at_utc_s > _EXPIRES_S:
            return None
        return share * record.careful_bps(now_utc_s)

    def hear(self, sample: ThroughputSample) -> None:
        """Take a measurement of the line that is used now."""
        if sample.size_bytes <= 0 or sample.elapsed_s <= 0:
            return
        key, now_utc_s = self._key_now(), self._clock.utc_s()
        known = self._records.pop(key, None)
        if known is None or now_utc_s - known.at_utc_s > _EXPIRES_S:
            seen = math.log(sample.size_bytes * 8 / sample.elapsed_s)
            known = NetworkRecord(seen, 0.0, 0.0, now_utc_s)
        self._records[key] = known.with_sample(sample, now_utc_s)
        while len(self._records) > _MOST_NETWORKS:
            del self._records[next(iter(self._records))]
        self._is_changed = True
        if self._store is not None and self._clock.now_s() - self._saved_s >= _SAVE_EVERY_S:
            self._save_beside()

    async def flush(self) -> None:
        """Store what has changed."""
        if self._saving is not None:
            await asyncio.wait([self._saving])
        if self._is_changed:
            await self._load()
            self._save_beside()
        if self._saving is not None:
            await asyncio.wait([self._saving])

    def _save_beside(self) -> None:
        store = self._store
        if store is None or not self._is_loaded or (self._saving is not None and not self._saving.done()):
            return
        self._saved_s, self._is_changed = self._clock.now_s(), False
        records = dict(self._records)
        saving = _quietly("kept", store.save, records)
        self._saving = asyncio.create_task(saving, name="throughput memory")

    async def _load(self) -> None:
        if self._is_loaded or self._store is None:
            return
        stored = await _quietly("read", self._store.load)
        self._is_loaded = True
        self._records = {**(stored or {}), **self._records}

    def _key_now(self) -> str:
        now_s = self._clock.now_s()
        if now_s - self._asked_s >= _ASK_EVERY_S:
            self._asked_s = now_s
            try:
                self._key = self._network()
            except Exception as error:  # noqa: BLE001 - somebody else's code, and only a first guess hangs on it
                _log.warning("the network's name can't be had: %s", type(error).__name__)
                self._key = ""
        return self._key


async def _quietly(done: str, call: Callable[..., T], *arguments: object) -> T | None:
    """Return what a store gives; None if it fails, since only a first guess hangs on it."""
    try:
        return await asyncio.to_thread(call, *arguments)
    except Exception as error:  # noqa: BLE001 - somebody else's code
        _log.warning("what is remembered of networks can't be %s: %s", done, type(error).__name__)
        return None
