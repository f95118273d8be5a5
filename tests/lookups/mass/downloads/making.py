"""A file asked for and made, as a member and the background processes do it."""

from lookups.mass.download_models import Format
from lookups.mass.downloads import making, services
from lookups.mass.downloads.services import Wish
from portal import clock
from portal.tenants.scope import as_jobs
from tests.lookups.mass.making import call


def asked(asker, query, format=Format.CSV, **wish):  # noqa: A002  # the wish's own word
    """Ask for a file; return its id."""
    return services.ask(asker, query, Wish(format=format, **wish), call=call())


def make() -> int:
    """Make what there is to make; return how many chunks."""
    with as_jobs():
        return making.make_for_a_while(clock.now())


def fetched(asker, download) -> bytes:
    """Fetch a file that is ready."""
    return b"".join(services.fetch(asker, download, call=call()).pieces)


def got(asker, query, format=Format.CSV, **wish) -> bytes:  # noqa: A002
    """Ask for a file, make it and fetch it."""
    download = asked(asker, query, format, **wish)
    make()
    return fetched(asker, download)
