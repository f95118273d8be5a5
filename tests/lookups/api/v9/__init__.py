"""Version 9 from outside."""
