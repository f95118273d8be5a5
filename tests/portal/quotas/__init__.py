"""Limits and use."""
