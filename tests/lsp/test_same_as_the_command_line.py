"""The editor and the command line say the same, of every case and of documents that rest on each other."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import clients

from case_files import CONFIGURATION, SPEC, read_cases, without_markers

if TYPE_CHECKING:
    from conftest import Connect

CASES = Path(__file__).parent.parent / "cases"
# Columns of the command line count code points, and so do those of a client that counts in UTF-32.
CLIENT = {**clients.VS_CODE, "general": {"positionEncodings": ["utf-32"]}}
SEVERITIES = {"error": 1, "warning": 2, "information": 3, "hint": 4}

WHYS = (
    "",
    "Field staff cannot send their receipts in time, and are paid back a month late.\n\n",
    "Problem: see ../problem.md\n\n",
    "Epic: [EPIC-1](epic.md)\n\n",
)
LINKS = ("", "[Errors](../errors.md)\n\n", "[Other](%20b%20.md) [Not there](none.md)\n\n")
CRITERIA = (
    "- The customer uploads a photo of a receipt\n- The clerk deletes a receipt quickly\n",
    "1. WHEN the customer submits the form THE SYSTEM SHALL save it\n2. The list shall be snappy\n",
    "- [ ] The clerk imports bookings\n- [ ] When an import fails, an error message is shown\n",
)
WORKSPACE = {
    "problem.md": "# Problem 🙂\n\nField staff cannot find receipts, and lose a day each month.\n",
    "errors.md": "# Errors\n\n- When an upload is refused, the form keeps its entries and says why\n",
    "specs/epic.md": "# Epic 1\n\nAs a clerk, I want to see receipts so that I can close the month.\n",
    "specs/change/proposal.md": "# Why\n\nClerks cannot delete receipts, and lose an hour a day.\n",
    "specs/change/tasks.md": f"# Tasks\n\n## Acceptance criteria\n\n{CRITERIA[0]}",
    "specs/old/a.md": f"# Old\n\n## Acceptance criteria\n\n{CRITERIA[0]}",
    "whylint.toml": 'weak-words = ["quickly"]\nmax-size = 5\nexclude = ["left-out/"]\n',
    "specs/whylint.toml": (
        'extend = "../whylint.toml"\n[[files]]\nmatch = ["old/"]\nignore = ["missing-user-problem"]\n'
        '[files.severity]\nmissing-error-state = "hint"\n'
    ),
    "left-out/a.md": f"# Left out\n\n## Acceptance criteria\n\n{CRITERIA[0]}",
    "large.md": f"# Large\n\n## Acceptance criteria\n\n{CRITERIA[0]}" + "\nMore.\n" * 1000,
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def by_command_line(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what the command line finds, by document."""
    command = [sys.executable, "-m", "whylint", "check", "--format", "json", "--no-cache", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        found.setdefault(finding["path"], []).append(finding)
    return found


def as_diagnostic(folder: Path, finding: dict[str, Any]) -> dict[str, Any]:
    """Return a finding of the command line as a diagnostic, but for where related places end."""

    def place(position: dict[str, int]) -> dict[str, int]:
        return {"line": position["line"] - 1, "character": position["column"] - 1}

    related = [
        ((folder / each["path"]).as_uri(), each["line"] - 1, each["message"]) for each in finding["related"]
    ]
    return {
        "range": {end: place(finding["range"][end]) for end in ("start", "end")},
        "severity": SEVERITIES[finding["severity"]],
        "code": finding["rule"],
        "message": finding["message"],
        "fingerprint": finding["fingerprint"],
        "related": related,
    }


def of_the_editor(item: dict[str, Any]) -> dict[str, Any]:
    related = [
        (each["location"]["uri"], each["location"]["range"]["start"]["line"], each["message"])
        for each in item.get("relatedInformation", ())
    ]
    told = {name: item[name] for name in ("range", "severity", "code", "message")}
    return {**told, "fingerprint": item["data"]["fingerprint"], "related": related}


def compare(connect: Connect, folder: Path) -> int:
    """Compare what is said of all documents in a folder, and return how many findings there are."""
    (folder / ".git").mkdir()
    expected = by_command_line(folder)
    client = connect(CLIENT, workspaceFolders=[{"uri": folder.as_uri(), "name": "specs"}])
    number = 0
    for path in sorted(folder.rglob("*.md")):
        name, uri = path.relative_to(folder).as_posix(), path.as_uri()
        client.open(uri, path.read_bytes().decode())
        client.request("workspace/executeCommand", {"command": "whylint.showAll", "arguments": [uri]})
        items = client.pull(uri)["items"]
        wanted = [as_diagnostic(folder, finding) for finding in expected.get(name, ())]
        found = [of_the_editor(item) for item in items if item["code"] != "too-large"]
        assert found == wanted, name
        number += len(wanted)
    return number


def test_of_every_case(connect: Connect, tmp_path: Path) -> None:
    for file in sorted(CASES.rglob("*.md")):
        for number, case in enumerate(read_cases(file)):
            folder = f"{file.relative_to(CASES).with_suffix('').as_posix()}/{number}"
            lines = "".join(without_markers(case.fences[SPEC].text)[0])
            write(tmp_path, {f"{folder}/case.md": lines})
            if CONFIGURATION in case.fences:
                write(tmp_path, {f"{folder}/whylint.toml": case.fences[CONFIGURATION].text})
    assert compare(connect, tmp_path) > 50


def test_of_a_workspace_whose_documents_rest_on_each_other(connect: Connect, tmp_path: Path) -> None:
    files = {
        f"specs/{number}.md": f"# Receipts {number}\n\n{why}{link}## Acceptance criteria\n\n{criteria}"
        for number, (why, link, criteria) in enumerate(product(WHYS, LINKS, CRITERIA))
    }
    write(tmp_path, {**WORKSPACE, **files})
    assert compare(connect, tmp_path) > 50
