"""The published description."""
