"""Whose rows the connection may see: scope per transaction, roles, policy helper for migrations."""
