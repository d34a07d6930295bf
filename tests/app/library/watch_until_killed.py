"""Watch a film for ever at a thousand times its speed, and say each resume point once it is safe."""

import asyncio
import sys
from pathlib import Path

from playhead_app.library import Library


async def main() -> None:
    library = Library(Path(sys.argv[1]))
    seen = await library.viewings.resume("p", "film")
    position_s = seen.position_s if seen else 0.0
    while True:
        position_s += 5.0  # as the app does: each five seconds
        await library.viewings.record("p", "film", position_s, 1e9)
        if int(position_s) % 50 == 0:
            await library.lists.put("p", f"title {position_s:.0f}", is_listed=True)
        sys.stdout.write(f"{position_s}\n")
        sys.stdout.flush()


asyncio.run(main())
