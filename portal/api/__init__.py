"""What every API shares: the door of each operation, problem details, bearer tokens, life of versions, description, reading page."""
