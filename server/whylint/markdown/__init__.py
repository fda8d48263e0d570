"""Markdown as blocks with exact source spans, read whole or updated block by block."""
