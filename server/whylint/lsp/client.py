"""What the client can do, read once from its announcement."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder, get_capability

from whylint.text.encoding import Encoding


@dataclass(frozen=True, slots=True)
class Client:
    """The other side of a session; as it stands, a client that announces nothing.

    encoding: what the characters of its positions count.
    pulls: it asks for diagnostics, so that they are never pushed; refreshes: it asks again when told to.
    related, described, keeps_data: a diagnostic may have related information, a page that describes it, data.
    literal_actions: code actions may be more than commands; prefers: one of them may be marked as preferred.
    versioned_edits: an edit may name the version of the document that it was made for.
    markdown: hovers may be Markdown.
    watches: it watches files when asked to.
    """

    encoding: Encoding = Encoding.UTF_16
    pulls: bool = False
    refreshes: bool = False
    related: bool = False
    described: bool = False
    keeps_data: bool = False
    literal_actions: bool = False
    prefers: bool = False
    versioned_edits: bool = False
    markdown: bool = False
    watches: bool = False

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Client:
        """Return the client that announces ``capabilities``."""
        pull = get_capability(capabilities, "text_document.diagnostic")
        push = get_capability(capabilities, "text_document.publish_diagnostics")
        # Clients of protocol 3.17 say of pushed diagnostics alone what either kind may have.
        diagnostics = [announced for announced in (pull, push) if announced]
        formats = get_capability(capabilities, "text_document.hover.content_format") or ()
        return cls(
            encoding=Encoding(ServerCapabilitiesBuilder.choose_position_encoding(capabilities)),
            pulls=pull is not None,
            refreshes=bool(get_capability(capabilities, "workspace.diagnostics.refresh_support")),
            related=any(announced.related_information for announced in diagnostics),
            described=any(announced.code_description_support for announced in diagnostics),
            keeps_data=any(announced.data_support for announced in diagnostics),
            literal_actions=bool(
                get_capability(capabilities, "text_document.code_action.code_action_literal_support")
            ),
            prefers=bool(get_capability(capabilities, "text_document.code_action.is_preferred_support")),
            versioned_edits=bool(get_capability(capabilities, "workspace.workspace_edit.document_changes")),
            # The first format that the client lists is the one it likes best.
            markdown=bool(formats) and formats[0] == types.MarkupKind.Markdown,
            watches=bool(
                get_capability(capabilities, "workspace.did_change_watched_files.dynamic_registration")
            ),
        )
