"""Notifications: told from what a load changed, numbered without holes, never lost and never doubled (R5)."""
