"""A question as a block quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lexicon.blanks import BLANK
from whylint.questions.wording import (
    as_markdown,
    blanks,
    filled,
    heading,
    in_markdown,
    message,
    question,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "<!-- whylint-{kind}: {rule} -->"


def block_quote(
    rule: str, language: str, details: Mapping[str, str], *, named: bool = False
) -> tuple[str, ...]:
    """Return the lines of a question as a block quote.

    named: whether it quotes what it is about, where its place alone does not tell.
    """
    plain = in_markdown(details)
    text = message(rule, language, plain) if named else question(rule, language, plain)
    mark = MARK.format(kind="question", rule=rule)
    lines = [f"**{heading(language)}** {text} {mark}", " · ".join(blanks(rule, language))]
    return tuple(f"> {line}" for line in lines if line)


def exit_quote(
    kind: str, rule: str, language: str, details: Mapping[str, str], *, named: bool = False
) -> tuple[str, ...]:
    """Return the line of a block quote that says why a question is none, with a blank for the reason.

    kind: "does-not-apply" or "covered-by". named: as for a question.
    """
    words = as_markdown(shortened(details.get("words", "")))
    name = f"“{words}”: " if named and words else ""
    mark = MARK.format(kind=kind, rule=rule)
    return (f"> {name}**{filled(kind, language, details)}** {BLANK} {mark}",)
