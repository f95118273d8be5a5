"""Subscriptions by file: register, extend or unregister many persons at once, and hold a list against what is there."""
