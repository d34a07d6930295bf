"""`python -m playhead_app.i18n`: the translators' tool."""

import argparse
import sys

from playhead_app.i18n.languages import LANGUAGES
from playhead_app.i18n.texts import compile_texts, complaints, update_texts


def main() -> int:
    """Run one of the tool's commands; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m playhead_app.i18n", description=__doc__)
    parser.add_argument("command", choices=("update", "check", "compile"))
    command = parser.parse_args().command
    if command == "update":
        update_texts()
    elif command == "compile":
        compile_texts()
    missing = [each for language in LANGUAGES for each in complaints(language)]
    if command == "check":
        sys.stdout.writelines(f"{each}\n" for each in missing)
    elif command == "update":
        sys.stdout.write(f"{len(missing)} texts wait for a translation\n")
    return 1 if missing and command == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
