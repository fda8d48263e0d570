"""``whylint cache``: where known answers are kept, and how to forget them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from whylint.workspace.cache import Cache, cache_folder

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print the cache's folder, or empty it, and return the exit code."""
    folder = cache_folder()
    if arguments.action == "dir":
        print(folder)
        return 0
    cache = Cache(folder)
    _, size = cache.size()
    try:
        count = cache.clear()
    except OSError as error:
        print(
            f"{error.filename}: cannot be removed: {error.strerror}; check the folder's permissions",
            file=sys.stderr,
        )
        return 2
    answers = "1 answer" if count == 1 else f"{count} answers"
    print(f"Forgot {answers}, {size / 1e6:.1f} MB, in {folder}")
    return 0
