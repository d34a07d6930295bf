"""`playhead download`: its options in, one of its three commands called, the exit code out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from playhead_app.commands.source import as_url

__all__ = ["download"]

_MB = 1_000_000
_DAY_S = 86_400.0


def download(
    source: Annotated[
        str,
        typer.Argument(
            metavar="[URL]", help="Address of an HLS or DASH manifest, or a file.", show_default=False
        ),
    ] = "",
    max_height: Annotated[
        int | None,
        typer.Option("--max-height", min=1, help="Tallest picture; the best there is if not given."),
    ] = None,
    audio_languages: Annotated[
        list[str] | None,
        typer.Option("--audio-language", "--audio", help="Sound to keep, e.g. pt-BR; again for another one."),
    ] = None,
    subtitle_languages: Annotated[
        list[str] | None,
        typer.Option("--subtitles", help="Subtitles to keep; again for another language. All if not given."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
    days: Annotated[
        float | None, typer.Option("--days", min=0, help="How long it may be watched; for ever if not given.")
    ] = None,
    max_megabytes: Annotated[
        float | None, typer.Option("--max-total", metavar="MB", min=0, help="What all downloads may take.")
    ] = None,
    licence_url: Annotated[
        str | None, typer.Option("--license-url", metavar="URL", help="Clear Key licence server.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", help="Where downloads are kept; the app's own place if not given."),
    ] = None,
    is_listing: Annotated[bool, typer.Option("--list", help="Say what is kept, and how to play it.")] = False,
    remove: Annotated[
        str, typer.Option("--remove", metavar="ID", help="Delete a download: by its id, name or address.")
    ] = "",
) -> None:
    """Keep a title on this device, to play it without a network.

    What has arrived stays when it is interrupted; the same command goes on there.

        playhead download https://example.com/film.mpd --max-height 720
        playhead download --list
        playhead download --remove 1a2b3c4d
    """
    from playhead.licence import LicenceSource
    from playhead.offline import DownloadWish
    from playhead_app.commands.download import (
        DownloadOrder,
        download_title,
        list_downloads,
        remove_download,
    )
    from playhead_app.downloads.place import downloads_folder

    place, out, err = folder or downloads_folder(), Console(), Console(stderr=True)
    if is_listing:
        raise typer.Exit(list_downloads(place, out, err))
    if remove:
        raise typer.Exit(remove_download(place, remove, out, err))
    if not source:
        raise typer.BadParameter("which title? Give an address, or --list to see what is kept")
    order = DownloadOrder(
        _address(source),
        place,
        name,
        DownloadWish(
            max_height=max_height,
            audio_languages=tuple(audio_languages or ()),
            text_languages=tuple(subtitle_languages) if subtitle_languages else None,
        ),
        LicenceSource(licence_url),
        None if max_megabytes is None else int(max_megabytes * _MB),
        None if days is None else days * _DAY_S,
    )
    raise typer.Exit(download_title(order, out, err))


def _address(source: str) -> str:
    try:
        return as_url(source)
    except FileNotFoundError as error:
        raise typer.BadParameter(f"{source} is neither an address nor a file") from error
