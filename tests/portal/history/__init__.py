"""The administration's history: what was, what is, who did it; in words."""
