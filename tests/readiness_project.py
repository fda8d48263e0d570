"""A project with a past: a few specs of one app, committed one after the other."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

SPECS = Path(__file__).parent / "readiness" / "project"

# What was committed when: the date, what somebody said, the document, and what was not in it yet.
PAST = (
    ("2026-08-03", "Sign-in", "sign-in", ""),
    ("2026-08-20", "Receipts", "receipt-upload", r"- \[ \] AC-2.*\n"),
    ("2026-09-02", "Mileage", "mileage", ""),
    ("2026-09-14", "Payout", "payout", r"(?s)### When it fails.*?(?=## Success)"),
    ("2026-10-01", "Approval", "approval", ""),
    ("2026-10-12", "What happens without a network", "receipt-upload", ""),
    ("2026-10-30", "What happens when a salary run stops", "payout", ""),
    ("2026-11-12", "Notifications", "notifications", ""),
)


def make_project(root: Path) -> None:
    """Make the repository, with the specs in the folder ``specs``."""
    (root / "specs").mkdir(parents=True)
    _git(root, "init", "--quiet")
    for date, change, name, missing in PAST:
        text = (SPECS / f"{name}.md").read_text(encoding="utf-8")
        text = re.sub(missing, "", text) if missing else text
        (root / "specs" / f"{name}.md").write_text(text, encoding="utf-8")
        commit(root, change, f"{date}T12:00:00Z")


def commit(root: Path, change: str, date: str = "") -> None:
    """Commit all there is, at some time or now."""
    _git(root, "add", "--all")
    _git(root, "commit", "--quiet", "--message", change, date=date)


def _git(root: Path, *arguments: str, date: str = "") -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    times = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, env={"PATH": "/usr/bin:/bin", **times})
