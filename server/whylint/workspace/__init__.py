"""The files around a document: which are read, with which settings."""
