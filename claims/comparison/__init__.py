"""Comparison: which claims to compare, and how they relate."""
