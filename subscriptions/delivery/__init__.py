"""Receiving by system: how far each client has come by its own word, and how long what was told is kept."""
