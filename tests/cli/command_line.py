"""Runs the command line within this process."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shutil
import sys
import tempfile
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

import pytest

from whylint.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STORY = "As a customer, I want to send receipts so that I get my money back.\n\n"
ASKING = f"{STORY}## Acceptance criteria\n- The customer uploads a receipt\n"
SILENT = f"{ASKING}- When an upload fails, the form keeps its entries and offers another try\n"


# The tests keep answers in a folder of their own, and so do the processes that they start.
CACHE = tempfile.mkdtemp(prefix="whylint-cache-")
os.environ["WHYLINT_CACHE_DIR"] = CACHE
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
BARE = {"COLUMNS": "100", "WHYLINT_CACHE_DIR": CACHE}


class Result(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


def whylint(
    *arguments: str | Path, folder: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> Result:
    """Run a command in a folder, with standard input, and with variables besides a bare environment."""
    out, err = _Stream(), _Stream()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        mock.patch.object(sys, "argv", ["whylint", *map(str, arguments)]),
        mock.patch.dict("os.environ", {**BARE, **(environment or {})}, clear=True),
        pytest.raises(SystemExit) as end,
    ):
        main()
    assert isinstance(end.value.code, int)
    return Result(end.value.code, out.text(), err.text())


class _Stream(io.TextIOWrapper):
    """A stream such as a pipe gives: its encoding is not UTF-8 until somebody says so."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="ascii", errors="backslashreplace", newline="\n")

    def text(self) -> str:
        self.flush()
        written = self.buffer
        assert isinstance(written, io.BytesIO)
        return written.getvalue().decode("utf-8")
