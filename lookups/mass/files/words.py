"""What is wrong with a row, in words: those of a question about one person, and those that files alone have."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from portal.identity import Felkod, InvalidIdentity

CUT, FORMULA, COLUMNS = "avkortat_tal", "formel", "kolumnantal"
NO_CASE, HOLDS_IDENTITY, TOO_LONG = "arende_saknas", "referens_personnummer", "referens_lang"
CASE_TOO_LONG, CASE_FORM, CASE_SIGNS = "arende_langt", "arende_format", "arende_tecken"
FAILED, NOT_A_ROW = "misslyckad", "inte_en_rad"
LOST_ZERO = (9, 11)  # digits

_ROWS = {
    Felkod.EMPTY.value: _("Raden saknar nummer."),
    CUT: _(
        "Talet är avkortat av kalkylbladet (t.ex. 1,9E+11). "
        "Formatera kolumnen som text och hämta numren igen."
    ),
    FORMULA: _("Cellen är en formel. Klistra in värdet."),
    COLUMNS: _("Raden har %(n)s kolumner, rubriken %(m)s."),
    NO_CASE: _("Ärendenummer saknas."),
    HOLDS_IDENTITY: _("Ärendenumret eller egen referens innehåller personnummer."),
    TOO_LONG: _("Egen referens är längre än %(n)s tecken."),
    CASE_TOO_LONG: _("Ärendenumret är längre än %(n)s tecken."),
    CASE_SIGNS: _("Ärendenumret innehåller tecken som inte kan tas emot."),
    CASE_FORM: _("Ärendenumret har inte den form er organisation har bestämt."),
    FAILED: _("Frågan kunde inte ställas trots flera försök. Fråga igen."),
    NOT_A_ROW: _("Raden är varken ett nummer eller ett objekt med personnummer."),
}
_ZERO = _("En inledande nolla kan ha fallit bort i kalkylbladet.")


def sentence(code: str, params: Mapping[str, str | int]) -> str:
    """Return the sentence of a row's fault. Raises KeyError for a code that there is not."""
    told = _ROWS.get(code)
    if told is not None:
        return str(told % params) if params else str(told)
    text = str(InvalidIdentity.variants[code] % {"antal": params.get("antal", 0)})
    return f"{text} {_ZERO}" if params.get("antal") in LOST_ZERO else text
