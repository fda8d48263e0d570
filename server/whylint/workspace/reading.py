"""Reading the text of a document, and saying precisely why it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from pathlib import Path

    from whylint.workspace.configuration import Configuration


class UnreadableError(Exception):
    """A document cannot be read: the message names the file, the place in it, and a remedy, in one line."""


def read_text(path: Path) -> str:
    """Return the text of a document, with its line ends and byte order mark as they are.

    Raises UnreadableError for a file that cannot be opened, is binary, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except PermissionError:
        raise UnreadableError(
            f"{path.as_posix()}: permission denied; make the file readable, or leave it out"
        ) from None
    except OSError as error:
        raise UnreadableError(
            f"{path.as_posix()}: cannot be read: {error.strerror}; check the path, or leave it out"
        ) from None
    return decode(data, path.as_posix())


def too_large(text: str, configuration: Configuration) -> str | None:
    """Return what to tell of a text that is larger than its configuration has documents read; None for others."""
    # Counting bytes is only needed where the characters leave it open.
    if len(text) * 4 <= configuration.max_size or (size := len(text.encode("utf-8", "replace"))) <= (
        configuration.max_size
    ):
        return None
    limit = configuration.max_size // 1000
    return (
        f"not read: its {size // 1000} kB are more than max-size, {limit} kB; raise it, or exclude the file"
    )


def decode(data: bytes, name: str) -> str:
    """Return the text of the document ``name``. Raises UnreadableError where its bytes are no UTF-8 text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(
            f"{name}: not UTF-8 but UTF-16 (by the byte order mark at offset 0); save it as UTF-8"
        )
    zero = data.find(b"\0")
    if zero >= 0:
        raise UnreadableError(
            f"{name}: binary (a zero byte at offset {zero}); name text files only, or leave it out"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = split_lines(data[: error.start].decode("utf-8"))
        place = f"{name}:{len(lines)}:{len(lines[-1]) + 1}"
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise UnreadableError(f"{place}: not UTF-8 ({byte}); save it as UTF-8") from None
