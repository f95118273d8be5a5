"""A static copy of the public page for any web server to show when everything else is down (R20)."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from portal.status import atom, feeds, reads, showing


def write(folder: Path, *, at: datetime) -> int:
    """Write page (in both languages), JSON and Atom to a folder, each whole or not at all; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    told = _files(at)
    for name, body in told.items():
        with NamedTemporaryFile(dir=folder, prefix=f".{name}-", delete=False) as out:
            out.write(body)
        new = Path(out.name)
        new.chmod(0o644)  # another user's web server reads it
        new.replace(folder / name)
    return len(told)


def _files(at: datetime) -> Mapping[str, bytes]:
    board = reads.board(at=at)
    host = f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0]}"
    found = {"status.json": msgspec.json.encode(feeds.document(board, at=at))}
    for language, name in (("sv", "index.html"), ("en", "en.html")):
        with translation.override(language):
            page = {"page": showing.page(board, at=at), "public": True, "copied_at": at}
            found[name] = render_to_string("status/page.html", page, _nobodys()).encode()
    with translation.override("sv"):
        found["status.atom"] = atom.text(
            board,
            at=at,
            author=settings.OPERATOR or settings.SERVICE_NAME,
            page=host + reverse("status:page"),
            own=host + reverse("status:atom"),
        ).encode()
    return found


def _nobodys() -> HttpRequest:
    """Return the request of nobody: the copy is the same for all."""
    request = HttpRequest()
    request.path = reverse("status:page")
    return request
