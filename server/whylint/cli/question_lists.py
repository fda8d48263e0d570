"""Lists of what is open: for a terminal, for a planning meeting, for a table, and for programs."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from whylint import __version__
from whylint.cli.as_json import print_json
from whylint.cli.counted import counted
from whylint.cli.excerpt import visible
from whylint.readiness.open_questions import GAP, Open, by_story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.cli.terminal import Terminal

COLUMNS = ("document", "title", "story", "line", "kind", "rule", "question", "about")
# What a program for tables would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that was read, with what is open in it, story by story."""

    path: str
    title: str
    open: tuple[Open, ...]


def as_text(documents: Sequence[OpenDocument], terminal: Terminal) -> None:
    """Write the list for a person at a terminal."""
    for document in documents:
        if not document.open:
            continue
        terminal.line(f"{terminal.styled(document.path, 'bold')}  {visible(document.title)}".rstrip())
        for story, questions in by_story(list(document.open)):
            if story:
                terminal.line(f"  {terminal.styled(visible(story), 'bold cyan')}")
            for each in questions:
                mark = "+" if each.kind == GAP else "?"
                rule = terminal.styled(f"  [{each.rule}]", "dim") if each.rule else ""
                terminal.line(
                    f"  {each.line + 1:5} {terminal.styled(mark, 'bold yellow')} {visible(each.text)}{rule}"
                )
                if _names_its_criterion(each):
                    terminal.line(terminal.styled(f"          “{visible(each.about)}”", "dim"))
        terminal.line()
    terminal.line(terminal.styled(_summary(documents, mark=" (+)"), "bold"))


def as_markdown(documents: Sequence[OpenDocument]) -> None:
    """Write the list as a document to go through in a planning meeting, with a box for each question."""
    print(f"# Open questions\n\n{_summary(documents)}.")
    for document in documents:
        if document.open:
            print(f"\n## {_escaped(document.title or document.path)}\n\n`{document.path}`")
        for story, questions in by_story(list(document.open)):
            print(f"\n### {_escaped(story)}\n" if story else "")
            for each in questions:
                about = f"{_escaped(f'“{each.about}”')}; " if _names_its_criterion(each) else ""
                asked = "; not asked in the document yet" if each.kind == GAP else ""
                print(f"- [ ] {_escaped(each.text)} ({about}line {each.line + 1}{asked})")


def as_csv(documents: Sequence[OpenDocument], output: TextIO) -> None:
    """Write the list as rows with a head, lines from 1; a cell that would be a formula begins with an apostrophe."""
    rows = csv.writer(output)
    rows.writerow(COLUMNS)
    for document in documents:
        for each in document.open:
            cells = (
                document.path,
                document.title,
                each.story,
                str(each.line + 1),
                each.kind,
                each.rule or "",
            )
            rows.writerow(map(_cell, (*cells, each.text, each.about)))


def as_json(documents: Sequence[OpenDocument]) -> None:
    """Write the list as data, lines from 1, with every document that was read."""
    print_json(
        {
            "version": __version__,
            "documents": [
                {
                    "path": document.path,
                    "title": document.title,
                    "questions": [
                        {
                            "line": each.line + 1,
                            "story": each.story,
                            "kind": each.kind,
                            "rule": each.rule,
                            "question": each.text,
                            "about": each.about,
                        }
                        for each in document.open
                    ],
                }
                for document in documents
            ],
        }
    )


def _summary(documents: Sequence[OpenDocument], mark: str = "") -> str:
    open_ones = [each for document in documents for each in document.open]
    gaps = sum(each.kind == GAP for each in open_ones)
    parts = [f"{counted(len(open_ones) - gaps, 'open question')}"]
    if gaps:
        parts.append(f"{gaps} not asked yet{mark}")
    with_some = sum(1 for document in documents if document.open)
    return f"{', '.join(parts)}, in {with_some} of {counted(len(documents), 'document')}"


def _names_its_criterion(each: Open) -> bool:
    """Tell whether it helps to say what a question is about: a gap says it, and a criterion may be the question."""
    return each.kind != GAP and each.about not in ("", each.text)


def _escaped(text: str) -> str:
    """Return words as Markdown that shows them as they are."""
    return MARKUP.sub(r"\\\1", text)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
