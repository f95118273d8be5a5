"""A checked file as it came, sealed, while its asker has not yet said a word."""

from django.db import models


class MassSource(models.Model):
    """The content of a file that waits for a word: it can be read again by another column, and goes with the word."""

    query = models.OneToOneField(
        "mass.MassQuery", models.CASCADE, primary_key=True, related_name="+"
    )
    organisation = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.query_id)
