"""Patterns of files in the form of .gitignore. Their library is loaded only where somebody has written some."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec


def patterns(lines: Iterable[str]) -> GitIgnoreSpec:
    """Return the patterns that lines are. Raises ValueError for a line that is none."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - takes as long as the rest of a check whose answer is known

    return GitIgnoreSpec.from_lines(lines)


def is_pattern(text: str) -> bool:
    """Tell whether a line of an ignore file can be read as a pattern."""
    try:
        patterns([text])
    except ValueError:
        return False
    return True
