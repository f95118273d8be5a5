"""What a problem is, and whose part it can be (R8b; texts.md 2.1)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose part a problem is (R8b): `value` stands on the wire as `ansvarig`, `words` on pages."""

    value: str
    words: Text


OWN_DATA = Whose(
    "ANVANDAREN",
    _(
        "Det gäller er egen uppgift eller ert eget system. "
        "Rätta där, eller vänd dig till den som sköter systemet hos er."
    ),
)
OWN_AGREEMENT = Whose(
    "ANVANDAREN",
    _("Det gäller ert avtal eller er behörighet. Vänd dig till er lokala administratör."),
)
NEXT_STEP = Whose("ANVANDAREN", _("Inget är fel i ert system. Nästa steg är ert och står ovan."))
SERVICE = Whose("TJANSTEN", _("Det ligger hos tjänsten. Ni behöver inte ändra något."))
FORSAKRINGSKASSAN = Whose(
    "FORSAKRINGSKASSAN", _("Det ligger hos Försäkringskassan. Ni behöver inte ändra något.")
)
PENSIONSMYNDIGHETEN = Whose(
    "PENSIONSMYNDIGHETEN", _("Det ligger hos Pensionsmyndigheten. Ni behöver inte ändra något.")
)
BETWEEN = Whose(
    "VAGEN_MELLAN",
    _(
        "Det ligger troligen i förbindelsen mellan er och tjänsten. "
        "Vänd dig till den som sköter nätet hos er."
    ),
)
PARTS = tuple(
    dict.fromkeys(
        one.value for one in (OWN_DATA, SERVICE, FORSAKRINGSKASSAN, PENSIONSMYNDIGHETEN, BETWEEN)
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One name: what its page says, and what its documents carry beside the members that all have."""

    slug: str
    status: int
    title: Text
    happened: Text  # Vad har hänt?
    todo: Text  # Vad gör du nu?
    passes: Text  # När går det över?
    whose: Whose  # a refusal may know better, by cause
    carries: tuple[str, ...] = ()  # extension members

    @property
    def path(self) -> str:
        """Return the path of its page, which is its `type` on the wire."""
        return f"/problems/{self.slug}"
