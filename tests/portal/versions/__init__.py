"""The life of versions: dates, promises, counts, and who is told."""
