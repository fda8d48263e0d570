"""Measure everything in one run: print it, and with ``--write`` put tables and plots into the documentation.

What is compared is run in turns, so that whatever else the machine does meets all of them; a figure is the median of
the turns, a ratio the median of the ratios within each turn.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.latency import Session, session
from benchmarks.specs import program, spec, write_specs
from benchmarks.throughput import seconds
from benchmarks.tools import FLOOR, MARKDOWN, PEERS, WARM, WHYLINT, versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.tools import Tool

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "performance.md"
BEGIN, END = "<!-- measured: written by make bench -->\n", "<!-- end of what was measured -->\n"

LINES = (100, 300, 1_000, 3_000, 10_000, 20_000)
FILES = (1, 10, 100, 1_000)
PATIENCE = 5.0  # seconds: what takes longer is measured in the first turn only

Measured = dict[str, dict[int, list[float]]]


def main() -> None:
    """Measure, print, and write."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ask.add_argument("--turns", type=int, default=3, help="how often each is measured (default: 3)")
    ask.add_argument("--edits", type=int, default=60, help="edits in a session with a server (default: 60)")
    ask.add_argument("--lines", type=int, default=LINES[-1], help="the longest document (default: 20,000)")
    ask.add_argument("--files", type=int, default=FILES[-1], help="the most files (default: 1,000)")
    ask.add_argument("--write", action="store_true", help="put tables and plots into the documentation")
    options = ask.parse_args()
    missing = [tool.name for tool in (WHYLINT, *PEERS) if not tool.is_here]
    if missing:
        print(f"Not installed, and left out: {', '.join(missing)}", file=sys.stderr)
    before = _load()
    with tempfile.TemporaryDirectory(prefix="whylint-bench-") as folder:
        sessions = _sessions(
            Path(folder), [lines for lines in LINES if lines <= options.lines], options.turns, options.edits
        )
        checks = _checks(Path(folder), [count for count in FILES if count <= options.files], options.turns)
        floor = _in_turns(FLOOR, {1: Path(folder)}, max(5, options.turns), Path(folder) / "cache")
    told = "\n".join((_machine(before), *_latency_tables(sessions), *_throughput_tables(checks, floor)))
    print(told)
    if options.write:
        _write(told, sessions, checks)


def _sessions(
    folder: Path, sizes: Sequence[int], turns: int, edits: int
) -> dict[str, dict[int, list[Session]]]:
    """Return the sessions with each server on a document of each size."""
    tools = [tool for tool in (WHYLINT, *PEERS) if tool.server and tool.is_here]
    found: dict[str, dict[int, list[Session]]] = defaultdict(lambda: defaultdict(list))
    for lines in sizes:
        for turn in range(turns):
            for tool in tools:
                home = folder / f"lines-{lines}-{tool.suffix[1:]}"
                home.mkdir(exist_ok=True)
                document = home / f"spec{tool.suffix}"
                document.write_text(
                    spec(lines) if tool.suffix == MARKDOWN else program(lines), encoding="utf-8"
                )
                found[tool.name][lines].append(session(tool, document, edits, seed=turn))
                _tell(f"{tool.name}, {lines:,} lines")
    return found


def _checks(folder: Path, counts: Sequence[int], turns: int) -> Measured:
    """Return the seconds that each tool takes for so many files."""
    folders: dict[str, dict[int, Path]] = defaultdict(dict)
    for count in counts:
        folders[MARKDOWN][count] = folder / f"files-{count}"
        write_specs(folders[MARKDOWN][count], count)
    found: Measured = {}
    tools = [
        tool for tool in (WHYLINT, WARM, *PEERS) if tool.check and tool.is_here and tool.suffix == MARKDOWN
    ]
    cache = folder / "cache"
    for count, home in folders[MARKDOWN].items():
        seconds(WARM, home, cache)
        for name, row in _in_turns(tools, {count: home}, turns, cache).items():
            found.setdefault(name, {}).update(row)
    return found


def _in_turns(tools: Iterable[Tool], folders: Mapping[int, Path], turns: int, cache: Path) -> Measured:
    found: Measured = defaultdict(lambda: defaultdict(list))
    for count, home in folders.items():
        for turn in range(turns):
            for tool in tools:
                taken = found[tool.name][count]
                if turn and taken[0] > PATIENCE:
                    continue
                taken.append(seconds(tool, home, cache))
                _tell(f"{tool.name}, {count:,} files: {taken[-1]:.2f} s")
    return found


def _latency_tables(sessions: Mapping[str, Mapping[int, Sequence[Session]]]) -> Iterable[str]:
    """Yield what an editor waits for: by the size of the document, and what a session costs otherwise."""
    sizes = sorted(next(iter(sessions.values())))
    yield "\n### From an edit to its diagnostics\n"
    yield f"![How long the diagnostics of an edit take]({_image('latency')})\n"
    yield "Milliseconds: half of the edits are quicker than the first figure, 99 of 100 than the second.\n"
    yield _row("Lines", *(f"{size:,}" for size in sizes))
    yield _rule(len(sizes))
    for name, by_size in sessions.items():
        yield _row(name, *(_percentiles(by_size[size]) for size in sizes))
    ours = sessions[WHYLINT.name]
    yield "\nAs a multiple of Whylint's median:\n"
    yield _row("Lines", *(f"{size:,}" for size in sizes))
    yield _rule(len(sizes))
    for name, by_size in sessions.items():
        if name != WHYLINT.name:
            yield _row(name, *(_ratio(_medians(by_size[size]), _medians(ours[size])) for size in sizes))
    last = 10_000 if 10_000 in sizes else sizes[-1]
    yield f"\nWhat else a session takes, with {last:,} lines:\n"
    yield _row(
        "", "until it is ready", "first diagnostics", "a hover then", "all diagnostics", "memory at the end"
    )
    yield _rule(5)
    for name, by_size in sessions.items():
        each = by_size[last]
        yield _row(
            name,
            f"{median(s.ready for s in each):.0f} ms",
            f"{median(s.opened for s in each):.0f} ms",
            f"{median(s.hover for s in each):.0f} ms",
            f"{median(s.read for s in each):.0f} ms",
            f"{median(s.memory for s in each):.0f} MB",
        )


def _throughput_tables(checks: Measured, floor: Measured) -> Iterable[str]:
    counts = sorted(next(iter(checks.values())))
    yield "\n### Checking files\n"
    yield f"![How long a check of many files takes]({_image('throughput')})\n"
    yield "Seconds, without any cache but where it says so:\n"
    yield _row("Files", *(f"{count:,}" for count in counts))
    yield _rule(len(counts))
    for name, by_count in checks.items():
        yield _row(name, *(f"{median(by_count[count]):.3g}" for count in counts))
    yield "\nAs a multiple of Whylint without its cache:\n"
    yield _row("Files", *(f"{count:,}" for count in counts))
    yield _rule(len(counts))
    ours = checks[WHYLINT.name]
    for name, by_count in checks.items():
        if name != WHYLINT.name:
            yield _row(name, *(_ratio(by_count[count], ours[count]) for count in counts))
    yield "\nThe floor, what every program in Python waits for that loads these, in milliseconds:\n"
    yield _row("", "ms")
    yield _rule(1)
    for name, by_count in floor.items():
        yield _row(name, f"{median(by_count[1]) * 1e3:.0f}")


def _percentiles(sessions: Sequence[Session]) -> str:
    edits = [edit for each in sessions for edit in each.edits]
    return f"{median(edits):.3g} / {quantiles(edits, n=100, method='inclusive')[98]:.3g}"


def _medians(sessions: Sequence[Session]) -> list[float]:
    return [median(each.edits) for each in sessions]


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> str:
    """Return the median of the ratios within each turn."""
    return f"{median(a / b for a, b in zip(theirs, ours, strict=False)):.2g} ×"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return _row("---", *["---:"] * columns)


def _load() -> str:
    """Return how many programs wanted to run in the last minute, where the system counts them."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _machine(before: str) -> str:
    """Return what was measured on: the machine, what else it did, the interpreter, and the version of each tool."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    tools = ", ".join(f"{name} {version}" for name, version in versions().items())
    load = f"Load average {before} when it began and {_load()} when it ended."
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cores} cores"
    return f"{machine}. {tools}. {load}"


def _tell(progress: str) -> None:
    print(f"\r\x1b[K{progress}" if sys.stderr.isatty() else progress, end="", file=sys.stderr, flush=True)
    print("" if sys.stderr.isatty() else "\n", end="", file=sys.stderr)


def _image(name: str) -> str:
    return f"images/{name}.svg"


def _write(told: str, sessions: Mapping[str, Mapping[int, Sequence[Session]]], checks: Measured) -> None:
    from benchmarks.plots import plot  # noqa: PLC0415 - matplotlib takes seconds, and not everybody writes

    plot(
        DOCS / _image("latency"),
        {
            name: [(size, median(_medians(each))) for size, each in sorted(by_size.items())]
            for name, by_size in sessions.items()
        },
        "lines of the document",
        "milliseconds from an edit to its diagnostics",
    )
    plot(
        DOCS / _image("throughput"),
        {
            name: [(count, median(taken)) for count, taken in sorted(by_count.items())]
            for name, by_count in checks.items()
        },
        "files",
        "seconds",
    )
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
