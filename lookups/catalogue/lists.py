"""Which list of an agency's document a group code opens: the one table of it (lefi9/README.md).

All lists of the published contract stand here, given or not: what is kept and never given has no
group. The pairing of AS, DPE, ET and PROG is our reading of the abbreviation.
"""

from collections.abc import Mapping
from types import MappingProxyType

# FK: list in `formansinformation` -> group asked under `beslut`.
FK_DECISION_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "aktivitetsstodsarende": "FK:PROG",
        "allmanpensionsarende": "FK:AP",
        "arbetsskadeefterlevandearende": "FK:AS",
        "arbetsskadeegenlivrantearende": "FK:AS",
        "barnbidragsarende": "FK:ABB",
        "bostadsbidragsarende": "FK:BOB",
        "bostadstillaggsarende": "FK:BTI",
        "efterlevandepensionsarende": "FK:ET",
        "foraldrapenningarende": "FK:FP",
        "forebyggandeSjukpenningsarende": "FK:FSJP",
        "graviditetspenningsarende": "FK:GP",
        "handikappersattningsarende": "FK:HE",
        "merkostnadsersattningsarende": "FK:MEK",
        "mottagareavbarnbidrag": "FK:MABB",
        "narstaendepenningarende": "FK:NP",
        "omvardnadsbidragsarende": "FK:OMV",
        "programersattningsarende": "FK:PROG",
        "programjobdagar": "FK:PJOB",
        "rehabersattningsarende": "FK:RBE",
        "sjukOchAktivitetsersattningSteglosAvrakningHistorik": "FK:SA",
        "sjukOchAktivitetsersattningSteglosAvrakningNulage": "FK:SA",
        "sjukOchAktivitetsersattningsarende": "FK:SA",
        "sjukpenningarende": "FK:SJP",
        "smittbararersattningsarende": "FK:SBP",
        "tillfalligForaldrapenningarende": "FK:TFP",
        "totalforsvarspliktsarende": "FK:DPE",
        "underhallsskuld": "FK:US",
        "underhallsstodskrav": "FK:US",
        "underhallsstodsmottag": "FK:US",
        "vardbidragsarende": "FK:VB",
        "yrkesskadeefterlevandearende": "FK:YL",
        "yrkesskadeegenlivrantearende": "FK:YL",
    }
)

# FK: list -> information type asked under `ovrigInformation`.
FK_OTHER_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "generellPersoninformation": "FK:GEPI",
        "programanvisning": "FK:PANV",
        "sjukpenninggrundandeInkomstuppgift": "FK:SGI",
        "skatteuppgift": "FK:SKUP",
        "studiemedelsavisering": "FK:STAV",
    }
)

# FK: list -> the class it is asked under; the group of each payment is told by its benefit family.
FK_PAYMENT_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "utbetalningsuppgift": "utbetalningar",
        "preliminarautbetalningar": "preliminaraUtbetalningar",
    }
)

# FK: kept, and opened by no code.
FK_CLOSED_LISTS = frozenset({"intjanandebehallning", "intjanandeuppgift", "levnadsintygsuppgift"})

# FK: list name -> group code, for all lists that a code opens.
FK_LISTS: Mapping[str, str] = MappingProxyType({**FK_DECISION_LISTS, **FK_OTHER_LISTS})

# FK: groups that are accepted and have no list.
FK_EMPTY_GROUPS = frozenset({"FK:BST", "FK:EJO"})

FK_GROUPS = frozenset(FK_DECISION_LISTS.values()) | FK_EMPTY_GROUPS
FK_OTHER = frozenset(FK_OTHER_LISTS.values())

# PM: list of the document -> the class it is asked under. Its rows tell their group themselves:
# `formansgrupp` of a claim, a decision or a payment's row, `informationstyp` of other information.
PM_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "ansprak": "ansprak",
        "beslut": "beslut",
        "preliminaraUtbetalningar": "preliminaraUtbetalningar",
        "utbetalningar": "utbetalningar",
        "ovrigInformation": "ovrigInformation",
    }
)

PM_GROUPS = frozenset({"PM:AP", "PM:BTI", "PM:EF"})
PM_OTHER = frozenset({"PM:LINT", "PM:PBH", "PM:PU"})


def payment_group(family: str) -> str | None:
    """Return the group of FK's benefit family or benefit; None: not one we know.

    Their ids are the group's own abbreviation.

    >>> payment_group("SJP"), payment_group("QX")
    ('FK:SJP', None)
    """
    group = f"FK:{family}"
    return group if group in FK_GROUPS else None
