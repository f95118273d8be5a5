"""Django's session engine: a session is judged where it is read, so no way round the judgement exists.

It costs no statement of its own: the moments stand in the row that is read anyway (docs/decisions/0011).
"""

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from portal import clock
from portal.logins.ends import Ended, Ends, ends, whole

BEGUN, BROWSER, SYSTEM = "begun", "browser", "system"  # the session's keys


class SessionStore(DatabaseStore):
    """A session with its beginning and last use; `ended` says why the one that the cookie names is over."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.begun_at: datetime | None = None
        self.active_at: datetime | None = None
        self.ended: Ended | None = None

    @classmethod
    def get_model_class(cls) -> Any:
        """Return our table's model."""
        return apps.get_model(
            "logins", "Session"
        )  # by name: the engine is read before the models are loaded

    @property
    def ends(self) -> Ends | None:
        """Return when it ends by itself; None when it is not read, or nowhere kept."""
        if self.begun_at is None or self.active_at is None:
            return None
        return ends(begun_at=self.begun_at, active_at=self.active_at)

    def _get_session_from_db(self) -> Any:
        """Return the row, unless it is over: then the key is forgotten, and a new session begins when one is needed."""
        row: Any = self.model.objects.filter(session_key=self.session_key).first()
        if row is None:
            self.ended = Ended.GONE
        else:
            over = ends(begun_at=row.begun_at, active_at=row.active_at).ended(clock.now())
            if over is None:
                self.begun_at, self.active_at = row.begun_at, row.active_at
                return row
            self.ended = over if row.user_id else None  # nobody was logged in
        self._session_key = None
        return None

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to save. A session begins at its first save, and again at a login (`services.begin`)."""
        at = clock.now()
        begun_at = datetime.fromtimestamp(data.setdefault(BEGUN, int(at.timestamp())), tz=UTC)
        row: Any = super().create_model_instance(data)
        row.expire_date = begun_at + whole()
        row.user_id = data.get(SESSION_KEY)
        row.browser, row.system = data.get(BROWSER, ""), data.get(SYSTEM, "")
        row.begun_at, row.active_at = begun_at, at
        self.begun_at, self.active_at = begun_at, self.active_at or at
        return row
