"""Organisations, agreements and purposes."""
