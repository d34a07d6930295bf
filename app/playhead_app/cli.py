"""The `playhead` command: options in, one command called, its exit code out.

Exit codes: 0 it was done, 1 it failed, 2 it was asked for wrongly. What each command does is in
`playhead_app.commands`; they are imported when they are called, so that `--help` answers at once and a
headless machine never loads Qt.
"""

import io
import logging
import math
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from playhead.errors import ErrorCode, PlayerError, make_problem
from playhead.licence import LicenceSource, key_bytes
from playhead.settings import AudioPreferences
from playhead_app.commands.failure import internal_problem, show_problem
from playhead_app.commands.request import PlayRequest
from playhead_app.commands.source import as_url
from playhead_app.download_cli import download
from playhead_app.lab_cli import lab

__all__ = ["app", "main"]

app = typer.Typer(
    name="playhead",
    help="Play HLS and DASH, look into manifests, open the TV app.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(lab, name="lab")
app.command(name="download")(download)


def _say_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"playhead {version('playhead')}")
        raise typer.Exit


def _finite(value: float | None) -> float | None:
    # click's ranges let nan through: it is neither below nor above.
    if value is not None and not math.isfinite(value):
        raise typer.BadParameter(f"{value} is not a number to work with")
    return value


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (
        width.isdecimal() and height.isdecimal() and 640 <= int(width) <= 7680 and 360 <= int(height) <= 4320
    ):
        raise typer.BadParameter(f"{text} is no size from 640x360 to 7680x4320", param_hint="--size")
    return int(width), int(height)


def _language(code: str) -> str:
    # Its module is small and knows no Qt.
    from playhead_app.i18n.languages import LANGUAGES

    known = [language.code for language in LANGUAGES]
    if code and code not in known:
        raise typer.BadParameter(f"the app does not speak {code}; it speaks {', '.join(known)}")
    return code


def _writable(path: Path | None) -> Path | None:
    # Better now than after two hours of playing.
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        raise typer.BadParameter(f"{path} can't be written: it is a folder, or its folder does not exist")
    return path


def _given_keys(pairs: list[str]) -> dict[str, str]:
    keys = {name: key for name, _, key in (pair.partition(":") for pair in pairs)}
    try:
        key_bytes(keys)
    except PlayerError as error:
        # What was given is not repeated: it may be most of a key.
        raise typer.BadParameter("KID:KEY is 32 hex digits each", param_hint="--key") from error
    return keys


def _address(source: str) -> str:
    try:
        return as_url(source)
    except FileNotFoundError as error:
        raise typer.BadParameter(f"{source} is neither an address nor a file") from error


def _moment(text: str) -> float | None:
    if not text:
        return None
    if text == "now":
        return time.time()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text} is neither now nor a date", param_hint="--at") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


@app.callback()
def common(
    is_version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and end.")
    ] = False,
    is_verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Write the log to standard error.")
    ] = False,
) -> None:
    del is_version
    logging.basicConfig(
        level=logging.DEBUG if is_verbose else logging.CRITICAL,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        force=True,
    )
    # httpx writes whole addresses, tokens and all, at INFO.
    logging.getLogger("httpx").setLevel(logging.WARNING)


@app.command()
def play(
    url: Annotated[
        str,
        typer.Argument(help="Address of an HLS or DASH manifest, a file, or a download.", callback=_address),
    ],
    is_headless: Annotated[
        bool, typer.Option("--headless", help="Decode for real, but show it nowhere.")
    ] = False,
    duration_s: Annotated[
        float | None,
        typer.Option(
            "--duration", min=0, callback=_finite, help="Stop this many seconds after the first picture."
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", callback=_writable, help="Write the session report as JSON.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", callback=_writable, help="Write the session report as a page.")
    ] = None,
    max_height: Annotated[
        int | None, typer.Option("--max-height", min=1, help="Never choose a taller picture.")
    ] = None,
    start_s: Annotated[
        float | None, typer.Option("--start", min=0, callback=_finite, help="Begin at this second.")
    ] = None,
    max_bandwidth_bps: Annotated[
        int | None, typer.Option("--max-bandwidth", min=1, help="Never choose more bits per second.")
    ] = None,
    audio_languages: Annotated[
        list[str] | None,
        typer.Option(
            "--audio-language",
            "--audio",
            help="Preferred audio language, e.g. pt-BR; again for a second choice.",
        ),
    ] = None,
    audio_roles: Annotated[
        list[str] | None,
        typer.Option("--audio-role", help="Preferred kind of sound: main, description, commentary."),
    ] = None,
    max_channels: Annotated[
        int | None, typer.Option("--max-channels", min=1, help="Rather choose sound with no more channels.")
    ] = None,
    subtitle_languages: Annotated[
        list[str] | None,
        typer.Option("--subtitles", help="Show subtitles in this language; again for a second choice."),
    ] = None,
    rate: Annotated[
        float, typer.Option("--rate", min=0.25, max=4, callback=_finite, help="Playback speed.")
    ] = 1.0,
    volume: Annotated[
        float, typer.Option("--volume", min=0, max=1, callback=_finite, help="Loudness from 0 to 1.")
    ] = 1.0,
    keys: Annotated[
        list[str] | None,
        typer.Option(
            "--key", metavar="KID:KEY", help="A key that is known, 32 hex digits each; as often as needed."
        ),
    ] = None,
    licence_url: Annotated[
        str | None,
        typer.Option("--license-url", metavar="URL", help="Clear Key licence server, or a data: URL."),
    ] = None,
) -> None:
    """Play one title: in a window, or headless with a report of everything that happened."""
    request = PlayRequest(
        url=url,
        start_s=start_s,
        duration_s=duration_s,
        max_height=max_height,
        max_bandwidth_bps=max_bandwidth_bps,
        audio=AudioPreferences(tuple(audio_languages or ()), tuple(audio_roles or ()), max_channels),
        subtitle_languages=tuple(subtitle_languages or ()),
        rate=rate,
        volume=volume,
        report=report,
        page=page,
        licence=LicenceSource(licence_url, keys=_given_keys(keys or [])),
    )
    if is_headless:
        from playhead_app.commands.play import play_headless

        raise typer.Exit(play_headless(request, Console(), Console(stderr=True)))
    from playhead_app.commands.windows import play_in_window

    raise typer.Exit(play_in_window(request, Console(stderr=True)))


@app.command()
def probe(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Addresses, files, folders, or - for standard input."),
    ],
    is_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each source.")] = False,
    with_segments: Annotated[bool, typer.Option("--segments", help="List every segment.")] = False,
    base_url: Annotated[
        str, typer.Option("--base-url", help="What relative references of files and - refer to.")
    ] = "",
    patience_s: Annotated[
        float, typer.Option("--patience", min=0.1, callback=_finite, help="Seconds for one source in all.")
    ] = 20.0,
    at: Annotated[
        str, typer.Option("--at", help="Look at live MPDs as they are at this moment: now, or an ISO date.")
    ] = "",
) -> None:
    """Say what is in a manifest: periods, tracks, representations, protection, and what is odd about it."""
    from playhead_app.commands.probe import ProbeOptions, probe_all

    options = ProbeOptions(
        is_json=is_json,
        with_segments=with_segments,
        base_url=base_url,
        patience_s=patience_s,
        now_utc_s=_moment(at),
    )
    raise typer.Exit(probe_all(sources, options, Console(), Console(stderr=True)))


@app.command()
def lint(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Addresses, files, folders, or - for standard input."),
    ],
    is_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each source.")] = False,
    base_url: Annotated[
        str, typer.Option("--base-url", help="What relative references of files and - refer to.")
    ] = "",
    patience_s: Annotated[
        float, typer.Option("--patience", min=0.1, callback=_finite, help="Seconds for one source in all.")
    ] = 20.0,
) -> None:
    """Say what is wrong or risky in a manifest, by RFC 8216bis and DASH-IF IOP; ends with 1 on errors."""
    from playhead_app.commands.lint import LintOptions, lint_all

    options = LintOptions(is_json=is_json, base_url=base_url, patience_s=patience_s)
    raise typer.Exit(lint_all(sources, options, Console()))


@app.command(name="app")
def open_app(
    link: Annotated[str, typer.Argument(help="What to open: playhead://title/ID.", show_default=False)] = "",
    catalogue: Annotated[
        str,
        typer.Option("--catalogue", metavar="URL", help="GraphQL endpoint; the embedded demo if not given."),
    ] = "",
) -> None:
    """Open the TV app."""
    from playhead_app.commands.windows import open_app_window

    raise typer.Exit(open_app_window(catalogue or None, Console(stderr=True), link))


@app.command()
def demo(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 0,
    network: Annotated[
        str, typer.Option("--network", help="How fast, in kbit/s: '8000 for 20 s, then 900 for 15 s'.")
    ] = "unlimited",
    latency_ms: Annotated[
        int, typer.Option("--latency", min=0, max=60_000, help="Milliseconds before each first byte.")
    ] = 0,
    extra_titles: Annotated[
        int,
        typer.Option("--extra-titles", min=0, max=100_000, help="Titles to make up, for a large service."),
    ] = 0,
    release_every_s: Annotated[
        float,
        typer.Option("--release-every", min=0, metavar="S", help="Seconds between new episodes; 0 for none."),
    ] = 0,
) -> None:
    """Serve the demo catalogue and its films until Ctrl-C."""
    from playhead_app.commands.demo import serve_demo
    from playhead_app.demo import NetworkShape, parse_schedule

    try:
        shape = NetworkShape(parse_schedule(network), latency_ms)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--network") from error
    raise typer.Exit(
        serve_demo(port, shape, Console(), extra_titles=extra_titles, release_every_s=release_every_s)
    )


@app.command(name="demo-tour")
def demo_tour(
    out: Annotated[Path, typer.Option("--out", help="Folder for pictures and reports.")] = Path(
        "playhead-demo"
    ),
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, callback=_finite, help="How long to play.")
    ] = 20.0,
    is_whole: Annotated[
        bool, typer.Option("--whole", help="Visit every page, and two episodes of a series.")
    ] = False,
    size: Annotated[str, typer.Option("--size", help="Of the window: 1280x720, 3840x2160.")] = "1920x1080",
    pace: Annotated[
        float, typer.Option("--pace", min=0.1, max=10, help="How long to rest between keys; 1 is a person's.")
    ] = 1.0,
    language: Annotated[
        str,
        typer.Option(
            "--language", callback=_language, help="With --whole: en, de, es, ja or ar; else the system's."
        ),
    ] = "",
) -> None:
    """Let the app browse and play by itself, and keep pictures of it and one sheet of them all."""
    from playhead_app.commands.request import TourRequest
    from playhead_app.commands.windows import run_tour

    width, height = _size(size)
    wanted = TourRequest(out, seconds, is_whole, (width, height), language, pace)
    raise typer.Exit(run_tour(wanted, Console(stderr=True)))


def main() -> None:
    """Run the command line; never shows a traceback unless `--verbose` asked for the log."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that knows no ✗ gets a question mark instead of an exception.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except PlayerError as error:
        show_problem(Console(stderr=True), error.problem)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        show_problem(Console(stderr=True), make_problem(ErrorCode.STORAGE_UNAVAILABLE, str(error)))
    except Exception as error:
        logging.getLogger(__name__).exception("internal error")
        show_problem(Console(stderr=True), internal_problem(error), hint="Run it again with -v for the log.")
    sys.exit(1)


if __name__ == "__main__":
    main()
