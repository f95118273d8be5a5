"""Logged in without typing it, which loads two pages: the session that a login gives, put into the browser.

The login itself is typed where it is what is tried: test_caseworker, test_second_factor, test_session_warning.
"""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from portal.access.models import User


def come_in(page: Page, address: str, user: User, path: str = "/") -> None:
    """Open a page of the portal as somebody who has logged in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": address}])
    page.goto(address + path)
