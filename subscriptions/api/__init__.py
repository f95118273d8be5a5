"""LEKA on the wire: its versions and their addresses."""
