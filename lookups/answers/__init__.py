"""Cuts an extract's documents to what may be told: select, permit, protect, normalise; pure functions over frozen data."""
