"""The options of `playhead lab`; each command is loaded when it is called, and its packages with it."""

import math
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

__all__ = ["lab"]

lab = typer.Typer(
    help="Compare adaptation algorithms over recorded networks.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
)

TraceOption = Annotated[
    Path, typer.Option("--trace", exists=True, dir_okay=False, help="A recorded network.")
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--trace-format", help="sabre, cooked, pairs, mahimahi or columns; else told by the content."
    ),
]
LatencyOption = Annotated[
    float,
    typer.Option("--latency", min=0, max=60_000, help="Milliseconds, for traces that say nothing of it."),
]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise typer.BadParameter(f"{value} is not a number to work with")
    return value


BufferOption = Annotated[
    float, typer.Option("--buffer", min=0.1, callback=_finite, help="Most seconds of media to hold.")
]


PartOption = Annotated[
    float, typer.Option("--part", min=0, callback=_finite, help="Low latency, in parts of so many seconds.")
]
OffsetOption = Annotated[
    float,
    typer.Option("--live-offset", min=0, callback=_finite, help="Seconds behind the live edge, with --part."),
]
CatchUpOption = Annotated[
    float,
    typer.Option("--catch-up", min=0, max=0.9, help="How much faster or slower it may play to hold that."),
]


@lab.command()
def run(
    suite: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What to run, as TOML.")],
    out: Annotated[Path, typer.Option("--out", "-o", file_okay=False, help="Folder for the results.")],
    cores: Annotated[int, typer.Option("--cores", min=-1, help="Processes; -1 for one on every core.")] = -1,
    dask: Annotated[
        str, typer.Option("--dask", metavar="ADDRESS", help="Run on the Dask cluster with this scheduler.")
    ] = "",
) -> None:
    """Play a whole suite; stopped with Ctrl-C, the next call goes on where it was."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("dask" if dask else "lab")
    from playhead_app.commands.lab.run import run_into

    raise typer.Exit(run_into(suite, out, cores, dask, Console(), Console(stderr=True)))


@lab.command()
def compare(
    results: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Results to judge.")],
    baseline: Annotated[
        Path, typer.Option("--baseline", exists=True, file_okay=False, help="Results to judge them by.")
    ],
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-if", metavar="GATE", help="'rebuffer_ratio > +5%', 'startup_s > 2'; repeatable."
        ),
    ] = None,
    is_certain: Annotated[
        bool,
        typer.Option(
            "--only-if-certain", help="Fail only where the whole confidence interval is past the limit."
        ),
    ] = False,
    is_json: Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")] = False,
) -> None:
    """Compare two results; exit code 1 if a gate fails, 2 if they can't be compared."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("lab")
    from playhead_app.commands.lab.compare import compare_folders

    raise typer.Exit(
        compare_folders(
            results,
            baseline,
            fail_if or [],
            Console(),
            Console(stderr=True),
            is_certain=is_certain,
            is_json=is_json,
        )
    )


@lab.command()
def simulate(
    trace: TraceOption,
    movie: Annotated[
        Path,
        typer.Option("--movie", exists=True, help="Sabre's JSON, or a TOML that leads to per-rung files."),
    ],
    algorithm: Annotated[
        str, typer.Option("--algorithm", help="One of the algorithms; a wrong one lists them.")
    ],
    buffer_s: BufferOption = 25.0,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="K=V", help="A parameter of the algorithm; repeatable."),
    ] = None,
    trace_format: FormatOption = None,
    latency_ms: LatencyOption = 0.0,
    mode: Annotated[str, typer.Option("--mode", help="Whose habits: exact, sabre or pensieve.")] = "exact",
    replace: Annotated[
        str, typer.Option("--replace", help="Poor segments fetched again: none, left (soonest) or right.")
    ] = "none",
    part_s: PartOption = 0.0,
    offset_s: OffsetOption = 3.0,
    catch_up: CatchUpOption = 0.0,
    is_json: Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")] = False,
) -> None:
    """Play one session and show every decision with its reason."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("lab")
    from playhead_abr.lab.sweep.players import PlayerChoice
    from playhead_app.commands.lab.simulate import Session, simulate_one

    player = PlayerChoice(
        buffer_s=buffer_s,
        mode=mode,
        replacement=replace,
        part_s=part_s,
        live_offset_s=offset_s,
        catch_up=catch_up,
    )
    session = Session(trace, movie, algorithm, player, settings or [], trace_format, latency_ms / 1e3)
    raise typer.Exit(simulate_one(session, Console(), Console(stderr=True), is_json=is_json))


@lab.command()
def report(
    results: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Results to draw.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="The page.")] = Path("report.html"),
) -> None:
    """Draw results as one page without scripts."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("lab")
    from playhead_app.commands.lab.report import write_report

    raise typer.Exit(write_report(results, out, Console(), Console(stderr=True)))


@lab.command()
def movie(
    url: Annotated[str, typer.Argument(help="Address of an HLS or DASH manifest, or a file.")],
    out: Annotated[Path, typer.Option("--out", "-o", dir_okay=False, help="The movie.")] = Path("movie.json"),
) -> None:
    """Measure a title's segments at every quality, without downloading them."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("lab")
    from playhead_app.commands.lab.movie import measure_movie

    raise typer.Exit(measure_movie(url, out, Console(), Console(stderr=True)))


@lab.command()
def replay(
    url: Annotated[str, typer.Argument(help="Address of an HLS or DASH manifest, or a file.")],
    trace: TraceOption,
    algorithm: Annotated[
        str, typer.Option("--algorithm", help="One of the algorithms; the player's own if not given.")
    ] = "",
    buffer_s: BufferOption = 30.0,
    trace_format: FormatOption = None,
    latency_ms: LatencyOption = 50.0,
    report: Annotated[
        Path | None, typer.Option("--report", dir_okay=False, help="Write the session report as JSON.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", dir_okay=False, help="Write the session report as a page.")
    ] = None,
) -> None:
    """Play a real title with the real player over a recorded network, on the virtual clock."""
    from playhead_app.commands.lab.extra import refuse_without

    refuse_without("lab")
    from playhead_app.commands.lab.replay import Replay, replay_title

    wanted = Replay(url, trace, algorithm, buffer_s, trace_format, latency_ms / 1e3, report, page)
    raise typer.Exit(replay_title(wanted, Console(), Console(stderr=True)))
