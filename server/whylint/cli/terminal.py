"""Colour and width on a terminal."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

WIDEST = 120

# Of the sixteen colours that people choose themselves; rich would take longer to load than most checks take.
STYLES = {
    "bold": "1",
    "dim": "2",
    "bold red": "1;31",
    "bold green": "1;32",
    "bold yellow": "1;33",
    "bold blue": "1;34",
    "bold cyan": "1;36",
}


class Terminal:
    """Where text for people goes: in colour where an option or the terminal says so.

    option: "always", "never", or "auto", where NO_COLOR and FORCE_COLOR count. width: how many columns a
    line may take, 100 where the output is no terminal.
    """

    def __init__(self, output: TextIO, option: str) -> None:
        self.colour = option == "always" or (option == "auto" and _shows_colour(output))
        self.width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
        self._output = output

    def styled(self, text: str, style: str) -> str:
        """Return text in one of the styles, as it is for no style."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.colour and text and style else text

    def line(self, text: str = "") -> None:
        """Write a line."""
        print(text, file=self._output)


def _shows_colour(output: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return output.isatty() and os.environ.get("TERM") != "dumb"
