"""The guard in front: how often a caller may be refused, and an address may ask without a login, whatever is agreed."""
