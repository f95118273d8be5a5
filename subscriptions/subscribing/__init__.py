"""Subscriptions: on whom an organisation is told, for what purpose and case, and until when (R4)."""
