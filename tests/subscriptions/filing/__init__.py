"""Subscriptions by file."""
