"""What is open in a document: the questions that stand in it, and the gaps that nobody has asked about yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from whylint.markdown.document import walk
from whylint.questions.wording import asks, question, shortened
from whylint.spec.model import Element, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.engine import Analysis
    from whylint.rules.finding import Finding
    from whylint.spec.model import Group, OpenQuestion, Passage

GAP = "gap"
WRITTEN = "written"
# What the title of an inserted question looks like, and the items and quotes that questions are written as.
TITLE = re.compile(r"^\W*\*\*[^*]+\*\*\s*")
MARKUP = re.compile(r"^(?:[\s>]*(?:[-*+]|\d+[.)])?\s+)?(?:\[[ xX]\]\s+)?|\s*<!--.*?-->", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Open:
    """Something that somebody has to answer.

    line: zero-based; story: what it belongs to, "" where that is the document; kind: a kind of question as the spec
    model names it, ``written`` for one of a person, ``gap`` for a finding that nobody has asked about; rule: the one
    that asks it, None where a person does; question: what is asked, on one line; about: the words of the criterion
    that it is about, and words: those of them that raised it, each "" where there are none.
    """

    line: int
    story: str
    kind: str
    rule: str | None
    question: str
    about: str
    words: str = ""

    @property
    def text(self) -> str:
        """The question, with the words that raised it in front."""
        return f"“{self.words}”: {self.question}" if self.words else self.question


def open_in(analysis: Analysis, *, gaps: bool = False) -> list[Open]:
    """Return what is open in a document, what belongs to no story first; with ``gaps``, its findings too.

    A document that is done is asked nothing, and one that is no spec only what a rule has asked there.
    """
    spec, stories = analysis.spec, _Stories(analysis)
    if spec.settled:
        return []
    asked = [each for each in spec.questions if not each.answered and (spec.is_spec or each.rule is not None)]
    told = {line for each in spec.questions for line in range(each.passage.line, each.passage.end_line)}
    written = [each for each in spec.elements.get(Element.OPEN_QUESTIONS, ()) if each.line not in told]
    found = [*map(stories.asked, asked), *map(stories.written, written)]
    if gaps:
        found += (stories.gap(each) for each in analysis.findings if asks(each.rule))
    found.sort(key=lambda each: each.line)
    order: dict[str, int] = {"": 0}
    for each in found:
        order.setdefault(each.story, len(order))
    return sorted(found, key=lambda each: order[each.story])


def by_story(found: list[Open]) -> Iterator[tuple[str, list[Open]]]:
    """Yield each story with what is open in it."""
    for story, each in groupby(found, key=lambda each: each.story):
        yield story, list(each)


def story_of(group: Group | None) -> str:
    """Return what people call a group: the story, or else the label above it."""
    return (group.story or group.label) if group else ""


class _Stories:
    """Tells which story and which criterion of a document something belongs to."""

    def __init__(self, analysis: Analysis) -> None:
        self._spec = analysis.spec
        self._blocks = [
            (start + block.line, start + block.end_line) for start, block in walk(analysis.markdown)
        ]

    def asked(self, asked: OpenQuestion) -> Open:
        text = MARKUP.sub("", asked.passage.text).strip()
        if asked.kind is QuestionKind.ASKED:
            text = TITLE.sub("", text, count=1)
        text = text.replace("**", "")
        # What follows a question that a fix has written are the blanks of its answer.
        text = text.split("\n")[0] if asked.rule is not None else text
        story, about = self._place(asked.about[0] if asked.about else asked.passage.line)
        kind = str(asked.kind) if asked.rule is not None else WRITTEN
        return Open(asked.passage.line, story, kind, asked.rule, on_one_line(text), about)

    def written(self, passage: Passage) -> Open:
        story, about = self._place(passage.line)
        return Open(passage.line, story, WRITTEN, None, on_one_line(MARKUP.sub("", passage.text)), about)

    def gap(self, finding: Finding) -> Open:
        line = finding.span.start.line
        story, about = self._place(line)
        asked = question(finding.rule, self._spec.language, finding.details)
        return Open(
            line,
            story,
            GAP,
            finding.rule,
            on_one_line(asked),
            about,
            shortened(finding.details.get("words", "")),
        )

    def _place(self, line: int) -> tuple[str, str]:
        """Return the story that a line belongs to, and the criterion that it is in, each "" where there is none."""
        held = self._spec.criterion_at(line)
        if held is not None:
            return story_of(held[0]), on_one_line(held[1].text)
        around = [group for group in self._spec.groups if group.start_line <= line < group.end_line]
        labelled = (group for group in around if group.label_span.start.line == line)
        return story_of(next(labelled, around[0] if around else self._beside(line))), ""

    def _beside(self, line: int) -> Group | None:
        """Return the group with criteria in the same list or table as a line."""
        block = next((block for block in self._blocks if block[0] <= line < block[1]), (line, line))
        groups = [g for g in self._spec.groups if any(block[0] <= c.line < block[1] for c in g.criteria)]
        return groups[-1] if groups else None


def on_one_line(text: str) -> str:
    """Return a text on one line, as a list or a table shows it."""
    return " ".join(text.split())
