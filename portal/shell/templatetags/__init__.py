"""What templates load as `shell`."""
