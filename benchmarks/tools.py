"""The tools that are measured, and how each is run: Whylint, its peers, and what stands under all that is in Python."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PROGRAMS = Path(sys.executable).parent
PACKAGES = HERE / "node_modules"

MARKDOWN, PYTHON = ".md", ".py"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as people run it.

    check: what checks the folder that it is run in, without a cache of its own; server: what serves an editor; files:
    whether ``check`` wants the names of the files; suffix: which files it reads; variables: of its environment.
    """

    name: str
    check: tuple[str, ...] = ()
    server: tuple[str, ...] = ()
    files: bool = False
    suffix: str = MARKDOWN
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def is_here(self) -> bool:
        """Whether it is installed."""
        return Path((self.check or self.server)[0]).exists()


def program(name: str) -> str:
    """Return the path of a program that is installed beside this Python."""
    return str(PROGRAMS / name)


def package(name: str) -> str:
    """Return the path of a program of an npm package."""
    return str(PACKAGES / ".bin" / name)


WHYLINT = Tool("whylint", (program("whylint"), "check", "--no-cache"), (program("whylint"), "server"))
WARM = Tool("whylint, known answers", (program("whylint"), "check"))

RUMDL = (program("rumdl"), "check", "--no-cache", ".")
PEERS = (
    Tool("rumdl", RUMDL, (program("rumdl"), "server")),
    Tool("rumdl, one thread", RUMDL, variables={"RAYON_NUM_THREADS": "1"}),
    Tool("panache", (program("panache"), "lint", "--no-cache", "."), (program("panache"), "lsp")),
    Tool("markdownlint-cli2", (package("markdownlint-cli2"), "**/*.md")),
    Tool("write-good", (package("write-good"),), files=True),
    Tool("mdformat", (program("mdformat"), "--check", ".")),
    Tool("proselint", (program("proselint"), "check", ".")),
    Tool(
        "ruff, on Python",
        (program("ruff"), "check", "--no-cache", "."),
        (program("ruff"), "server"),
        suffix=PYTHON,
    ),
)

# What everything in Python waits for, whatever it does: the floor that Whylint stands on.
FLOOR = (
    Tool("python, nothing else", (sys.executable, "-c", "pass")),
    Tool(
        "python, argparse and json",
        (sys.executable, "-c", "import argparse, json, dataclasses, hashlib, pathlib"),
    ),
    Tool("python, markdown-it", (sys.executable, "-c", "import markdown_it")),
    Tool("python, pygls", (sys.executable, "-c", "import pygls.lsp.server")),
)


def versions() -> dict[str, str]:
    """Return the version of each package that is measured."""
    code = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
    names = ("whylint", "rumdl", "panache-cli", "mdformat", "proselint", "ruff")
    told = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(told.stdout)
    for name in ("markdownlint-cli2", "write-good"):
        described = PACKAGES / name / "package.json"
        found[name] = json.loads(described.read_text())["version"] if described.exists() else "not installed"
    return found
