"""The benchmarks measure what they say; how long it takes is asserted nowhere."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import __main__ as benchmark
from benchmarks.latency import Session, session
from benchmarks.specs import program, spec, write_specs
from benchmarks.throughput import seconds
from benchmarks.tools import WHYLINT, Tool
from whylint.engine import analyse
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_seed_gives_the_same_specs_in_every_process(tmp_path: Path) -> None:
    code = "from benchmarks.specs import spec; import sys; sys.stdout.write(spec(2_000))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert hashlib.sha256(told).digest() == hashlib.sha256(spec(2_000).encode()).digest()
    assert spec(2_000, seed=1) != spec(2_000)
    assert (
        write_specs(tmp_path / "a", 3)
        == write_specs(tmp_path / "b", 3)
        == sum(path.stat().st_size for path in (tmp_path / "a").rglob("*.md"))
    )


@pytest.mark.parametrize("lines", [100, 1_000])
def test_specs_have_the_lines_and_the_gaps_that_are_wanted(lines: int) -> None:
    text = spec(lines)
    assert text.count("\n") == lines
    read = analyse(split_lines(text))
    assert read.spec.is_spec
    assert len(read.findings) * 100 > lines
    assert len({finding.rule for finding in read.findings}) > 1


def test_programs_have_the_lines_that_are_wanted() -> None:
    assert program(100).count("\n") == 100
    compile(program(102), "program", "exec")


def test_a_session_measures_each_edit(tmp_path: Path) -> None:
    document = tmp_path / "spec.md"
    document.write_text(spec(100), encoding="utf-8")
    tool = replace(WHYLINT, server=(sys.executable, "-m", "whylint", "server"))
    measured = session(tool, document, edits=3)
    assert len(measured.edits) == 3
    assert min(measured.ready, measured.opened, measured.hover, measured.read, *measured.edits) > 0


def test_a_server_that_ends_is_no_endless_wait(tmp_path: Path) -> None:
    document = tmp_path / "spec.md"
    document.write_text(spec(100), encoding="utf-8")
    with pytest.raises(EOFError):
        session(Tool("gone", server=(sys.executable, "-c", "input()")), document, edits=1)


def test_a_tool_that_fails_is_told(tmp_path: Path) -> None:
    broken = Tool("broken", check=(sys.executable, "-c", "1 / 0"))
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        seconds(broken, tmp_path, tmp_path / "cache")
    findings = Tool("findings", check=(sys.executable, "-c", "exit(1)"))
    assert seconds(findings, tmp_path, tmp_path / "cache") > 0


def test_tables_tell_medians_and_ratios_by_turn() -> None:
    ours = [Session(100, 50, 5, 90, (1.0, 2.0, 3.0), 40.0), Session(120, 60, 7, 110, (2.0, 4.0, 6.0), 44.0)]
    theirs = [Session(10, 5, 1, 9, (10.0, 20.0, 30.0), 20.0), Session(12, 6, 1, 9, (8.0, 8.0, 8.0), 20.0)]
    rows = "\n".join(benchmark._latency_tables({"whylint": {100: ours}, "other": {100: theirs}})).splitlines()
    assert "| whylint | 2.5 / 5.9 |" in rows
    assert "| other | 6 × |" in rows
    assert "| whylint | 110 ms | 55 ms | 6 ms | 100 ms | 42 MB |" in rows
