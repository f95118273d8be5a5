"""Cuts documents to what may be told: select, permit, protect, normalise; pure functions."""
