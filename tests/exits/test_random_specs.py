"""What holds of every fix, in documents that are put together at random from the forms of criteria."""

from __future__ import annotations

from collections import Counter

import pytest
from forms import FORMS, STORY
from hypothesis import given, settings
from hypothesis import strategies as st
from test_every_fix import ANSWER, STYLES, UNUSED, asking, every_fix, gaps, opened, underlined, understood

from whylint.exits import ask_all
from whylint.text.edits import apply_edits

# A fence that nobody closes takes up all that follows, and a form in another language turns the document's.
APART = [text for name, text in FORMS.items() if "nobody closed" not in name and not name.startswith("In ")]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Draw some forms, each below a heading of its own, in one of the styles that files are written in."""
    parts = draw(st.lists(st.sampled_from(APART), min_size=1, max_size=4))
    text = STORY + "\n".join(f"# Part {number}\n\n{part}" for number, part in enumerate(parts, 1))
    return draw(st.sampled_from(list(STYLES.values())))(text)


@pytest.mark.fuzz
@settings(max_examples=150, deadline=None)
@given(documents())
def test_a_question_takes_the_place_of_its_finding(text: str) -> None:
    analysis = understood(text)
    asked_for = [(finding, fix) for finding, fix in every_fix(analysis) if asking(fix)]
    for finding, fix in asked_for[:12]:
        fixed = apply_edits(text, fix.edits)
        asked = understood(fixed)
        rest = gaps(analysis) - Counter([(finding.rule, underlined(analysis, finding))])
        assert gaps(asked) <= rest, fixed
        assert opened(asked) == opened(analysis) + Counter([finding.rule]), fixed
        answered = understood(fixed.replace("(…)", ANSWER))
        assert gaps(answered) - UNUSED <= rest, fixed


@pytest.mark.fuzz
@settings(max_examples=150, deadline=None)
@given(documents())
def test_all_are_asked_at_once(text: str) -> None:
    analysis = understood(text)
    fix = ask_all(analysis, analysis.findings)
    if fix is not None:
        asked = understood(apply_edits(text, fix.edits))
        assert ask_all(asked, asked.findings) is None, apply_edits(text, fix.edits)
