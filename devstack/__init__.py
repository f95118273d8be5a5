"""The start: an environment, an embedded PostgreSQL, the look, a browser, and what runs the portal on one machine."""
