"""A document divided at its headings, before anything is read but what they mean for what stands below them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whylint.markdown.blocks import Kind
from whylint.markdown.document import Markdown
from whylint.spec.criteria import CONTAINERS
from whylint.spec.outline import Section, outline, titles_requirement, titles_scenario
from whylint.spec.reading import roles_of
from whylint.spec.units import JIRA_MARKER, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whylint.markdown.blocks import Block

REMARK = "whylint-"  # what a line has in it that Whylint itself left there
NOTHING = Markdown((), (), 0, {})


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The blocks from one heading to the next, each with its line, which counts from the first one.

    lines: how many it takes up, blank ones at its end included. pasted: there is Jira's markup in it, which changes
    what headings mean further down. marked: there are remarks of Whylint in it.
    """

    blocks: tuple[tuple[int, Block], ...]
    lines: int
    pasted: bool
    marked: bool

    def heading(self, language: str) -> Heading:
        """Return what its heading means for what stands below; of level 0 where it has none."""
        first = self.blocks[0][1] if self.blocks else None
        if first is None or first.kind is not Kind.HEADING or first.text is None:
            return NO_HEADING
        return _heading(first.text.plain, first.level, language)

    def has_container(self, language: str, *, below: bool) -> bool:
        """Tell whether one of its sections is for criteria; below: without its first one."""
        around = OUTSIDE if self.heading(language).level else None
        first, *others = outline(self.blocks, self.lines, language, around).walk()
        return any(section.has_role(*CONTAINERS) for section in (others if below else (first, *others)))


class Heading(NamedTuple):
    """What a heading means for what stands below it.

    leans: it has to be read together with what stands above it.
    """

    level: int
    roles: frozenset[str] = frozenset()
    requirement: bool = False
    scenario: bool = False
    leans: bool = False

    @property
    def gathers(self) -> bool:
        """Whether criteria below several headings further down may belong together here."""
        return self.scenario or (self.level > 1 and (self.requirement or "story" in self.roles))

    def holds(self, heading: Heading) -> bool:
        """Tell whether criteria below another heading, right below this one, may belong together here."""
        if heading.leans:
            return self.level > 0 or not heading.scenario
        container = not heading.roles.isdisjoint(CONTAINERS)
        return container and self.level > 1 and self.roles.isdisjoint(CONTAINERS)

    @property
    def is_title_of_criteria(self) -> bool:
        """Whether it introduces criteria where it is a title and nothing below it does."""
        return self.level == 1 and "requirements" in self.roles and "acceptance" not in self.roles


NO_HEADING = Heading(0)
OUTSIDE = Section("", 0, frozenset())  # the document, as what stands in it sees it


@lru_cache(maxsize=16384)
def _heading(text: str, level: int, language: str) -> Heading:
    roles = roles_of(text, language)
    scenario = titles_scenario(text)
    leans = scenario or text.strip().casefold() == "statement"
    return Heading(level, roles, titles_requirement(text, roles), scenario, leans)


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A document divided at its headings; the first stretch is what stands above all of them.

    firsts: the number of the top-level block with which each stretch begins. kept, following: how many of the first
    and of the last stretches it shares with the division that it was made from.
    """

    markdown: Markdown
    stretches: tuple[Stretch, ...]
    firsts: tuple[int, ...]
    kept: int = 0
    following: int = 0

    def start(self, number: int) -> int:
        """Return the line on which a stretch begins."""
        return self.markdown.starts[self.firsts[number]] if number else 0


def divide(markdown: Markdown, lines: Sequence[str], previous: Division | None = None) -> Division:
    """Return a document divided at its headings; it shares with the previous division what is as it was."""
    old = previous or Division(NOTHING, (), ())
    above, below = _unchanged(old.markdown, markdown)
    moved = len(markdown.parts) - len(old.markdown.parts)
    kept = max(0, bisect_left(old.firsts, above) - 1)
    rest = max(1, bisect_left(old.firsts, len(old.markdown.parts) - below))
    first = old.firsts[kept] if old.firsts else 0
    last = old.firsts[rest] + moved if rest < len(old.firsts) else len(markdown.parts)
    heads = [at for at in range(first, last) if markdown.parts[at].block.kind is Kind.HEADING]
    firsts = (
        *old.firsts[:kept], *(heads if kept else (0, *heads)),
        *(old.firsts[rest:] if not moved else (at + moved for at in old.firsts[rest:])),
    )  # fmt: skip
    gone = {(each.blocks, each.lines): each for each in old.stretches[kept:rest]}
    following = len(old.stretches[rest:])
    fresh = []
    for number in range(kept, len(firsts) - following):
        start, end, blocks = _extent(markdown, firsts, number)
        fresh.append(gone.get((blocks, end - start)) or _stretch(blocks, lines[start:end]))
    stretches = (*old.stretches[:kept], *fresh, *old.stretches[rest:])
    return Division(markdown, stretches, firsts, kept, following)


def _extent(
    markdown: Markdown, firsts: Sequence[int], number: int
) -> tuple[int, int, tuple[tuple[int, Block], ...]]:
    """Return the lines from and up to which a stretch reaches, and its blocks."""
    first = firsts[number]
    last = firsts[number + 1] if number + 1 < len(firsts) else len(markdown.parts)
    start = markdown.starts[first] if number else 0
    end = markdown.starts[last] if last < len(markdown.parts) else markdown.lines
    blocks = zip(markdown.starts[first:last], markdown.parts[first:last], strict=True)
    return start, end, tuple((at - start, part.block) for at, part in blocks)


def _stretch(blocks: tuple[tuple[int, Block], ...], lines: Sequence[str]) -> Stretch:
    pasted = any(unit.marker == JIRA_MARKER for _, block in blocks for unit in units_of(block))
    return Stretch(blocks, len(lines), pasted, any(REMARK in line for line in lines))


def _unchanged(old: Markdown, new: Markdown) -> tuple[int, int]:
    """Return how many of the first and of the last blocks are the same in two documents, and stand the same."""
    above = min(common(old.parts, new.parts), common(old.starts, new.starts))
    most = min(len(old.parts), len(new.parts)) - above
    below = min(most, common(old.parts[::-1], new.parts[::-1]))
    moved = new.lines - old.lines
    starts = old.starts[len(old.parts) - below :]
    if moved:
        starts = tuple(start + moved for start in starts)
    stands = common(starts[::-1], new.starts[len(new.parts) - below :][::-1])
    return above, min(below, stands)


def common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many values two sequences begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
