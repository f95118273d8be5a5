"""The line over a public view that holds it to the guard's count."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.edge.services import Door, count_public

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(door: Door = Door.PAGES) -> Callable[[View], View]:
    """Return what makes a view refuse an address that asks too much: TooManyCalls is raised before it is reached."""

    def held(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            over = count_public(request, door)
            if over:
                raise over
            return view(request, *args, **kwargs)

        return cast("View", enter)

    return held
