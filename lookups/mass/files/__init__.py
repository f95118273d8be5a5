"""Reads a file or a list of persons as caseworkers have it: recognised, repaired where it cannot be wrong, and shown."""
