"""Many persons asked in one go."""
