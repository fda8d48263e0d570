"""What is said to be covered elsewhere: whether that is still there."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whylint.spec.asked import NAMED, TITLE
from whylint.spec.forms import split_id
from whylint.spec.links import BARE, heading
from whylint.spec.model import QuestionKind, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whylint.markdown.document import Markdown
    from whylint.spec.criteria import DraftGroup
    from whylint.spec.model import OpenQuestion
    from whylint.spec.outline import Section

TARGET = re.compile(r"\]\(([^)\s]+)\)")
NAME = re.compile(r"(?<![\w.-])(?:#\d+|[A-Za-z]{1,8}[-_]?\d+(?:[.\-_]\d+)*)(?![\w-])")
SHORTEST_TITLE = 4  # letters by which a heading can be known


def checked_references(
    questions: Iterable[OpenQuestion], root: Section, groups: Iterable[DraftGroup], markdown: Markdown
) -> Iterator[OpenQuestion]:
    """Yield the questions, those with a reference that leads nowhere with the reason for it."""
    ids: set[str] | None = None
    titles: set[str] = set()
    for question in questions:
        if question.kind is not QuestionKind.COVERED_BY or not question.answered:
            yield question
            continue
        if ids is None:
            titles = {letters(section.title) for section in root.walk() if section.opened_by is not None}
            heads = (s.opened_by.unit.text for s in root.walk() if s.opened_by is not None)
            found = [split_id(text)[0] for text in heads]
            found += (draft.id for group in groups for draft in group.drafts)
            ids = {letters(name) for name in found if name}
        yield replace(question, stale=_stale(_reference(question), ids, titles, markdown))


def _reference(question: OpenQuestion) -> str:
    """Return what an exit refers to, without its title and the words that it is about."""
    return TITLE.sub("", NAMED.sub("", question.passage.text, count=1), count=1).strip(" :：")


def _stale(reference: str, ids: set[str], titles: set[str], markdown: Markdown) -> str:
    """Return why a reference leads nowhere, "" where it leads somewhere."""
    targets = TARGET.findall(reference)
    for target in targets:
        if target.startswith("#") and heading(markdown, target[1:]) is None:
            return f"“{target}” leads to no heading here"
    plain = BARE.sub(" ", TARGET.sub("]", reference))
    named = [name[0] for name in NAME.finditer(plain)]
    words = letters(plain)
    titled = any(len(title) >= SHORTEST_TITLE and title in words for title in titles)
    led = bool(targets) or BARE.search(reference) is not None or titled
    missing = [name for name in named if letters(name) not in ids]
    if missing and not led:
        return f"There is no “{missing[0]}” here"
    return "" if led or named else f"Nothing here is called “{reference}”"
