"""How long a command takes over many files, and over a single one."""

from __future__ import annotations

import os
import subprocess
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.tools import Tool


def seconds(tool: Tool, folder: Path, cache: Path) -> float:
    """Return how long a tool takes to check a folder; ``cache`` is where it may keep what it knows, if it does."""
    command = list(tool.check)
    if tool.files:
        command += map(str, sorted(folder.rglob(f"*{tool.suffix}")))
    started = perf_counter()
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "WHYLINT_CACHE_DIR": str(cache), **tool.variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    taken = perf_counter() - started
    if done.returncode < 0 or b"Traceback" in done.stderr:
        raise RuntimeError(f"{tool.name} has failed: {done.stderr.decode(errors='replace')[-500:]}")
    return taken
