"""Reading text; what the bytes may be is tested with the command line."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from whylint.workspace.reading import UnreadableError, decode, read_text


def test_the_text_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\x0c")
    assert read_text(path) == "\ufeffa\r\nb\rc\n\x0c"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            PermissionError(13, "Permission denied"),
            "a.md: permission denied; make the file readable, or leave it out",
        ),
        (
            OSError(5, "Input/output error"),
            "a.md: cannot be read: Input/output error; check the path, or leave it out",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_told(error: OSError, told: str) -> None:
    with mock.patch.object(Path, "read_bytes", side_effect=error), pytest.raises(UnreadableError) as caught:
        read_text(Path("a.md"))
    assert str(caught.value) == told


def test_the_column_of_a_wrong_byte_counts_code_points() -> None:
    with pytest.raises(UnreadableError, match=r"^a\.md:2:3: not UTF-8 \(byte 0x80 at offset 7\)"):
        decode("a\nb😀".encode() + b"\x80", "a.md")
