"""House rules that no linter knows: file sizes, names without meaning, and words that must not travel.

Each guard is a function from files to complaints, one line each, in the form `path:line: what`.
"""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["project_files", "shape_complaints", "word_complaints"]

MAX_LINES = 500
_CODE = frozenset({".py", ".qml", ".js"})
_NAMES_WITHOUT_MEANING = re.compile(r"(\w+_)?(utils?|helpers?|common|misc|managers?)")

# Spelled with classes so that this file does not complain about itself.
_FORBIDDEN_WORDS = (
    ("a path of one machine", re.compile(r"(?<![\w.:/-])/(home|Users|root|work)/\w|[A-Z]:\\Users\\\w")),
    (
        "a package registry's host",
        re.compile(
            r"\b(pypi|pythonhosted|npmjs|anaconda|rubygems)[.](org|com)\b|\bcrates[.]io\b", re.IGNORECASE
        ),
    ),
)
_LOCK_FILES = frozenset({"uv.lock"})
_SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules", "dist", "build", "playhead-demo"})


def project_files(root: Path) -> list[Path]:
    """Return the project's own files: what git tracks, or what lies there if this is no checkout."""
    try:
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return sorted(_files_below(root))
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def shape_complaints(files: Iterable[Path], root: Path) -> list[str]:
    """Return what is wrong with the size or the name of code files."""
    complaints: list[str] = []
    for path in files:
        if path.suffix not in _CODE:
            continue
        name = path.relative_to(root)
        lines = path.read_bytes().count(b"\n")
        if lines > MAX_LINES:
            complaints.append(f"{name}:{lines}: longer than {MAX_LINES} lines: split it by idea")
        if _NAMES_WITHOUT_MEANING.fullmatch(path.stem):
            complaints.append(f"{name}:1: the name says nothing; name what is in it")
    return complaints


def word_complaints(files: Iterable[Path], root: Path) -> list[str]:
    """Return where a file names one machine's paths or a package registry."""
    complaints: list[str] = []
    for path in files:
        if path.name in _LOCK_FILES:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture, a font, a film
        for number, line in enumerate(text.splitlines(), 1):
            complaints += [
                f"{path.relative_to(root)}:{number}: names {what}"
                for what, pattern in _FORBIDDEN_WORDS
                if pattern.search(line)
            ]
    return complaints


def _files_below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            is_ours = path.name in {".ci", ".github"} or not path.name.startswith(".")
            if is_ours and path.name not in _SKIPPED_FOLDERS:
                yield from _files_below(path)
        else:
            yield path
