"""Reading: bytes to documents, with metadata and zones."""
