"""What surrounds a document: which files there are, how they are read, and which configuration holds."""
