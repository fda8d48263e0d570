"""What a feature is: a request about one document, and to which clients it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from whylint.lsp.client import Client
    from whylint.lsp.names import Names
    from whylint.lsp.session import Document, Snapshot
    from whylint.lsp.work import Work


def _of_document(params: Any) -> str:
    uri: str = params.text_document.uri
    return uri


@dataclass(frozen=True, slots=True)
class Feature:
    """A request that is answered from a document alone.

    answer: what is said of a document; nothing: what is said where there is none. offered: tells how it is announced to
    a client: by the options of the protocol, by True where there are none, and not at all by None or False.
    uri: tells which document the request is about; of_configuration: what is said of a configuration file that is open.
    """

    method: str
    answer: Callable[[Snapshot, Any], object]
    nothing: object
    offered: Callable[[Client], object]
    uri: Callable[[Any], str] = _of_document
    of_configuration: Callable[[Document, Client, Any], object] | None = None


@dataclass(frozen=True, slots=True)
class WideFeature:
    """A request that is answered from a document and from the names in the whole workspace, which may take a while.

    title: what a person is shown of the work. The rest is as it is of a ``Feature``.
    """

    method: str
    title: str
    answer: Callable[[Snapshot, Any, Names, Work], Awaitable[object]]
    nothing: object
    offered: Callable[[Client], object]
    uri: Callable[[Any], str] = _of_document
