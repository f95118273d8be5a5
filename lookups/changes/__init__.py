"""What a load changed, by person and information group: the public feed of it."""
