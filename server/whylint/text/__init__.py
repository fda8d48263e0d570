"""Text as lines, edits and positions. Nothing in here knows about Markdown."""
