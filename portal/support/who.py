"""Who may open the support's pages: support and administrators; to all others they are refused."""

from django.http import HttpRequest

from portal.access.errors import NoSuchRight
from portal.access.models import User

MAY = frozenset({User.StaffRole.SUPPORT, User.StaffRole.ADMINISTRATOR})


def staff(request: HttpRequest) -> User:
    """Return the one logged in, when support or administrator. Raises NoSuchRight for everybody else."""
    user = request.user
    if not isinstance(user, User) or not user.is_active or user.staff_role not in MAY:
        raise NoSuchRight
    return user


def is_administrator(user: User) -> bool:
    """Say whether raises over the double are this one's to look at."""
    return user.staff_role == User.StaffRole.ADMINISTRATOR
