"""What people decide about telling: loads that are held or called back, and kinds that are stopped."""
