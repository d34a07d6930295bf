"""Make one film: draw, encode, package, publish."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from playhead_app.demo.cache import publish_folder
from playhead_app.demo.studio.encoding import RungEncoder, encode_sound
from playhead_app.demo.studio.ladder import FRAME_RATE, GOP_FRAMES, LADDER
from playhead_app.demo.studio.packaging import package_film
from playhead_app.demo.studio.printing import Printer
from playhead_app.demo.studio.progress import Progress, Stage, film_folder
from playhead_app.demo.studio.reel import Film, Projector
from playhead_app.demo.studio.thumbnails import Thumbnails

__all__ = ["produce"]

# The peak rates of all rungs and two mixes, with room for the whole file and its cut copy side by side.
_BYTES_PER_SECOND = sum(rung.peak_bps for rung in LADDER) // 8 * 2


def produce(film: Film, root: Path, report: Callable[[Progress], None]) -> Path:
    """Make a film and publish it; takes about as long as the film plays.

    Args:
        film: What to make.
        root: The demo's cache folder.
        report: Called about once a second with the progress.

    Returns:
        The published folder.

    Raises:
        StorageError: The disk is full or can't be written.
    """
    target = film_folder(root, film.id)
    report(Progress(film.id, 0.0, Stage.SHOOTING))
    with publish_folder(target, needed_bytes=round(film.length_s * _BYTES_PER_SECOND)) as making:
        raw = making / "raw"
        raw.mkdir()
        sound = _SoundRecording(film, raw)
        sound.start()
        thumbnails = Thumbnails()
        _shoot(film, raw, thumbnails, report)
        sound.finish()
        report(Progress(film.id, 0.97, Stage.PACKAGING))
        facts = package_film(film, raw, thumbnails.write(making / "thumbnails"), making)
        (making / "film.json").write_text(json.dumps(facts, indent=2), encoding="utf-8")
    report(Progress(film.id, 1.0, Stage.READY))
    return target


def _shoot(film: Film, raw: Path, thumbnails: Thumbnails, report: Callable[[Progress], None]) -> None:
    cores = os.cpu_count() or 2
    encoders = [
        RungEncoder(
            rung,
            raw / f"{rung.name}.mp4",
            film,
            # More threads than cores only cost; the small rungs finish early on one.
            threads=max(1, min(4, cores // 2)) if rung.height >= 720 else 1,
        )
        for rung in LADDER
    ]
    for encoder in encoders:
        encoder.start()
    projector, printer = Projector(film), Printer(film.number)
    for number in range(film.frame_count):
        picture, zoom = projector.draw(number)
        for encoder, frame in zip(encoders, printer.print(picture, number, zoom), strict=True):
            encoder.put(frame)
        if number % GOP_FRAMES == 0:
            thumbnails.add(picture)
        if number % FRAME_RATE == 0:
            report(Progress(film.id, 0.97 * number / film.frame_count, Stage.SHOOTING))
    for encoder in encoders:
        encoder.finish()


class _SoundRecording(Thread):
    """Composes and encodes all mixes while the picture is being shot."""

    def __init__(self, film: Film, raw: Path) -> None:
        super().__init__(name="sound", daemon=True)
        self._film, self._raw = film, raw
        self._failure: Exception | None = None

    def run(self) -> None:
        try:
            for mix in self._film.mixes:
                encode_sound(
                    mix.compose(self._film.length_s), self._raw / f"{mix.language}.mp4", mix.language
                )
        except Exception as failure:  # noqa: BLE001 - kept, and raised by `finish`
            self._failure = failure

    def finish(self) -> None:
        self.join()
        if self._failure is not None:
            raise self._failure
