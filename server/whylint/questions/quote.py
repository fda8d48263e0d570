"""A question as a block quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.questions.wording import as_markdown, blanks, heading, message, question

if TYPE_CHECKING:
    from collections.abc import Mapping

MARK = "<!-- whylint-{kind}: {rule} -->"


def block_quote(
    rule: str, language: str, details: Mapping[str, str], *, named: bool = False
) -> tuple[str, ...]:
    """Return the lines of a question as a block quote.

    named: whether it quotes what it is about, where its place alone does not tell.
    """
    plain = {name: as_markdown(" ".join(value.split())) for name, value in details.items()}
    text = message(rule, language, plain) if named else question(rule, language, plain)
    mark = MARK.format(kind="question", rule=rule)
    lines = [f"**{heading(language)}** {text} {mark}", " · ".join(blanks(rule, language))]
    return tuple(f"> {line}" for line in lines if line)
