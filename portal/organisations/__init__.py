"""Organisations (actors), their agreements and agreed services, purposes and what each may be told."""
