"""How near a document is that gives a name."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from whylint.workspace.names import Givers

HERE = Path("/w/specs/one/tasks.md")


@pytest.mark.parametrize(
    ("giver", "rank"),
    [
        ("/w/specs/one/spec.md", 0),
        ("/w/specs/prd.md", 1),
        ("/w/other/linked.md", 2),
        ("/w/prd.md", 4),
        ("/w/specs/one/deep/spec.md", 3),
        ("/w/specs/two/spec.md", 4),
        ("/x/specs/two/spec.md", 8),
    ],
)
def test_the_nearest_is_the_one_in_the_same_folder_above_linked_or_fewest_folders_away(
    giver: str, rank: int
) -> None:
    givers = Givers([Path(giver), Path("/somewhere/very/far/away/in/the/end.md")])
    assert givers.rank(HERE, [Path("/w/other/linked.md")]) == rank


def test_of_none_none_is_near() -> None:
    assert Givers([]).rank(HERE, []) == inf
