"""Document links: rules that a comment names, and files that the text names without making a link of them.

Links that Markdown shows as such are left to editors and their Markdown servers, which underline them already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol import types

from whylint.lsp.feature import Feature
from whylint.lsp.positions import write_span
from whylint.lsp.targets import address
from whylint.rules import RULES
from whylint.spec.links import bare_paths
from whylint.text.position import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whylint.lsp.session import Snapshot
    from whylint.lsp.wire import Json

_REMARK = re.compile(r"<!--\s*whylint-[^>]*-->")
_RULE = re.compile(r"[a-z]+(?:-[a-z]+)+")


def links(snapshot: Snapshot, _: types.DocumentLinkParams) -> list[Json]:
    """Return the links of a document."""
    lines, encoding = snapshot.analysis.lines, snapshot.client.encoding
    found = [*_rules(snapshot), *_files(snapshot)]
    return [
        {"range": write_span(lines, span, encoding), "target": target, "tooltip": tooltip}
        for span, target, tooltip in sorted(found)
    ]


def _rules(snapshot: Snapshot) -> Iterator[tuple[Span, str, str]]:
    for number, line in enumerate(snapshot.analysis.lines):
        if "whylint-" not in line:
            continue
        for remark in _REMARK.finditer(line):
            for word in _RULE.finditer(line, remark.start(), remark.end()):
                if rule := RULES.get(word[0]):
                    yield (
                        Span.on_line(number, word.start(), word.end()),
                        rule.help_url,
                        "What this rule asks, and why",
                    )


def _files(snapshot: Snapshot) -> Iterator[tuple[Span, str, str]]:
    for link in bare_paths(snapshot.analysis.lines):
        uri, fragment = address(snapshot.uri, link.target)
        if uri is not None and snapshot.page_of(uri) is not None:
            yield link.span, f"{uri}#{fragment}" if fragment else uri, "Open this document"


FEATURE = Feature(
    types.TEXT_DOCUMENT_DOCUMENT_LINK,
    links,
    [],
    lambda client: types.DocumentLinkOptions() if client.asks_for("document_link") else None,
)
