"""A rehearsal: a client's answers of a day by version 9 beside what 10 would say, by shape alone (decision 0033)."""
