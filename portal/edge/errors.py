"""What the guard in front says."""

from django.utils.translation import ngettext_lazy

from portal.errors import Refusal


class TooManyCalls(Refusal):
    """More calls came from one caller than the guard lets through; nothing was judged, and no quota is touched."""

    slug = "too-many-calls"
    sentence = ngettext_lazy(
        "Det kommer för många anrop från er adress. Vänta %(vanta)s sekund. "
        "Anropet är inte prövat och räknas inte.",
        "Det kommer för många anrop från er adress. Vänta %(vanta)s sekunder. "
        "Anropet är inte prövat och räknas inte.",
        "vanta",
    )

    def __init__(self, wait: int) -> None:
        """Refuse; `wait` is whole seconds until the count begins anew."""
        super().__init__(headers={"Retry-After": str(wait)}, vanta=wait)
