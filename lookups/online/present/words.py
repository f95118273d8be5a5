"""Words for the contract's field names on pages; a name that is not here is shown as the contract writes it."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Whole kronor without a currency of their own, by the description (PM).
KRONOR = frozenset(
    {
        "arsinkomstInnanSkada",
        "beloppForeSamordning",
        "bostadskostnadBrutto",
        "bostadskostnadNettoBt",
        "bostadskostnaddNettoAfs",
        "efterlevandepensionsunderlag",
        "folkpensiontillagg",
        "garantitillagg",
        "garantitillaggForGarantipension",
        "inkomstpensionForGarantipension",
        "pensionstillskott",
        "summaBerakningsunderlag",
        "tillaggspensionForGarantipension",
        "ylAvdrag",
    }
)
# Per cent as a number: 55 is 55 %.
PER_CENT = frozenset({"procent", "uttagsprocent", "uttagsprocentFp"})
# Shares of one: 0.5 is 50 %.
SHARES = frozenset({"arbetstid", "omfattning"})

FIELDS: Mapping[str, Promise] = MappingProxyType(
    {
        "adress": _("Adress"),
        "aktivt": _("Ärendet pågår"),
        "allmanpension": _("Allmän pension"),
        "ankep": _("Änkepension"),
        "anspraksdagar": _("Dagar som är begärda men inte betalda"),
        "antal15delar": _("Antal femtondelar"),
        "antal30delar": _("Antal trettiondelar"),
        "antal40delar": _("Antal fyrtiondelar"),
        "anvantCivilstand": _("Civilstånd som använts"),
        "arbetsgivare": _("Arbetsgivare"),
        "arbetsgivarkod": _("Arbetsgivarkod"),
        "arbetsstallen": _("Arbetsställen"),
        "arbetstid": _("Arbetstid"),
        "arMedPensionspoang": _("År med pensionspoäng"),
        "arsinkomstInnanSkada": _("Årsinkomst före skadan"),
        "avled": _("Avliden"),
        "avlidna": _("Avliden"),
        "avslaget": _("Avslag"),
        "barn": _("Barn"),
        "beloppForeSamordning": _("Belopp före samordning"),
        "berakningsunderlag": _("Beräkningsunderlag"),
        "bostadsInkomststod": _("Bostads- och inkomststöd"),
        "bostadskostnadBrutto": _("Bostadskostnad, brutto"),
        "bostadskostnaddNettoAfs": _("Bostadskostnad, äldreförsörjningsstöd"),
        "bostadskostnadNettoBt": _("Bostadskostnad efter bostadstillägg"),
        "bp": _("Barnpension"),
        "bruttobelopp": _("Brutto"),
        "civilstand": _("Civilstånd"),
        "dag": _("Dag"),
        "datum": _("Datum"),
        "definitivt": _("Beslutet är definitivt"),
        "delforman": _("Delförmån"),
        "dodsfallsdatum": _("Dödsdatum"),
        "efterlevandeformaner": _("Efterlevandeförmåner"),
        "efterlevandepensionsunderlag": _("Efterlevandepensionsunderlag"),
        "epost": _("E-post"),
        "erforderligaAr": _("År som krävs"),
        "ersattning": _("Ersättning"),
        "ersattningsbelopp": _("Ersättning"),
        "ersattningsdagar": _("Ersättningsdagar"),
        "ersattningsdatum": _("Dag"),
        "ersattningsniva": _("Ersättningsnivå"),
        "foddes": _("Född"),
        "fodelsedatum": _("Född"),
        "folkbokford": _("Folkbokförd"),
        "folkpensiontillagg": _("Folkpensionstillägg"),
        "forman": _("Förmån"),
        "from": _("Från och med"),
        "garantitillagg": _("Garantitillägg"),
        "garantitillaggForGarantipension": _("Garantitillägg för garantipension"),
        "garp": _("Garantipension"),
        "garpAp37": _("Garantipension, född 1937 eller tidigare"),
        "garpEp": _("Garantipension till efterlevandepension"),
        "hemmavarandeBarn": _("Hemmavarande barn"),
        "inkomster": _("Inkomster"),
        "inkomstpensionForGarantipension": _("Inkomstpension för garantipension"),
        "ip": _("Inkomstpension"),
        "karens": _("Karens"),
        "karensavdragsbelopp": _("Karensavdrag"),
        "kommun": _("Kommun"),
        "kontakt": _("Kontakt"),
        "lan": _("Län"),
        "land": _("Land"),
        "livaranta": _("Livränta"),
        "livrantefaktor": _("Livräntefaktor"),
        "medborgarskap": _("Medborgarskap"),
        "medelpoang": _("Medelpoäng"),
        "medsokande": _("Medsökande"),
        "namn": _("Namn"),
        "namnare": _("Nämnare"),
        "niva": _("Nivå"),
        "nummer": _("Nummer"),
        "omfattning": _("Omfattning"),
        "op": _("Omställningspension"),
        "organisationsnummer": _("Organisationsnummer"),
        "ovrigaBerattigadeEfterlevande": _("Övriga berättigade efterlevande"),
        "pensionstillskott": _("Pensionstillskott"),
        "period": _("Period"),
        "periodicitet": _("Hur ofta"),
        "person": _("Person"),
        "personnummer": _("Personnummer"),
        "postnummer": _("Postnummer"),
        "postort": _("Postort"),
        "procent": _("Procent"),
        "reduceradBostadskostnad": _("Reducerad bostadskostnad"),
        "roller": _("Slag"),
        "samhorig": _("Make, maka eller registrerad partner"),
        "samordning": _("Samordning"),
        "samordningMedPensionFranAnnatLand": _("Samordnas med pension från annat land"),
        "samordningstyper": _("Slag av samordning"),
        "sjoskattear": _("Sjöskatteår"),
        "skadedatum": _("Skadedatum"),
        "startades": _("Ärendet startade"),
        "summaBerakningsunderlag": _("Summa beräkningsunderlag"),
        "sysselsattning": _("Sysselsättning"),
        "taljare": _("Täljare"),
        "telefon": _("Telefon"),
        "tidvisboendeBarn": _("Barn som bor där tidvis"),
        "tillaggspensionForGarantipension": _("Tilläggspension för garantipension"),
        "tom": _("Till och med"),
        "totalBostadskostnad": _("Total bostadskostnad"),
        "tp": _("Tilläggspension"),
        "utdelningadress": _("Gatuadress"),
        "uttagsprocent": _("Uttag, procent"),
        "uttagsprocentFp": _("Uttag av folkpension, procent"),
        "vaxelvisboendeBarn": _("Barn som bor växelvis"),
        "ylAvdrag": _("Avdrag för yrkesskadelivränta"),
        "yrkadPeriod": _("Begärd period"),
    }
)


def english() -> bool:
    """Say whether the reader reads English; Swedish is the source of all words."""
    return (get_language() or "sv").startswith("en")


def word(name: str) -> str:
    """Return a field's name in words, in the active language.

    >>> word("karensavdragsbelopp"), word("ettNyttFalt")
    ('Karensavdrag', 'ettNyttFalt')
    """
    return str(FIELDS.get(name, name))
