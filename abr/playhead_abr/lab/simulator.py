"""Play a film over a recorded network, with the player's own algorithms, in microseconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from playhead_abr.lab.movie import Movie
from playhead_abr.lab.session_log import SessionLog
from playhead_abr.lab.session_metrics import SessionMetrics
from playhead_abr.lab.trace import Trace

__all__ = ["AlgorithmSpec", "Mode", "SimulatorSettings", "simulate", "simulate_many"]


class Mode(StrEnum):
    """Whose habits the simulator follows where simulators differ."""

    EXACT = "exact"
    SABRE = "sabre"
    PENSIEVE = "pensieve"


@dataclass(frozen=True, slots=True)
class AlgorithmSpec:
    """An algorithm by name, and the parameters that differ from its own defaults.

    Attributes:
        name: One of `playhead_abr.lab.ALGORITHMS`.
        parameters: By name, with the unit in the name (`gamma_p`, `safety_factor`, `horizon`, ...).
    """

    name: str
    parameters: Mapping[str, float] = field(default_factory=dict[str, float])


@dataclass(frozen=True, slots=True)
class SimulatorSettings:
    """The player around the algorithm.

    Attributes:
        mode: Whose habits.
        buffer_capacity_s: A request waits until its segment has room under this.
        allows_abandonment: Whether the algorithm's abandonment rule may break downloads off.
        startup_buffer_s: Buffer at which playback starts; 0: with the first segment.
        half_lives_s: Of the two throughput averages (the lower one is believed).
        window_segments: Average over so many last downloads instead; 0: use the half-lives.
        start_s: Where in the trace the session begins.
        seek_at_s, seek_to_s: When the segment to be requested starts at or after `seek_at_s` of media time,
            jump to `seek_to_s` once; None: never.
        part_duration_s: Low latency: segments appear part by part, at the speed of time; 0: all is there.
        live_offset_s: Low latency: how far behind the live edge playback shall be.
    """

    mode: Mode = Mode.EXACT
    buffer_capacity_s: float = 25.0
    allows_abandonment: bool = True
    startup_buffer_s: float = 0.0
    half_lives_s: tuple[float, float] = (3.0, 8.0)
    window_segments: int = 0
    start_s: float = 0.0
    seek_at_s: float | None = None
    seek_to_s: float | None = None
    part_duration_s: float = 0.0
    live_offset_s: float = 3.0


def simulate(movie: Movie, trace: Trace, algorithm: AlgorithmSpec, settings: SimulatorSettings) -> SessionLog:
    """Play the whole film once and return what happened.

    Raises:
        AbrError: If the algorithm or a parameter is unknown, or a setting makes no sense.
    """
    raise NotImplementedError


def simulate_many(
    movie: Movie,
    traces: Sequence[Trace],
    algorithm: AlgorithmSpec,
    settings: SimulatorSettings,
    starts_s: Sequence[float] | None = None,
) -> SessionMetrics:
    """Play the film over each trace and return the raw metrics of each session; compiled throughout.

    Args:
        starts_s: Where each session begins in its trace; None: all at `settings.start_s`.

    Raises:
        AbrError: As `simulate`.
    """
    raise NotImplementedError
