"""Answers of a mass query as a file, made as background work, sealed in pieces until its asker fetches it."""
