"""What the operator's support sees of mass queries and does to them, in its own role: no row, no name and no case."""
