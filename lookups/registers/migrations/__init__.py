"""The tables of extracts."""
