"""What surrounds a request of somebody logged in: its use is noted, and one that was ended meanwhile is led out."""

from typing import Any

import structlog
from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from portal import clock
from portal.logins import services
from portal.logins.doors import by_program, is_use, login_again
from portal.logins.ends import Ended

log = structlog.get_logger()


class Sessions(SessionMiddleware):
    """Django's own; but a session that was ended while its request was under way is told so, as at the next request."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session; an ended one is not brought back to life.

        The cookie of one that has ended is kept until somebody goes to a page: a banner that asks by itself would
        else take with it why the login is over.
        """
        try:
            saved: HttpResponse = super().process_response(request, response)
        except SessionInterrupted:
            request.session = self.SessionStore()
            saved = login_again(request, Ended.GONE)
            saved.delete_cookie(
                settings.SESSION_COOKIE_NAME,
                path=settings.SESSION_COOKIE_PATH,
                samesite="Lax",  # as signing_in says; the stubs take a literal alone
            )
            return saved
        if getattr(request.session, "ended", None) and by_program(request):
            saved.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return saved


class Use(MiddlewareMixin):
    """Notes that a login is used; stands after the one that asks for a login."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> None:
        """Note it where the request shows that somebody is there; without a database the page says what it can."""
        del view_args, view_kwargs
        if not request.session.session_key or not is_use(request, view_func):
            return
        try:
            services.use(request.session, at=clock.now())
        except DatabaseError as fault:
            log.error("database", kind=type(fault).__name__)  # noqa: TRY400  # a traceback may hold a person's data
