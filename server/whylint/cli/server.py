"""``whylint server``: run the language server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.lsp import serve

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Serve until the client says to exit, and return the exit code."""
    return serve()
