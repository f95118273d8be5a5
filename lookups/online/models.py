"""Answers kept for their page: encrypted, for one account in one session, for a quarter of an hour."""

import uuid
from typing import ClassVar

from django.db import models


class KeptAnswer(models.Model):
    """One permitted answer, encrypted; the key is the process's, not the database's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("organisations.Organisation", models.CASCADE, related_name="+")
    user = models.ForeignKey("access.User", models.CASCADE, related_name="+")
    session = models.CharField(max_length=64)  # keyed digest of the session's key
    disclosure = models.UUIDField()
    purpose = models.CharField(max_length=40)
    sealed = models.BinaryField()  # Fernet over the answer's JSON: it carries its own time
    until = models.DateTimeField(db_index=True)  # purge
    delivered_at = models.DateTimeField(
        null=True
    )  # the first reading is the delivery of what is logged

    class Meta:
        verbose_name = "kept answer"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="kept_answer_session_is_a_digest",
                condition=models.Q(session__regex=r"^[0-9a-f]{64}$"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
