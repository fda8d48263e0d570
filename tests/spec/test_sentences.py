"""Sentences of our own, each labelled with whether it promises something whose failure somebody would notice.

A line of ``sentences/LANGUAGE-TOPIC.txt`` begins with ``+`` where it does and with ``-`` where it does not. The reader
is not expected to know all of them; it must not get worse at them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from whylint.engine import analyse
from whylint.text.lines import split_lines

SENTENCES = Path(__file__).with_name("sentences")
# The least precision and recall that the reader has to reach, by language.
LEAST = {
    "en": (0.81, 0.81),
    "de": (0.85, 0.95),
    "fr": (0.9, 0.95),
    "es": (0.9, 0.95),
    "it": (0.9, 0.9),
    "pt": (0.9, 0.95),
    "ru": (0.9, 0.95),
}


class Sentence(NamedTuple):
    """A criterion, and whether it promises something that can fail."""

    text: str
    promises: bool


def sentences(language: str) -> list[Sentence]:
    """Return the labelled sentences of a language."""
    lines = [
        line
        for file in sorted(SENTENCES.glob(f"{language}-*.txt"))
        for line in file.read_text("utf-8").splitlines()
    ]
    return [Sentence(line[2:], line[0] == "+") for line in lines if line[:2] in ("+ ", "- ")]


def found_in(language: str) -> list[tuple[Sentence, bool]]:
    """Return each sentence with what the reader says of it."""
    known = sentences(language)
    spec = analyse(
        split_lines("## Acceptance criteria\n\n" + "\n".join(f"- {each.text}" for each in known))
    ).spec
    promised = {criterion.line - 2: criterion.promise is not None for criterion in spec.groups[0].criteria}
    return [(each, promised[at]) for at, each in enumerate(known)]


@pytest.mark.parametrize("language", LEAST)
def test_the_reader_knows_what_can_fail(language: str) -> None:
    found = found_in(language)
    right = sum(said and each.promises for each, said in found)
    precision = right / sum(said for _, said in found)
    recall = right / sum(each.promises for each, _ in found)
    wrong = "; ".join(each.text for each, said in found if said != each.promises)
    assert precision >= LEAST[language][0], f"precision {precision:.2f}; wrong: {wrong}"
    assert recall >= LEAST[language][1], f"recall {recall:.2f}; wrong: {wrong}"


def test_no_sentence_stands_twice() -> None:
    for language in LEAST:
        texts = [each.text for each in sentences(language)]
        assert sorted(texts) == sorted(set(texts))
