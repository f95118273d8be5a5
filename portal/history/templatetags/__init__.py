"""What templates load as `history`."""
