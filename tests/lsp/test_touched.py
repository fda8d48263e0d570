"""What is folded comes out where somebody edits, and stays folded elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import clients
from lsp_client import insertion
from samples import LONG_SPEC, URI, of_rule

from whylint.lsp.touched import TouchedLines
from whylint.text.edits import Change

if TYPE_CHECKING:
    from conftest import Connect

# Two groups, each with more operations than a document shows before anybody has touched it.
TWO_STORIES = LONG_SPEC.replace("# Receipts", "# Books\n\n## Receipts").replace(
    "## Acc", "### Acc"
) + LONG_SPEC.replace("# Receipts", "\n## Invoices").replace("## Acc", "### Acc")


def test_the_questions_of_a_group_come_out_where_it_is_edited(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, TWO_STORIES)
    lines = TWO_STORIES.split("\n")
    second = lines.index("## Invoices")
    untouched = client.pull(URI)["items"]
    assert of_rule(untouched, "more-findings")
    assert all(item["range"]["start"]["line"] < second for item in untouched)
    client.change(URI, 2, insertion(second + 4, len(lines[second + 4]), " today"))
    items = client.pull(URI)["items"]
    below = [item for item in items if item["range"]["start"]["line"] > second]
    assert len(of_rule(below, "missing-error-state")) > 5
    first = [
        item for item in items if item["range"]["start"]["line"] <= second and item["code"] != "more-findings"
    ]
    assert len(first) == 5


def test_touched_lines_move_with_the_text() -> None:
    touched = TouchedLines()
    touched.follow(Change(10, 1, 1))
    touched.follow(Change(2, 0, 3))
    assert touched.within(13, 14)
    assert touched.within(2, 5)
    assert not touched.within(5, 13)
    touched.follow(Change(0, 8, 1))
    assert touched.within(6, 7)
    assert touched.within(0, 1)
    assert not touched.within(1, 6)
