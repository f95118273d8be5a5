"""Pages of the administration whose rows stay: the log names them, or nobody but a load or the log writes them."""

from django.db.models import Model
from django.http import HttpRequest


class Kept:
    """Rows that are ended by a date, never deleted: the log names them."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no; links and actions that delete are gone with it."""
        del request, obj
        return False


class ReadOnly(Kept):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        del request, obj
        return False
