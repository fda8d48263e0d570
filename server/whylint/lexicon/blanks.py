"""Blanks: what stands in a question for what an answer has to contain."""

from __future__ import annotations

import re

BLANK = "(…)"
# As it is written, and as an editor may write it that turns an ellipsis into dots.
_BLANK = re.compile(r"\((?:…|\.\.\.)\)")


def has_blank(text: str) -> bool:
    """Tell whether something is still to be filled in."""
    return _BLANK.search(text) is not None
