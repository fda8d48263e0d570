"""What the client can do, read once from its announcement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder, get_capability

from whylint.text.encoding import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable


# What Helix and Zed ask a server for that offers it, though they announce none of it.
_UNANNOUNCED = frozenset(
    {"definition", "references", "document_highlight", "document_symbol", "document_link"}
)


@dataclass(frozen=True, slots=True)
class Client:
    """The other side of a session; as it stands, a client that announces nothing.

    encoding: what the characters of its positions count.
    features: the names of all that it announces about documents ("code_lens"): what it does not know it is not offered.
    pulls: it asks for diagnostics, so that they are never pushed; refreshes: it asks again when told to.
    related, described, keeps_data: a diagnostic may have related information, a page that describes it, data.
    literal_actions: code actions may be more than commands; prefers: one of them may be marked as preferred.
    explains_disabled: an action may be shown with the reason why it can't be had; resolves: its edit may follow later.
    versioned_edits: an edit may name the version of the document that it was made for.
    snippets: an edit may have places to go through, one after the other.
    notes_on_actions, notes_on_renames: the edits of actions, or of renames, may say what they are for.
    applies_edits: the server may ask it for an edit; shows_documents: and to show a place.
    markdown: hovers may be Markdown; documents_items: so may notes on completions; keeps_indents: their text may
    be kept from being indented.
    tree: symbols may stand in each other; links: an answer may say from where a link leads.
    prepares_renames: it asks first whether there is anything to rename.
    refreshes_lenses, refreshes_hints: it asks for them again when told to.
    finds_symbols: it asks for the symbols of the workspace; shows_progress: it shows long work that the server begins.
    watches: it watches files when asked to.
    configures: it can be asked for settings; tells_settings: it tells of changed ones when asked to.
    """

    encoding: Encoding = Encoding.UTF_16
    features: frozenset[str] = frozenset()
    pulls: bool = False
    refreshes: bool = False
    related: bool = False
    described: bool = False
    keeps_data: bool = False
    literal_actions: bool = False
    prefers: bool = False
    explains_disabled: bool = False
    resolves: bool = False
    versioned_edits: bool = False
    snippets: bool = False
    notes_on_actions: bool = False
    notes_on_renames: bool = False
    applies_edits: bool = False
    shows_documents: bool = False
    markdown: bool = False
    documents_items: bool = False
    keeps_indents: bool = False
    tree: bool = False
    links: bool = False
    prepares_renames: bool = False
    refreshes_lenses: bool = False
    refreshes_hints: bool = False
    finds_symbols: bool = False
    shows_progress: bool = False
    watches: bool = False
    configures: bool = False
    tells_settings: bool = False

    def asks_for(self, feature: str) -> bool:
        """Tell whether the client may ask for a feature of documents ("code_lens")."""
        return feature in self.features or (bool(self.features) and feature in _UNANNOUNCED)

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Client:
        """Return the client that announces ``capabilities``."""

        def says(name: str) -> bool:
            return bool(get_capability(capabilities, name))

        pull = get_capability(capabilities, "text_document.diagnostic")
        push = get_capability(capabilities, "text_document.publish_diagnostics")
        # Clients of protocol 3.17 say of pushed diagnostics alone what either kind may have.
        diagnostics = [announced for announced in (pull, push) if announced]
        notes = says("workspace.workspace_edit.document_changes") and (
            get_capability(capabilities, "workspace.workspace_edit.change_annotation_support") is not None
        )
        later: Iterable[str] = (
            get_capability(capabilities, "text_document.code_action.resolve_support.properties") or ()
        )
        return cls(
            encoding=Encoding(ServerCapabilitiesBuilder.choose_position_encoding(capabilities)),
            features=_announced(capabilities.text_document),
            pulls=pull is not None,
            refreshes=says("workspace.diagnostics.refresh_support"),
            related=any(announced.related_information for announced in diagnostics),
            described=any(announced.code_description_support for announced in diagnostics),
            keeps_data=any(announced.data_support for announced in diagnostics),
            literal_actions=says("text_document.code_action.code_action_literal_support"),
            prefers=says("text_document.code_action.is_preferred_support"),
            explains_disabled=says("text_document.code_action.disabled_support"),
            resolves="edit" in later and says("text_document.code_action.data_support"),
            versioned_edits=says("workspace.workspace_edit.document_changes"),
            snippets=says("workspace.workspace_edit.document_changes")
            and says("workspace.workspace_edit.snippet_edit_support"),
            notes_on_actions=notes and says("text_document.code_action.honors_change_annotations"),
            notes_on_renames=notes and says("text_document.rename.honors_change_annotations"),
            applies_edits=says("workspace.apply_edit"),
            shows_documents=says("window.show_document.support"),
            markdown=_likes_markdown(get_capability(capabilities, "text_document.hover.content_format")),
            documents_items=_likes_markdown(
                get_capability(capabilities, "text_document.completion.completion_item.documentation_format")
            ),
            keeps_indents=says("text_document.completion.completion_item.insert_text_mode_support"),
            tree=says("text_document.document_symbol.hierarchical_document_symbol_support"),
            links=says("text_document.definition.link_support"),
            prepares_renames=says("text_document.rename.prepare_support"),
            refreshes_lenses=says("workspace.code_lens.refresh_support"),
            refreshes_hints=says("workspace.inlay_hint.refresh_support"),
            finds_symbols=get_capability(capabilities, "workspace.symbol") is not None,
            shows_progress=says("window.work_done_progress"),
            watches=says("workspace.did_change_watched_files.dynamic_registration"),
            configures=says("workspace.configuration"),
            tells_settings=says("workspace.did_change_configuration.dynamic_registration"),
        )


def _announced(capabilities: types.TextDocumentClientCapabilities | None) -> frozenset[str]:
    """Return the names of the features of documents that a client speaks of."""
    if capabilities is None:
        return frozenset()
    names = types.TextDocumentClientCapabilities.__annotations__
    return frozenset(name for name in names if getattr(capabilities, name) is not None)


def _likes_markdown(formats: Iterable[types.MarkupKind] | None) -> bool:
    """Tell whether the first format of a list, which is the one that the client likes best, is Markdown."""
    return next(iter(formats or ()), None) == types.MarkupKind.Markdown
