"""Headings that are offered are understood as what they are offered for."""

from __future__ import annotations

import pytest

from whylint.lexicon import LANGUAGES, lexicon
from whylint.markdown.document import parse
from whylint.spec.headings import missing_headings
from whylint.spec.reading import roles_of
from whylint.text.lines import split_lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_heading_gives_the_role_that_it_is_offered_for(language: str) -> None:
    for role, words in lexicon(language).headings.items():
        assert role in roles_of(words, language), words


def test_what_is_there_is_not_offered_again() -> None:
    markdown = parse(split_lines("# Receipts\n\n## Open questions\n\n## The problem\n\n## Pro\n"))
    roles = [heading.role for heading in missing_headings(markdown, "en", besides=6)]
    assert "questions" not in roles
    assert "problem" not in roles
    assert roles[0] == "why_now"


@pytest.mark.parametrize(
    ("text", "words"),
    [("# a\n\n## Out of Scope\n", "Success Metrics"), ("# a\n\n## Out of scope\n", "Success metrics")],
)
def test_they_are_written_as_the_document_writes_its_own(text: str, words: str) -> None:
    offered = missing_headings(parse(split_lines(text)), "en", besides=99)
    assert words in [heading.words for heading in offered]
