"""What a rule is: a name, a page that explains it, and a check of the spec model."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from whylint.rules.finding import Finding, Severity
    from whylint.spec.model import Spec

HELP = "https://github.com/whylint/whylint/blob/main/docs/rules/{name}.md"
PARTS = ("What it asks", "Why it matters", "Weak", "Better", "When it stays quiet", "How to silence it")
HEADING = re.compile(rf"^({'|'.join(PARTS)})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of a rule, in parts: Markdown without headings."""

    summary: str
    asks: str
    why: str
    weak: str
    better: str
    quiet: str
    silence: str

    @classmethod
    def parse(cls, documentation: str) -> RulePage:
        """Read a rule module's docstring: a summary, and below it each part with its heading on a line of its own.

        Raises ValueError for a part that is missing, or stands out of order.
        """
        summary, *parts = HEADING.split(inspect.cleandoc(documentation))
        headings, bodies = parts[::2], parts[1::2]
        if tuple(headings) != PARTS:
            raise ValueError(
                f"a rule's page has the parts {', '.join(PARTS)} in this order, not {', '.join(headings)}"
            )
        return cls(summary.strip(), *(inspect.cleandoc(body.strip("\n")).strip() for body in bodies))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, with its default severity.

    check: yields a finding for each gap that it sees in a spec. review: yields findings about what the other rules have
    found, silenced or not, of those that ran.
    """

    name: str
    severity: Severity
    page: RulePage
    check: Callable[[Spec], Iterator[Finding]] = lambda _: iter(())
    review: Callable[[Spec, Sequence[Finding], Collection[str]], Iterator[Finding]] = lambda *_: iter(())

    @property
    def summary(self) -> str:
        """What the rule is about, in one sentence."""
        return self.page.summary

    @property
    def help_url(self) -> str:
        """Where the rule's page can be read on the web."""
        return HELP.format(name=self.name)

    def markdown(self) -> str:
        """Return the rule's page as Markdown."""
        page = self.page
        bodies = (page.asks, page.why, _example(page.weak), _example(page.better), page.quiet, page.silence)
        parts = "\n\n".join(f"## {title}\n\n{body}" for title, body in zip(PARTS, bodies, strict=True))
        return f"# {self.name}\n\n{page.summary}\n\nDefault severity: {self.severity}.\n\n{parts}\n"


def _example(markdown: str) -> str:
    """Return an example as it is written in a document, so that its headings do not become the page's."""
    return f"````markdown\n{markdown}\n````"
