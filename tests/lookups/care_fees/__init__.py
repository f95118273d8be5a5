"""How care fees treat what an organisation is told."""
