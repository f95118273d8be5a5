"""One row per session: Django's own, and what its owner is told and its end is judged by."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

# What a request saves. When it was last used is written apart: a slow request must not move it back.
SAVED = ("session_data", "expire_date", "user", "browser", "system", "begun_at")


class Session(AbstractBaseSession):
    """A session; before a login it has no user. The key is the cookie's, so it stands on no page and in no log."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("konto"),
    )
    browser = models.CharField(max_length=20, default="")
    system = models.CharField(max_length=20, default="")
    begun_at = models.DateTimeField()
    active_at = models.DateTimeField(db_index=True)  # purge

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "session"
        verbose_name_plural = "sessions"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Return the engine that reads the row's data."""
        from portal.logins.store import SessionStore  # noqa: PLC0415  # the engine reads this model

        return SessionStore

    def save(self, *args: Any, **options: Any) -> None:
        """Save; an existing row keeps the moment of its last use."""
        if options.get("force_update"):
            options["update_fields"] = SAVED
        super().save(*args, **options)
