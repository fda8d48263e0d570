"""The files of the workspace: looked for again only when one may have come or gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from whylint.workspace.discovery import discover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from whylint.lsp.configuration import DocumentSettings


class FoundFiles:
    """Finds the files below folders. keeps: what was found holds until ``forget``, for the client tells of changes."""

    def __init__(self, settings: DocumentSettings) -> None:
        self.keeps = False
        self._settings = settings
        self._found: dict[tuple[Path, ...], tuple[Path, ...]] = {}

    def forget(self) -> None:
        """Look for them again when they are needed next."""
        self._found = {}

    async def below(self, folders: Sequence[Path]) -> tuple[Path, ...]:
        """Return the files below folders; another thread looks for them, with configurations of its own."""
        found, key = self._found, tuple(folders)
        if key not in found:
            configurations = self._settings.configurations.fresh()
            files = (await asyncio.to_thread(discover, key, configurations)).files
            if not self.keeps:
                return files
            found[key] = files  # in what may have been forgotten meanwhile
        return found[key]
