"""What the documents say is true: their commands run, their files exist, their code works."""

import ast
import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from house.command_line import make_parser
from playhead_app.cli import app

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", ".github/CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "packaging").rglob("*.md")),
    ROOT / "abr" / "README.md",
]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`((?:player|abr|drm|app|tests|docs|packaging|assets|\.github|\.ci)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def blocks(language: str) -> Iterator[tuple[Path, str]]:
    for document in DOCUMENTS:
        for match in FENCE.finditer(document.read_text(encoding="utf-8")):
            if match[1] == language:
                yield document, match[2]


def commands(start: str) -> list[list[str]]:
    lines = [line for _, text in blocks("") for line in text.splitlines() if line.startswith(f"{start} ")]
    return [shlex.split(line, comments=True)[len(start.split()) :] for line in lines]


@pytest.mark.parametrize("words", commands("playhead"), ids=" ".join)
def test_every_playhead_command_exists_with_its_options(words: list[str]) -> None:
    command: Any = typer.main.get_command(app)
    for word in words:
        if not hasattr(command, "commands"):
            break
        command = command.commands[word]
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("words", commands("python3 run.py"), ids=" ".join)
def test_every_command_of_run_py_exists(words: list[str]) -> None:
    own = [
        word
        for word in words
        if word in {"setup", "test", "check", "playhead", "bench", "fuzz", "resilience", "tidy", "lock"}
    ]
    make_parser().parse_args(own[:1])
    assert own or not words or words[0].startswith("-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_and_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    missing += [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("text", [text for _, text in blocks("python")])
def test_every_import_of_a_code_sample_works(text: str) -> None:
    compile(text, "sample", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module:
            module = importlib.import_module(node.module)
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


def test_the_virtual_session_of_the_qa_guide_runs() -> None:
    (text,) = [text for document, text in blocks("python") if document.name == "qa.md"]
    names: dict[str, Any] = {}
    exec(compile(text, "qa.md", "exec"), names)
    assert names["report"]["ended"] is True
