from __future__ import annotations

import os
from random import Random

import pytest
from random_specs import random_edit, random_spec

from whylint import engine
from whylint.engine import Analysis, advance, analyse, reanalyse
from whylint.spec import reader
from whylint.spec.chapters import chapters_of
from whylint.text.edits import Change, Edit, splice
from whylint.text.lines import split_lines
from whylint.text.position import Position, Span

# How many edits a long run makes.
MANY = int(os.environ.get("WHYLINT_EDITS", "20000"))


def facts(analysis: Analysis) -> object:
    return analysis.spec, analysis.findings


def edit_and_compare(seed: int, edits: int) -> None:
    """Make random edits in a random spec, and hold what is read after each against what is read anew."""
    random = Random(seed)
    lines = split_lines(random_spec(random, random.choice([3, 10, 30, 100])))
    before = lines[:]
    analysis = analyse(lines)
    for number in range(edits):
        if random.random() < 0.05:
            # Undone as a whole
            changes = [Change(0, len(lines), len(before))]
            lines[:], before = before, lines[:]
        else:
            before = lines[:]
            cursors = random.choice([1, 1, 1, 1, 2, 3])
            changes = [splice(lines, random_edit(random, lines)) for _ in range(cursors)]
        analysis = reanalyse(analysis, lines, changes)
        if random.random() < 0.8:  # now and then nobody asks between two edits
            assert facts(analysis) == facts(analyse(lines)), (seed, number, "".join(lines))


@pytest.mark.parametrize("seed", range(60))
def test_what_is_read_after_an_edit_is_what_is_read_anew(seed: int) -> None:
    edit_and_compare(seed, 25)


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(1000, 1000 + MANY // 50))
def test_what_is_read_after_many_edits_is_what_is_read_anew(seed: int) -> None:
    edit_and_compare(seed, 50)


def test_a_question_in_a_document_does_not_have_all_of_it_read_again() -> None:
    story = "## Story {0}\n\n### Acceptance criteria\n\n- The clerk uploads file {0}\n- The guest pays\n\n"
    text = "# Receipts\n\n" + "".join(map(story.format, range(40)))
    asked = "  > **Open question** What then? (…) <!-- whylint-question: missing-error-state -->\n"
    lines = split_lines(text.replace("file 7\n", f"file 7\n{asked}"))
    analysis = analyse(lines)
    assert analysis.reading.new_lines == len(lines)
    changes = [splice(lines, Edit(Span(Position(5, 3), Position(5, 3)), "x"))]
    analysis = reanalyse(analysis, lines, changes)
    assert analysis.facts.questions
    assert analysis.reading.new_lines < len(lines) / 20
    assert facts(analysis) == facts(analyse(lines))


@pytest.mark.parametrize("seed", range(300))
def test_chapters_say_together_what_the_document_says(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in chapters a document says the same as read as one."""
    lines = split_lines(random_spec(Random(seed), 30))
    in_chapters = facts(analyse(lines))

    monkeypatch.setattr(
        reader,
        "chapters_of",
        lambda division, language, *_, **__: chapters_of(division, language, whole=True),
    )
    assert facts(analyse(lines)) == in_chapters


@pytest.mark.parametrize("seed", range(20))
def test_what_is_read_piece_by_piece_is_exact_all_along(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is edited while it is read in pieces: each time as many of its first lines as are read are exact."""
    random = Random(seed)
    monkeypatch.setattr(engine, "PIECE", random.choice([1, 2, 5, 20]))
    monkeypatch.setattr(engine, "MUCH", random.choice([3, 10, 40]))
    lines = split_lines(random_spec(random, random.choice([5, 20, 60])))
    analysis: Analysis | None = None
    changes: list[Change] = []
    for _ in range(8):
        for _ in range(random.choice([0, 1, 2, 9])):
            analysis = advance(analysis, lines, changes)
            changes = []
            assert facts(analysis) == facts(analyse(lines[: len(analysis.lines)]))
        changes += [splice(lines, random_edit(random, lines)) for _ in range(random.choice([1, 1, 2]))]
    while analysis is None or changes or len(analysis.lines) < len(lines):
        analysis = advance(analysis, lines, changes)
        changes = []
    assert facts(analysis) == facts(analyse(lines))
