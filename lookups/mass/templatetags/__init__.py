"""Tags of mass queries' pages."""
