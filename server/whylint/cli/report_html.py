"""The readiness report as one page that can be passed on: no network, no other file, and no script to read it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from chameleon import PageTemplate

from whylint import __version__
from whylint.cli.counted import counted
from whylint.cli.trend_plot import plot
from whylint.readiness.standing import by_rule

if TYPE_CHECKING:
    from whylint.cli.report_model import Report
    from whylint.readiness.open_questions import Open
    from whylint.readiness.standing import Readiness, Statement, Story, Tally

PAGE = files("whylint.cli") / "report_page"
LONGEST = 220  # characters of a statement that are quoted
MOST_ROWS = 12  # documents in a chart; all of them stand below it


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in large, as a share of something where ``of`` is not 0."""

    title: str
    number: int
    of: int
    words: str

    @property
    def share(self) -> float:
        """The share in percent."""
        return round(100 * self.number / self.of, 1) if self.of else 0

    @property
    def figure(self) -> str:
        """The figure as it is shown."""
        return f"{self.share:.0f} %" if self.of else "–"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the failures in a document are covered, for a bar of 100."""

    anchor: str
    title: str
    covered: int
    failures: int

    @property
    def covered_width(self) -> float:
        """How much of the bar is covered."""
        return round(100 * self.covered / self.failures, 2)

    @property
    def open_width(self) -> float:
        """How much of it is open."""
        return round(100 - self.covered_width, 2)


@dataclass(frozen=True, slots=True)
class Kind:
    """How often something is asked, for a bar of 100 where ``most`` is the most frequent of all."""

    title: str
    asked: int
    gaps: int
    most: int

    @property
    def asked_width(self) -> float:
        """How much of the bar stands for questions in the documents."""
        return round(100 * self.asked / self.most, 2)

    @property
    def gap_width(self) -> float:
        """How much of it stands for questions that nobody has asked."""
        return round(100 * self.gaps / self.most, 2)


@dataclass(frozen=True, slots=True)
class Fact:
    """How far a document is in one respect, in a few words."""

    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A document as the page shows it; ``questions``: those that belong to none of its stories."""

    anchor: str
    path: str
    title: str
    language: str
    status: str
    measured: Statement | None
    facts: tuple[Fact, ...]
    open: int
    uncovered: int
    stories: tuple[Story, ...]
    questions: tuple[Open, ...]


def as_html(report: Report) -> str:
    """Return the page."""
    style, script = _asset("page.css"), _asset("page.js")
    tally = report.tally
    page: str = PageTemplate(_asset("page.pt"))(
        report=report,
        tally=tally,
        version=__version__,
        style=style,
        script=script,
        script_hash=f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
        made=report.made.strftime("%-d %B %Y, %H:%M UTC"),
        made_iso=report.made.isoformat(timespec="seconds"),
        summary=_summary(tally, len(report.documents)),
        read=counted(len(report.documents), "document"),
        tiles=_tiles(tally),
        coverage=_coverage(report),
        most_rows=MOST_ROWS,
        kinds=_kinds(report),
        plot=plot(report.trend),
        documents=[_card(each) for each in report.open_documents],
        cut=cut,
        place=place,
        criteria=lambda number: counted(number, "criterion") if number == 1 else f"{number} criteria",
    )
    return page


def cut(text: str) -> str:
    """Return a statement cut at a word to what is quoted."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def place(statement: Statement) -> str:
    """Return where a statement stands: the line, and the document where that is another one."""
    return f"{statement.path}, line {statement.line + 1}" if statement.path else f"line {statement.line + 1}"


def _asset(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _summary(tally: Tally, documents: int) -> str:
    if not tally.documents:
        return f"No spec that somebody has still to be ready with among {counted(documents, 'document')}."
    failures = (
        f"{tally.covered} of {counted(tally.failures, 'step')} that can fail say what happens then."
        if tally.failures
        else "Nothing in them can fail under somebody's eyes."
    )
    return (
        f"{counted(tally.documents, 'spec')} with {_stories(tally.stories)}. {failures} {_questions(tally)}"
    )


def _questions(tally: Tally) -> str:
    number = tally.asked + tally.gaps
    if number == 0:
        return "No question is open."
    those = "1 question is open" if number == 1 else f"{number} questions are open"
    if not tally.gaps:
        return f"{those}."
    if not tally.asked:
        return f"{those}, and nobody has asked {'it' if number == 1 else 'any of them'} yet."
    return f"{those}, {tally.gaps} of which nobody has asked yet."


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number} stories"


def _tiles(tally: Tally) -> list[Tile]:
    of_stories = f"of {_stories(tally.stories)}"
    return [
        Tile("Why", tally.why, tally.stories, f"a problem stated in {tally.why} {of_stories}"),
        Tile("For whom", tally.who, tally.stories, f"somebody named in {tally.who} {of_stories}"),
        Tile(
            "When it fails",
            tally.covered,
            tally.failures,
            f"an outcome given for {tally.covered} of {counted(tally.failures, 'step')} that can fail",
        ),
        Tile(
            "Measured",
            tally.measured,
            tally.documents,
            f"a measure of success in {tally.measured} of {counted(tally.documents, 'spec')}",
        ),
    ]


def _coverage(report: Report) -> list[Coverage]:
    found = [
        Coverage(_anchor(each), each.title or each.path, each.tally.covered, each.tally.failures)
        for each in report.open_documents
        if each.tally.failures
    ]
    return sorted(found, key=lambda each: (each.covered - each.failures, each.title))


def _kinds(report: Report) -> list[Kind]:
    found = by_rule(report.documents)
    most = max((asked + gaps for asked, gaps in found.values()), default=0)
    return [
        Kind(rule.replace("-", " ").capitalize(), asked, gaps, most) for rule, (asked, gaps) in found.items()
    ]


def _card(document: Readiness) -> Card:
    tally = document.tally
    titles = {story.title for story in document.stories}
    facts = [
        Fact(f"why {tally.why}/{tally.stories}", tally.why == tally.stories),
        Fact(f"who {tally.who}/{tally.stories}", tally.who == tally.stories),
        Fact(f"fails {tally.covered}/{tally.failures}", tally.covered == tally.failures),
        Fact(f"measured {'✓' if document.measured else '✗'}", document.measured is not None),
        Fact(f"{len(document.questions)} open", not document.questions),
    ]
    return Card(
        anchor=_anchor(document),
        path=document.path,
        title=document.title or document.path,
        language=document.language,
        status=document.status or "",
        measured=document.measured,
        facts=tuple(facts),
        open=len(document.questions),
        uncovered=tally.failures - tally.covered,
        stories=document.stories,
        questions=tuple(each for each in document.questions if each.story not in titles),
    )


def _anchor(document: Readiness) -> str:
    """Return the name of a document's place in the page."""
    digest = hashlib.sha256(document.path.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{re.sub(r'[^a-z0-9]+', '-', document.path.casefold()).strip('-') or 'document'}-{digest}"
