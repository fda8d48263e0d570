"""Hovers: what they explain, where, and in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clients
import pytest
from samples import PROMISE, SPEC, URI, of_rule

from whylint import engine
from whylint.lsp.plain import plain_text
from whylint.rules import RULES
from whylint.spec.explain import trace_markdown
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect


def test_on_a_finding_the_hover_says_why_it_is_asked_and_how_to_do_better(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    (found,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    hover = client.hover(URI, PROMISE, found["range"]["start"]["character"] + 2)
    assert hover is not None
    assert hover["range"] == found["range"]
    assert hover["contents"]["kind"] == "markdown"
    rule = RULES["missing-error-state"]
    for part in (
        rule.summary,
        rule.page.why,
        rule.page.weak,
        rule.page.better,
        rule.page.silence,
        rule.help_url,
    ):
        assert part in hover["contents"]["value"]


def test_on_the_rest_of_a_criterion_the_hover_is_its_trace(connect: Connect) -> None:
    spec = engine.analyse(split_lines(SPEC)).spec
    met = spec.criterion_at(PROMISE)
    assert met is not None
    client = connect(clients.NEOVIM)
    client.open(URI, SPEC)
    hover = client.hover(URI, PROMISE, 3)
    assert hover is not None
    assert hover["contents"] == {"kind": "markdown", "value": trace_markdown(spec, *met)}
    assert hover["range"]["start"]["line"] == hover["range"]["end"]["line"] == PROMISE


def test_a_client_that_shows_plain_text_gets_it(connect: Connect) -> None:
    client = connect(clients.EMACS)
    client.open(URI, SPEC)
    hover = client.hover(URI, PROMISE, 3)
    assert hover is not None
    assert hover["contents"]["kind"] == "plaintext"
    assert "**" not in hover["contents"]["value"]


def test_there_is_nothing_to_say_of_other_lines_and_other_documents(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC)
    assert client.hover(URI, 1, 0) is None
    assert client.hover("file:///other.md", 0, 0) is None


def test_plain_text_keeps_the_words_the_lists_the_code_and_the_links() -> None:
    markdown = "**Why** it *matters*,\nand `how`\n\n- one\n- [two](https://a.b)\n\n```\ncode **as is**\n```\n"
    assert (
        plain_text(markdown) == "Why it matters,\nand how\n\n- one\n\n- two (https://a.b)\n\ncode **as is**"
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "> **Open question** What then? <!-- whylint-question: missing-error-state -->\n  > Seen: (…) · Kept: (…)",
            ("**missing-error-state** asks this; it is open", "- Seen\n- Kept\n- Next", "Better:"),
        ),
        (
            "> **Does not apply, because** nobody has one <!-- whylint-does-not-apply: missing-error-state -->",
            ("**missing-error-state** asks this; it is answered",),
        ),
        ("- TBD by Ann, who has not answered yet", ("A question of the document's author**, open",)),
    ],
)
def test_a_question_tells_who_asks_it_and_what_an_answer_contains(
    connect: Connect, question: str, told: tuple[str, ...]
) -> None:
    client = connect(clients.VS_CODE)
    head = "As a clerk, I want this so that I am paid.\n\n## Acceptance criteria\n- The clerk uploads a receipt\n"
    client.open(URI, f"{head}  {question}\n")
    shown = client.hover(URI, 4, 5)
    assert shown is not None
    value = shown["contents"]["value"]
    assert [part for part in told if part not in value] == []
    assert "unanswered-question" not in value
