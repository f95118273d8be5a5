"""Measures what `make bench` promises, as ratios of a floor measured in the same run, on a database of its own."""
