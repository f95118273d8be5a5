"""Members, roles, login, API clients and tokens; the only maker of an Asker."""
