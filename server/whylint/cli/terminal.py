"""Colour and width on a terminal."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import IO


def colour_wanted(option: str, output: IO[str]) -> bool:
    """Tell whether to write colour: as the option says, else on a terminal; NO_COLOR and FORCE_COLOR are kept (no-color.org)."""
    if option != "auto":
        return option == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return output.isatty() and os.environ.get("TERM") != "dumb"


@lru_cache(maxsize=None)
def _style(definition: str) -> object:
    from rich.style import Style  # noqa: PLC0415 - only where there is colour

    return Style.parse(definition)


def styled(text: str, definition: str, *, colour: bool) -> str:
    """Return text in a style such as ``bold red``, as it is where there is no colour."""
    if not colour or not text:
        return text
    from rich.color import ColorSystem  # noqa: PLC0415 - only where there is colour

    rendered = _style(definition).render(text, color_system=ColorSystem.STANDARD)  # type: ignore[attr-defined]  # a Style
    return str(rendered)


def cells(text: str) -> int:
    """Return how many columns text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only for text that needs it

    return cell_len(text)
