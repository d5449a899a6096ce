"""A database of who said what, in which source, and how sure they sounded."""
