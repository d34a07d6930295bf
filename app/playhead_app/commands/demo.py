"""The demo service in the foreground: a small streaming service on this machine, to try players on."""

import threading
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from playhead_app.demo import DemoService, NetworkShape, Progress, Stage
from playhead_app.demo.cache import demo_cache_dir
from playhead_app.demo.studio.progress import read_film_facts

__all__ = ["serve_demo"]


def serve_demo(
    port: int,
    shape: NetworkShape,
    out: Console,
    until: Callable[[], object] | None = None,
    *,
    extra_titles: int = 0,
    release_every_s: float = 0.0,
) -> int:
    """Serve until Ctrl-C, telling the addresses first and then each film that becomes ready.

    Args:
        port: On the loopback address; 0 picks a free one.
        shape: How fast media is delivered.
        out: Where addresses go.
        until: Returns when it is time to stop; waits for Ctrl-C if not given.
        extra_titles: How many titles to make up beside the demo's own; 0 asks the environment.
        release_every_s: Seconds between new episodes; 0 asks the environment.

    Returns:
        0.

    Raises:
        StorageError: If the films' folder can't be written.
        OSError: If the port is taken.
    """
    service = DemoService(
        port=port, shape=shape, extra_titles=extra_titles or None, release_every_s=release_every_s or None
    )
    service.start()
    try:
        _tell(out, "catalogue", service.graphql_url)
        forget = service.on_progress(lambda progress: _tell_film(out, service, progress))
        for progress in service.studio:
            _tell_film(out, service, progress)
        _tell(out, "", "Ctrl-C ends it.")
        (until or threading.Event().wait)()
        forget()
    except KeyboardInterrupt:
        out.print()
    finally:
        service.stop()
    return 0


def _tell_film(out: Console, service: DemoService, progress: Progress) -> None:
    film = progress.film
    if progress.stage is Stage.READY:
        facts = read_film_facts(demo_cache_dir(), film)
        for number, name in enumerate(facts.manifests.values() if facts else ()):
            _tell(out, "" if number else film, f"{service.origin_url}/{film}/{name}")
    elif progress.stage is Stage.FAILED:
        _tell(out, film, "could not be made")


def _tell(out: Console, name: str, what: str) -> None:
    out.print(Text(f"{name:24}{what}"), soft_wrap=True)
