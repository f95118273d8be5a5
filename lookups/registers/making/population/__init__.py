"""The made population: households drawn by the shares of real life, each person with what it has at both agencies."""
