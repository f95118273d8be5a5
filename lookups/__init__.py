"""LEFI Online: questions about persons, answered from the agencies' extracts."""
