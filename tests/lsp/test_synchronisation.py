"""The text of a document stays the client's, whatever is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import clients
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsp_client import insertion, replacement
from lsprotocol import types
from samples import PROMISE, SPEC, URI, of_rule, words

from whylint.lsp.session import Document
from whylint.lsp.synchronisation import apply
from whylint.text.encoding import Encoding
from whylint.text.lines import split_lines

if TYPE_CHECKING:
    from conftest import Connect

_UNITS = {Encoding.UTF_8: ("utf-8", 1), Encoding.UTF_16: ("utf-16-le", 2), Encoding.UTF_32: ("utf-32-le", 4)}

# Every character that some function of Python takes for the end of a line, among others.
_TEXT = st.text(alphabet="ab ä😀\r\n\x0b\x0c\x1c\x85\u2028", max_size=8)


def place(text: str, index: int, encoding: Encoding) -> types.Position:
    """Return the place before the character ``index``, straight from the words of the protocol."""
    if text[index - 1 : index + 1] == "\r\n":
        index -= 1
    lines = re.split(r"\r\n|\n|\r", text[:index])
    codec, size = _UNITS[encoding]
    return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)


@settings(deadline=None)
@given(
    st.sampled_from(Encoding), _TEXT, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), _TEXT), max_size=5)
)
def test_any_edits_in_one_message_give_the_text_of_the_client(
    encoding: Encoding, text: str, edits: list[tuple[float, float, str]]
) -> None:
    document = Document(URI, 1, split_lines(text))
    changes: list[types.TextDocumentContentChangeEvent] = []
    for one, other, inserted in edits:
        start, end = sorted(round(part * len(text)) for part in (one, other))
        start -= text[start - 1 : start + 1] == "\r\n" and start > 0
        end -= text[end - 1 : end + 1] == "\r\n" and end > start
        range_ = types.Range(place(text, start, encoding), place(text, end, encoding))
        changes.append(types.TextDocumentContentChangePartial(range_, inserted))
        text = text[:start] + inserted + text[end:]
    apply(document, 7, changes, encoding)
    assert "".join(document.lines) == text
    assert document.lines == split_lines(text)
    assert document.version == 7


def test_a_change_without_a_range_replaces_the_text() -> None:
    document = Document(URI, 1, split_lines("old\ntext"))
    changes: list[types.TextDocumentContentChangeEvent] = [
        types.TextDocumentContentChangeWholeDocument("new\r\ntext\n"),
        types.TextDocumentContentChangePartial(
            types.Range(types.Position(1, 0), types.Position(1, 4)), "words"
        ),
    ]
    apply(document, 2, changes, Encoding.UTF_16)
    assert document.lines == ["new\r\n", "words\n", ""]


@pytest.mark.parametrize(
    ("capabilities", "encoding"),
    [(clients.VS_CODE, "utf-16"), (clients.NEOVIM, "utf-8")],
)
def test_a_finding_keeps_its_words_while_the_text_around_it_changes(
    connect: Connect, capabilities: dict[str, object], encoding: str
) -> None:
    client = connect(capabilities)
    assert client.capabilities["positionEncoding"] == encoding
    client.open(URI, SPEC)
    text = SPEC
    for version, (change, old, new) in enumerate(
        [
            (insertion(0, 0, "\x0c"), "#", "\x0c#"),
            (insertion(1, 0, "\r\n\r\n"), "🧾\n", "🧾\n\r\n\r\n"),
            (insertion(PROMISE + 2, 2, "🧾"), "- 😀", "- 🧾😀"),
            (replacement(1, 0, 2, 0, ""), "🧾\n\r\n", "🧾\n"),
        ],
        start=2,
    ):
        client.change(URI, version, change)
        text = text.replace(old, new, 1)
        (found,) = of_rule(client.pull(URI)["items"], "missing-error-state")
        assert words(text, found["range"], encoding) == "uploads a receipt"


def test_an_edit_that_joins_a_carriage_return_to_a_line_feed_moves_what_stands_below(
    connect: Connect,
) -> None:
    client = connect(clients.VS_CODE)
    client.open(URI, SPEC.replace("\n", "\r-\n", 1))
    (before,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    assert before["range"]["start"]["line"] == PROMISE + 1
    client.change(URI, 2, replacement(1, 0, 1, 1, ""))
    (after,) = of_rule(client.pull(URI)["items"], "missing-error-state")
    assert after["range"]["start"]["line"] == PROMISE
    assert words(SPEC, after["range"], "utf-16") == "uploads a receipt"


def test_an_edit_of_a_document_that_is_not_open_is_logged_and_ignored(connect: Connect) -> None:
    client = connect(clients.VS_CODE)
    client.change(URI, 2, insertion(0, 0, "x"))
    assert URI in client.receive("window/logMessage")["message"]
    assert client.pull(URI)["items"] == []
