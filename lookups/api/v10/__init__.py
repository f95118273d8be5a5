"""Version 10 of LEFI Online: the current one."""
