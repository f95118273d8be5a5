"""The record as a feed (RFC 4287): an entry for each window and incident, renewed with each word said of it."""

from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from portal.status import sentences
from portal.status.feeds import DAY_ONE, instant
from portal.status.model import Board, Incident, Window
from portal.status.words import chosen, dated, language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    key: str
    title: str
    published: datetime
    updated: datetime
    lines: tuple[str, ...]


def text(board: Board, *, at: datetime, author: str, page: str, own: str) -> str:
    """Return `/status.atom`, newest change first; `page` and `own` are absolute addresses."""
    entries = sorted(
        [
            *(_window(one, at=at) for one in board.windows),
            *(_incident(one, at=at) for one in board.incidents),
        ],
        key=lambda one: (one.updated, one.key),
        reverse=True,
    )
    updated = entries[0].updated if entries else DAY_ONE
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language()}">',
            f"<id>{_said(own)}</id>",
            f"<title>{_said(_('Driftinformation'))}</title>",
            f"<updated>{instant(updated)}</updated>",
            f"<author><name>{_said(author)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
            f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
            *(_entry(one, page) for one in entries),
            "</feed>",
            "",
        ]
    )


def _entry(one: _Entry, page: str) -> str:
    return "\n".join(
        [
            "<entry>",
            f"<id>urn:uuid:{one.key}</id>",
            f"<title>{_said(one.title)}</title>",
            f"<published>{instant(one.published)}</published>",
            f"<updated>{instant(one.updated)}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(f"{page}#{one.key}")}/>',
            f'<content type="text">{_said(chr(10).join(one.lines))}</content>',
            "</entry>",
        ]
    )


def _said(words: str) -> str:
    """Return words as XML text; characters that XML 1.0 does not have are left out."""
    return escape("".join(one for one in words if one in "\t\n\r" or ord(one) >= 32))


def _window(one: Window, *, at: datetime) -> _Entry:
    said = sentences.window(one, at=at)
    return _Entry(
        key=str(one.key),
        title=said[0],
        published=one.planned_at,
        updated=one.changed_at,
        lines=(*said, sentences.text_of(one)),
    )


def _incident(one: Incident, *, at: datetime) -> _Entry:
    words = tuple(
        f"{dated(word.at)} {sentences.STAGES[word.stage]}: {chosen(word.text_sv, word.text_en)}"
        for word in reversed(one.updates)
    )
    return _Entry(
        key=str(one.key),
        title=chosen(one.title_sv, one.title_en),
        published=one.opened_at,
        updated=one.changed_at,
        lines=(*sentences.incident(one, at=at, when=dated), *words),
    )
