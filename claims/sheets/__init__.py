"""Sheets: cited lists of claims in many formats."""
