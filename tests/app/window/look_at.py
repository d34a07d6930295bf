"""Play a title in a real window and print as JSON whether the picture on the screen moved."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from playhead_app.app_window import AppWindow, application
from playhead_app.catalogue.none import NoCatalogue
from playhead_app.composition import Composition
from playhead_app.reporter import Reporter
from playhead_app.tour.visitor import Visitor, check_pictures
from playhead_app.viewmodels.now_playing import NowPlaying


def main() -> None:
    application()
    reporter = Reporter()
    composition = Composition(NoCatalogue(), reporter=reporter)
    window = AppWindow(composition, is_player_alone=True)
    window.show(width=960, height=540)
    visitor = Visitor(window, Path(sys.argv[2]))
    composition.model.playback.start(NowPlaying(sys.argv[1], "Clip"))
    visitor.until(lambda: composition.surface.frames_shown > 0, "the first picture", timeout_s=30)
    pictures = []
    for _ in range(4):
        visitor.rest(0.7)
        pictures.append(visitor.look())
    composition.model.playback.toggle()
    visitor.until(lambda: composition.model.playback.is_paused, "the pause")
    visitor.rest(0.5)
    paused = [visitor.look()]
    visitor.rest(0.7)
    paused.append(visitor.look())
    seen = {
        "playing": asdict(check_pictures(pictures)) | {"is_moving": check_pictures(pictures).is_moving},
        "paused": asdict(check_pictures(paused)),
        "frames": composition.surface.frames_shown,
        "errors": reporter.count,
    }
    window.close()
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main()
