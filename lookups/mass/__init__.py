"""Massfråga: many persons asked in one go, answered one by one later (R3)."""
