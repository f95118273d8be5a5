"""Tests that measure, or take minutes: `make test-faults` runs them, `make test` does not."""
