"""What a change of the care fees' basis is refused with."""


class NoSuchPlace(ValueError):
    """The description has no such group, or the group no such kind."""
