"""Reads a file or list of persons as caseworkers have it: recognised, mended where it cannot be wrong, all shown."""
