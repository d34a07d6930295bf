#!/usr/bin/env python3
"""Set Playhead up, start it, test it: the one command to remember, before anything is installed.

Only the standard library is at hand here. This file does nothing but refuse an old Python in words that a
person understands (so it keeps to syntax that an old Python can read); `packaging/house` does the work.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit("Playhead needs Python 3.11 or newer, and this is " + found + ". Try: python3.11 run.py")

sys.path.insert(0, str(Path(__file__).resolve().parent / "packaging"))

from house.command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
