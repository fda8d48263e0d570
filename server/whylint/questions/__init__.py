"""Questions: how they are worded in a document's language, and how they are written into the document."""
