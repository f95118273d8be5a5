"""The agencies' extracts, a document per person and agency: load, compare, read. Nobody else reads its tables."""
