"""What is wrong with a file, and where: every reader of this room raises this and nothing else."""

from pathlib import Path

from playhead_abr.lab.errors import LabError

__all__ = ["FormatError"]


class FormatError(LabError):
    """A trace, movie or suite can't be read. Nothing is guessed: the file has to be mended.

    Attributes:
        path: The file.
        line: Counted from 1; None if the fault is not on one line.
        reason: What is wrong there.
    """

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        place = f"{path}" if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
