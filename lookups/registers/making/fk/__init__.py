"""FK's documents of the population: one file per family of benefits, a builder for each benefit."""
