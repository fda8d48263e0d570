"""Folders around a document, as configuration and ignore files are looked up in them."""

from __future__ import annotations

import os
from pathlib import Path


def absolute(path: Path) -> Path:
    """Return a path from the root, without ``..``; links stay: what stands beside a link holds for it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links


def from_here(path: Path) -> Path:
    """Return a path from the current folder, where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def upward(folder: Path) -> tuple[Path, ...]:
    """Return a folder and those around it, innermost first, up to the root of its repository.

    What lies above the repository differs from one machine to the next, and the same text is to give the same
    findings on all of them. Outside a repository the folders go up to the root of the file system.
    """
    innermost = absolute(folder)
    folders = (innermost, *innermost.parents)
    for count, each in enumerate(folders, start=1):
        if (each / ".git").exists():
            return folders[:count]
    return folders
