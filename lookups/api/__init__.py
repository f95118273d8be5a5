"""LEFI Online for systems: one folder a major version, shapes only, nothing shared between versions."""
