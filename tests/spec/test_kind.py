"""What sort of document it is, and its status, from front matter and from the text."""

from __future__ import annotations

import pytest

from whylint.engine import analyse
from whylint.spec.front_matter import fields
from whylint.text.lines import split_lines

CRITERIA = "\n## Acceptance criteria\n\n- The member uploads a photo\n- The photo is in the album\n"


GUIDE = "# Tutorial\n\n" + "You open your album, and then you choose your photo.\n\n" * 40


@pytest.mark.parametrize(
    ("head", "is_spec"), [("# Albums\n", True), ("# Changelog\n", False), (GUIDE, False)]
)
def test_a_guide_about_criteria_is_no_spec(head: str, is_spec: bool) -> None:
    assert analyse(split_lines(head + CRITERIA)).spec.is_spec is is_spec


@pytest.mark.parametrize(
    ("head", "settled"),
    [
        ("---\nstatus: Done\n---\n", True),
        ('+++\nstatus = "archived"\n+++\n', True),
        ("---\nstatus: in progress\n---\n", False),
        ("---\nstatus: [half typed\n---\n", False),
        ("", False),
    ],
)
def test_front_matter_tells_whether_the_work_is_done(head: str, settled: bool) -> None:
    analysis = analyse(split_lines(f"{head}# Albums\n{CRITERIA}"))
    assert analysis.spec.settled is settled
    assert all(finding.folded for finding in analysis.findings) is settled


@pytest.mark.parametrize(
    "text", ["", "a: [", "a: b: c", "\t- :", "!!python/object:x {}", "status: done\nx: ["]
)
def test_broken_front_matter_never_raises(text: str) -> None:
    assert fields(text).get("status", "done") == "done"
    assert isinstance(fields(text, toml=True), dict)
