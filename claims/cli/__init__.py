"""The command line: parse, call Library, render."""
