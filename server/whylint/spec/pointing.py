"""Words that only lead elsewhere: links to other documents, and their paths where nobody made links of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whylint.lexicon.phrases import word_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.spec.units import Unit

# A path to a Markdown file that nobody made a link of: "Problem: see ../problem.md#who".
PATH = re.compile(
    r"(?<![\w(<\[/.%:-])(?:\.{0,2}/)?(?:[\w.%-]+/)*[\w.%-]+\.(?:md|markdown)(?:#[\w%-]+)?(?![\w/(])"
)
MARKDOWN_FILE = re.compile(r"^(?!\w+:|//)[^#?]+\.(?:md|markdown|mdown)(?=[#?]|$)", re.IGNORECASE)
AROUND_A_LINK = 3  # words: "see", "is told in"


def targets(unit: Unit) -> Iterator[tuple[str, str, int, int]]:
    """Yield the Markdown documents that a unit leads to: address, words, and their range in its text, links first."""
    for link in unit.inline.links:
        if unit.start <= link.start < unit.end and MARKDOWN_FILE.match(link.target):
            start, end = link.start - unit.start, min(link.end, unit.end) - unit.start
            yield link.target, unit.text[start:end], start, end
    if ".m" in unit.text:
        for path in PATH.finditer(unit.text):
            yield path[0], "", *path.span()


def only_points(unit: Unit) -> bool:
    """Tell whether all that a unit says is where to read on, behind its lead-in if it has one."""
    found = [(start, end) for _, _, start, end in targets(unit)]
    if not found:
        return False
    rest = list(unit.text)
    for start, end in [*found, (0, unit.lead)]:
        rest[start:end] = " " * (end - start)
    return word_count("".join(rest)) <= AROUND_A_LINK
