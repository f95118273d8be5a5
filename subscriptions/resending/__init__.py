"""Sending again all that has changed since a day: ordered by an organisation or for it, carried out once."""
