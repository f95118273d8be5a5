"""LEKA: subscribe to a person, be told when something changes, and be able to trust that nothing was missed."""
