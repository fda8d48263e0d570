"""Specs in the forms that people write criteria in, for the tests of what is written into them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

STORY = "As a clerk, I want to send receipts from my phone so that I get my money back this month.\n\n"
NO_STORY = "This page adds receipts.\n\n"


def _forms() -> dict[str, str]:
    """Return what stands in the fences of the file of forms, by the headings above them."""
    tokens = MarkdownIt("commonmark").parse(Path(__file__).with_suffix(".md").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    heading = ""
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            heading = token.content
        elif token.type == "fence":
            found[heading] = token.content
    return found


FORMS = _forms()
TOLD = ("Vague words", "In ")  # forms that tell a story of their own, or need one
SPECS = {
    **{name: text if name.startswith("In ") else STORY + text for name, text in FORMS.items()},
    **{
        f"{name}, nobody's problem": NO_STORY + text
        for name, text in FORMS.items()
        if not name.startswith(TOLD)
    },
    "Front matter": f"---\ntitle: Receipts\n---\n{STORY}{FORMS['Bullets']}",
}
