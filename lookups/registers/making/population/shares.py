"""How often what occurs: shares of a role band in per cent, and of other traits. Sources: shared paper on test data."""

from collections.abc import Mapping

from lookups.registers.making.bands import Band

# Real shares of the bands; where test numbers fall short, what is left of them decides.
BANDS = (20.5, 14.0, 20.5, 24.5, 20.5)

# Type → per cent of each band (0-17, 18-29, 30-44, 45-65, 66+) that had it in the last 12 months.
# ABB and MABB follow from the families; those marked by a rule in `rules` are given to whom it fits.
SHARES: Mapping[str, tuple[float, float, float, float, float]] = {
    "SJP": (0, 7, 12, 13, 1),
    "FSJP": (0, 0.2, 0.4, 0.5, 0),
    "RBE": (0, 0.5, 1, 1, 0),
    "SBP": (0, 0.1, 0.1, 0.1, 0),
    "NP": (0, 0.1, 0.2, 0.6, 0),
    "GP": (0, 1.5, 1.5, 0, 0),
    "FP": (0, 10, 38, 4, 0),
    "TFP": (0, 7, 40, 8, 0),
    "US": (0, 2, 6, 3, 0),
    "USK": (0, 1, 4, 3, 0),  # maintenance demanded of the payer
    "USD": (0, 0.3, 1.5, 1.2, 0),  # debt
    "BOB": (0, 4, 5, 1.5, 0),
    "OMV": (0, 0.5, 3.5, 2, 0),
    "MEK": (0, 0.3, 0.8, 1, 0.4),
    "VB": (0, 0, 0.1, 0.2, 0),
    "HE": (0, 0, 0, 0, 0.6),
    "SA": (0, 2, 1.8, 7, 0.3),
    "BTI": (0, 0.8, 0.7, 2.5, 0),
    "STEGLOS": (0, 0, 0.1, 0.6, 0),
    "PROG": (0, 5, 4, 3, 0),
    "AS": (0, 0, 0.1, 0.6, 1.2),
    "YL": (0, 0, 0, 0, 0.4),
    "DPE": (0, 0.6, 0.2, 0.1, 0),
    "STAV": (0, 18, 3, 1, 0),
    "SKUP": (0, 0.2, 0.4, 0.3, 0.4),
    "SGI": (0, 75, 92, 88, 3),
    "FKAP": (0, 0, 0, 0, 1),  # FK's older copies of what PM leads
    "FKET": (0, 0, 0, 0, 0.5),
    "EARNED": (0, 0, 0.5, 0.5, 1),  # kept by FK's extract, opened by no group code
    "FKLINT": (0, 0, 0, 0, 0.5),
    "IP": (0, 0, 0, 3, 97),
    "TP": (0, 0, 0, 0, 60),
    "GARP": (0, 0, 0, 0, 44),
    "IPT": (0, 0, 0, 0, 52),
    "AP37": (0, 0, 0, 0, 10),
    "BT": (0, 0, 0, 0.2, 14),
    "SBT": (0, 0, 0, 0, 1.2),
    "AFS": (0, 0, 0, 0, 2),
    "ANKEP": (0, 0, 0, 0, 9),
    "OP": (0, 0.1, 0.3, 0.5, 0),
    "SEP": (0, 0, 0, 0.1, 0),
    "PREPEL": (0, 0, 0, 0, 0.8),
    "PML": (0, 0, 0, 0.1, 0.7),  # PM's annuities to survivors
    "BH": (0, 0, 0, 0.05, 0.1),
    "BP": (1.3, 0.3, 0, 0, 0),
    "LINT": (0, 0, 0, 0.3, 5),
}
WOMEN: Mapping[str, float] = {
    "SJP": 1.26,
    "OMV": 1.3,
    "ANKEP": 2,
    "GARP": 1.25,
}  # lean; men the rest to 2

# Of those whom PM knows: pension capital and pension base.
CAPITAL: Mapping[Band, tuple[float, float]] = {
    Band.CHILD: (0, 0),
    Band.YOUNG: (0.75, 0.75),
    Band.MIDDLE: (0.97, 0.97),
    Band.OLDER: (0.98, 0.98),
    Band.SENIOR: (0.95, 0.40),
}
KNOWN_TO_PM = (
    0.30  # of adults under 66 who have nothing else there: so that 60 of 100 stand at FK alone
)
ONLY_AT_PM = 0.02

# Families: payees of child allowance by band, and what the families look like.
PAYEES: Mapping[Band, float] = {Band.YOUNG: 0.08, Band.MIDDLE: 0.58, Band.OLDER: 0.22}
TWO_PAYEES: Mapping[Band, float] = {Band.YOUNG: 0.5, Band.MIDDLE: 0.62, Band.OLDER: 0.62}
SEPARATED: Mapping[Band, float] = {Band.YOUNG: 0.45, Band.MIDDLE: 0.27, Band.OLDER: 0.27}
LATE_PARENT = 0.015
CHILDREN = (0.42, 0.42, 0.12, 0.04)  # one, two, three, four
TEENS = 0.11  # of all children: 16 and 17
AUTHORITY_PAID = 0.01
COUPLES: Mapping[Band, float] = {  # of households without children
    Band.YOUNG: 0.15,
    Band.MIDDLE: 0.30,
    Band.OLDER: 0.55,
    Band.SENIOR: 0.45,
}
WIDOWS = 0.15  # households of seniors with a dead spouse who has a line of its own

# Traits of all lines.
PROTECTED = {"test": 0.01, "bench": 0.003}
NAMED_PROTECTED = {
    "test": 0.003,
    "bench": 0.0009,
}  # an unprotected one whose document names a protected one
MARKED = 0.8  # of the protected: sekretessmarkering, the rest skyddad-folkbokforing
DEAD_THIS_YEAR = 0.01
REPLACED = 0.01
CHAIN = 0.0005
ABROAD = {True: 0.05, False: 0.005}  # seniors, others
UNKNOWN_CODE = 0.0005
EMPLOYED = 0.8

# Traits of decisions and payments.
MONTH_ONLY = 0.03
WITHOUT_END = 0.35
ENDED = 0.25
CHANGED = 0.08
REJECTED = 0.04
INTERIM = 0.03
CLAIMS = 0.01  # of those whom PM knows: a pension claimed, not decided
RETRO = 0.03
FK_DEDUCTIONS = (("INF", 0.015), ("KVI", 0.02), ("SOC", 0.007), ("UTF", 0.001))
PM_DEDUCTIONS = (
    ("PM:UTMATNING", 0.012),
    ("PM:KVIKAN", 0.005),
    ("PM:KVIOVR", 0.003),
    ("PM:SOCAVDRAG", 0.003),
    ("PM:INSTITUTION", 0.002),
)
