"""LEKA 1: subscriptions and notifications on the wire (api.md)."""
