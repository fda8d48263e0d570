"""The process that started the server, which may die without a word."""

from __future__ import annotations

import asyncio
import os
import sys

_SECONDS_BETWEEN_LOOKS = 5.0


def is_alive(process_id: int) -> bool:
    """Whether the process runs; always on Windows, where the input of the server ends with its client."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


async def wait_for_end(process_id: int) -> None:
    """Return some seconds after the process has ended, at most."""
    while is_alive(process_id):
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
