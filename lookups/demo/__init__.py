"""The demo: two organisations, their accounts and clients, staff, and test persons of both agencies."""
