from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outline import dump, read

from whylint.markdown import document
from whylint.markdown.document import Markdown, parse, update, walk
from whylint.text.edits import Change, Edit, splice
from whylint.text.lines import split_lines
from whylint.text.position import Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = [
    *("\n", "\n", "\n", "  \n", "\r\n", "\r"),
    *(
        "# Title\n",
        "## Part [ref]\n",
        "words\n",
        "more words\r\n",
        "**Bold** and `code`\n",
        "===\n",
        "---\n",
        "+++\n",
    ),
    *(
        "- item\n",
        "- [ ] task [ref]\n",
        "  - nested\n",
        "  continued\n",
        "1. one\n",
        "2) two\n",
        "* * *\n",
        "-\n",
    ),
    *(
        "\tcode\n",
        "    code\n",
        "> quote\n",
        "> - item\n",
        ">\n",
        ">> deep\n",
        "lazy\n",
        ">" * 101 + "\n",
        "- " * 51 + "a\n",
    ),
    *(
        "```\n",
        "```js\n",
        "~~~\n",
        "<!--\n",
        "-->\n",
        "<!-- c -->\n",
        "<div>\n",
        "</div>\n",
        "<pre>\n",
        "</pre>\n",
    ),
    *("| a | b |\n", "|---|---|\n", "| c \\| d | e |\n", "a | b\n"),
    *(
        "[ref]: to\n",
        "[ref]: <other> 'title\n",
        "end'\n",
        "[ref]:\n",
        "[two]: x 'y'\n",
        "see [ref] and [it][two]\n",
    ),
]
FRAGMENTS = [
    "",
    "a",
    " ",
    "#",
    "-",
    "`",
    "*",
    ">",
    "|",
    "[",
    "]",
    ":",
    "<",
    "'",
    "\t",
    "\ufeff",
    "\x0c",
    "\u2028",
]

DOCUMENTS = st.lists(st.sampled_from(LINES), max_size=40).map("".join)
COLUMNS = st.sampled_from([0, 0, 0, 1, 2, 3, 5, 99])
EDITS = st.tuples(
    st.integers(-1, 45),
    COLUMNS,
    st.sampled_from([0, 0, 0, 1, 2, 9]),
    COLUMNS,
    st.lists(st.sampled_from(LINES + FRAGMENTS), max_size=3).map("".join),
)


def facts(markdown: Markdown) -> object:
    blocks = [(start, dump(block)) for start, block in walk(markdown)]
    return blocks, markdown.lines, markdown.definitions


def edited(
    text: str, line: int, column: int, end_line: int, end_column: int, inserted: str
) -> tuple[Markdown, Markdown]:
    """Return the document that ``text`` is, and what it is after an edit."""
    lines = split_lines(text)
    before = parse(lines)
    change = splice(lines, Edit(Span(Position(line, column), Position(end_line, end_column)), inserted))
    after = update(before, lines, change)
    assert facts(after) == facts(parse(lines))
    return before, after


def check(text: str, script: list[tuple[int, int, int, int, str]]) -> None:
    lines = split_lines(text)
    markdown = parse(lines)
    for line, column, height, end_column, inserted in script:
        end = Position(line + height, end_column if height else column + end_column)
        change = splice(lines, Edit(Span(Position(line, column), end), inserted))
        markdown = update(markdown, lines, change)
        assert facts(markdown) == facts(parse(lines))


@pytest.fixture(params=[1, 40], autouse=True, scope="module")
def _lines_ahead(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look ahead by as little as can be, too, since the documents here are short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "_AHEAD", request.param)
        yield


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.lists(EDITS, min_size=1, max_size=8))
def test_an_updated_document_equals_one_read_anew(
    text: str, script: list[tuple[int, int, int, int, str]]
) -> None:
    check(text, script)


@pytest.mark.fuzz
@settings(max_examples=3_000, deadline=None)
@given(DOCUMENTS, st.lists(EDITS, min_size=1, max_size=20))
def test_many_updated_documents_equal_ones_read_anew(
    text: str, script: list[tuple[int, int, int, int, str]]
) -> None:
    check(text, script)


SPEC = """\
---
title: Receipts
---
# Upload receipts

Travellers lose receipts, see [the study][study].

## Acceptance criteria

- The traveller uploads a receipt
  - as a photo
- The receipt is stored

| When | Then |
|------|------|
| offline | it waits |

> Decided on Monday

[study]: studies/receipts.md
"""


def test_typing_renews_only_the_block_that_is_typed_in() -> None:
    before, after = edited(SPEC, 10, 14, 10, 14, "or a scan")
    shared = [old is new for old, new in zip(before.blocks, after.blocks, strict=True)]
    assert shared == [True, True, True, True, False, True, True, True]


def test_a_new_line_moves_the_blocks_below_without_renewing_them() -> None:
    before, after = edited(SPEC, 8, 0, 8, 0, "Some words.\n\n")
    assert before.starts == (0, 3, 5, 7, 9, 13, 17, 19)
    assert after.starts == (0, 3, 5, 7, 8, 11, 15, 19, 21)
    assert after.blocks[:4] + after.blocks[5:] == before.blocks


def test_a_changed_definition_renews_the_blocks_that_refer_to_it() -> None:
    before, after = edited(SPEC, 19, 1, 19, 6, "paper")
    shared = [old is new for old, new in zip(before.blocks, after.blocks, strict=True)]
    assert shared == [True, True, False, True, True, True, True, False]
    study = after.blocks[2].text
    assert study is not None
    assert study.plain == "Travellers lose receipts, see [the study][study]."


def test_a_block_right_above_its_definition_follows_it() -> None:
    _, after = edited("see [a]\n\n[a]: b\n", 2, 5, 2, 6, "there")
    see = after.blocks[0].text
    assert see is not None
    assert [link.target for link in see.links] == ["there"]


@pytest.mark.parametrize(
    ("text", "line", "removed", "inserted", "kinds"),
    [
        ("a\n\nb\n\nc\n", 1, 0, "```\n", ["paragraph", "fence"]),
        ("a\n\nb\n\nc\n", 1, 0, "\n<!--\n", ["paragraph", "html"]),
        ("a\n\n```\nb\n\nc\n```\n", 2, 1, "", ["paragraph", "paragraph", "paragraph", "fence"]),
        ("---\n\na\n\nb\n", 4, 0, "---\n", ["front-matter", "paragraph"]),
        ("---\na: b\n---\nc\n", 1, 4, "d: e", ["front-matter", "paragraph"]),
        ("---\na\n---\nb\n", 0, 0, "\n", ["break", "heading", "paragraph"]),
        ("\ufeff# a\n\nb\n", 0, 0, "\n", ["paragraph", "paragraph"]),
        ("- a\n\n\n  b\n", 1, 0, "c\n", ["list"]),
        ("- a\n\n  b\n", 2, 2, "", ["list", "paragraph"]),
        ("- a\n\nb\n", 2, 0, "  ", ["list"]),
        ("[a]: b\n\nc\n", 1, 0, "'title'\n", ["definition", "paragraph"]),
    ],
)
def test_what_an_edit_changes_elsewhere(
    text: str, line: int, removed: int, inserted: str, kinds: list[str]
) -> None:
    _, after = edited(text, line, 0, line, removed, inserted)
    assert [str(block.kind) for block in after.blocks] == kinds


@pytest.mark.parametrize("text", ["\ufeff# a\n\nb\n", "---\na: b\n---\n\nc\n"])
def test_the_first_line_is_special_only_while_it_is_first(text: str) -> None:
    lines = split_lines(text)
    before = parse(lines)
    below = update(before, ["\n", *lines], Change(0, 0, 1))
    assert facts(below) == facts(parse(["\n", *lines]))
    assert facts(update(below, lines, Change(0, 1, 0))) == facts(before)


def test_all_of_a_document_can_go_and_come_back() -> None:
    _, after = edited(SPEC, 0, 0, 999, 0, "")
    assert after.blocks == ()
    _, after = edited("", 0, 0, 0, 0, SPEC)
    assert facts(after) == facts(read(SPEC))
