"""The case files below ``cases/``: specs, and what is to be asked of them.

``WHYLINT_UPDATE=1 pytest tests/test_cases.py`` writes what is found into the files; read the difference
before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from case_files import Case, read_cases, update

CASES = [
    case for path in sorted((Path(__file__).parent / "cases").rglob("*.md")) for case in read_cases(path)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}: {case.name}")
def test_case(case: Case) -> None:
    if os.environ.get("WHYLINT_UPDATE"):
        update(case)
    elif difference := case.difference():
        pytest.fail(difference, pytrace=False)
