"""The named persons of the demo, to the krona: one file per story, each told relative to the day D."""
