"""The order that every question passes, once, for page, API and mass part: may → open → well put → quota."""
