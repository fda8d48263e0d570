"""Where the documents of a client are on the disk."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from pygls.uris import from_fs_path, to_fs_path

NOTEBOOK_CELL = (
    "-notebook-cell"  # vscode-notebook-cell:/docs/plan.ipynb#W2sZmlsZQ, and its kin in other editors
)


def path_of(uri: str) -> Path | None:
    """Return the file that a document is, None where it is none: nobody has saved it, or it is part of another."""
    path = to_fs_path(uri)
    return Path(path) if path else None


def place_of(uri: str, folder: Path | None) -> Path | None:
    """Return where a document stands among files, whether it is one or not: a cell where its notebook does.

    folder: where documents are taken to stand that nobody has saved yet; None where there is no such place.
    """
    if (path := path_of(uri)) is not None:
        return path
    parts = urlsplit(uri)
    if parts.scheme.endswith(NOTEBOOK_CELL) and parts.path.startswith("/"):
        return Path(unquote(parts.path))
    return folder / "untitled.md" if folder is not None else None


def uri_of(path: str) -> str:
    """Return the address of a file by its absolute path; what is an address already stays as it is."""
    return path if urlsplit(path).scheme.endswith(NOTEBOOK_CELL) else from_fs_path(path) or path
