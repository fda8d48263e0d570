"""A question as a block quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lexicon.blanks import BLANK
from whylint.questions.wording import blanks, filled, heading, in_markdown, introduced, question

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "<!-- whylint-{kind}: {rule} -->"


def block_quote(rule: str, language: str, details: Mapping[str, str], name: str = "") -> tuple[str, ...]:
    """Return the lines of a question as a block quote.

    name: what it calls the thing that it is about, in Markdown, "" where its place tells.
    """
    asked = question(rule, language, in_markdown(details))
    mark = MARK.format(kind="question", rule=rule)
    lines = [f"**{heading(language)}** {introduced(name, asked)} {mark}", " · ".join(blanks(rule, language))]
    return tuple(f"> {line}" for line in lines if line)


def exit_quote(
    kind: str, rule: str, language: str, details: Mapping[str, str], name: str = ""
) -> tuple[str, ...]:
    """Return the line of a block quote that says why a question is none, with a blank for the reason.

    kind: "does-not-apply" or "covered-by". name: as for a question.
    """
    mark = MARK.format(kind=kind, rule=rule)
    return (f"> {introduced(name, f'**{filled(kind, language, details)}**')} {BLANK} {mark}",)
