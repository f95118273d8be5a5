"""What every API shares: the door of an operation, problem details, bearer tokens, versions, description, its page."""
