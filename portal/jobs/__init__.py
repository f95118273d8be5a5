"""Background jobs: when each is due, one run of it at a time, how the last one went."""
