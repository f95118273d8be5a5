"""Version 9 of LEFI Online: the agency's published contract to the letter, the previous major version."""
