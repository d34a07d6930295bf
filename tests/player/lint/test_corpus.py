"""Over all manifests of other players' test suites: linting never raises, and is quick."""

from pathlib import Path

import pytest

from playhead.lint import read_for_lint

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "manifests"
_MOST_BYTES = 1_000_000


@pytest.mark.corpus
@pytest.mark.parametrize("folder", ["hls", "dash", "presentations"])
def test_no_manifest_makes_the_linter_raise(folder: str) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the shared corpus is absent")
    files = [file for file in sorted((CORPUS / folder).rglob("*")) if file.is_file()]
    for file in files:
        body = file.read_bytes()
        if len(body) <= _MOST_BYTES:
            findings = read_for_lint(body, file.as_uri()).findings()
            assert all(finding.message for finding in findings), file
    assert len(files) > 100
