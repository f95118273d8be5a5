"""The second factor of a login: one-time codes and recovery codes; how they are kept, spent, renewed and taken away."""
