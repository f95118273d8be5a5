"""Every group code of the contract, given yet or not, with its names in Swedish and English."""

from collections.abc import Mapping
from types import MappingProxyType

# Which agencies' words these are: ABB, FP, SJP, YL, GEPI, AP, BTI, EF, PU, LINT and PBH stand in
# the contract; the others are our reading of the lists they open. The contract says nothing of BST
# and EJO.
NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "FK:ABB": ("Barnbidrag", "Child allowance"),
        "FK:AP": ("Allmän pension", "National pension"),
        "FK:AS": ("Arbetsskadelivränta", "Work injury annuity"),
        "FK:BOB": ("Bostadsbidrag", "Housing allowance"),
        "FK:BST": ("BST (betydelsen är inte publicerad)", "BST (meaning not published)"),
        "FK:BTI": ("Bostadstillägg", "Housing supplement"),
        "FK:DPE": ("Dagpenning för totalförsvarspliktiga", "Conscripts' daily allowance"),
        "FK:EJO": ("EJO (betydelsen är inte publicerad)", "EJO (meaning not published)"),
        "FK:ET": ("Efterlevandepension", "Survivors' pension"),
        "FK:FP": ("Föräldrapenning", "Parental benefit"),
        "FK:FSJP": ("Förebyggande sjukpenning", "Preventive sickness benefit"),
        "FK:GP": ("Graviditetspenning", "Pregnancy benefit"),
        "FK:HE": ("Handikappersättning", "Disability allowance (older)"),
        "FK:MABB": ("Mottagare av barnbidrag", "Recipient of child allowance"),
        "FK:MEK": ("Merkostnadsersättning", "Additional cost allowance"),
        "FK:NP": ("Närståendepenning", "Benefit for care of a closely related person"),
        "FK:OMV": ("Omvårdnadsbidrag", "Child care allowance for disability"),
        "FK:PJOB": ("Programjobbdagar", "Programme job days"),
        "FK:PROG": (
            "Programersättning och aktivitetsstöd",
            "Programme compensation and activity support",
        ),
        "FK:RBE": ("Rehabiliteringsersättning", "Rehabilitation compensation"),
        "FK:SA": ("Sjukersättning och aktivitetsersättning", "Sickness and activity compensation"),
        "FK:SBP": ("Smittbärarersättning", "Disease carrier's benefit"),
        "FK:SJP": ("Sjukpenning", "Sickness benefit"),
        "FK:TFP": ("Tillfällig föräldrapenning", "Temporary parental benefit"),
        "FK:US": ("Underhållsstöd", "Maintenance support"),
        "FK:VB": ("Vårdbidrag", "Care allowance (older)"),
        "FK:YL": ("Yrkesskadelivränta", "Occupational injury annuity (older)"),
        "FK:GEPI": ("Generell personinformation", "General person information"),
        "FK:PANV": ("Programanvisning", "Programme referral"),
        "FK:SGI": ("Sjukpenninggrundande inkomst", "Income qualifying for sickness benefit"),
        "FK:SKUP": ("Skatteuppgift", "Tax registration"),
        "FK:STAV": ("Studiemedelsavisering", "Student aid notice"),
        "PM:AP": ("Allmän pension", "National pension"),
        "PM:BTI": ("Bostads- och inkomststöd", "Housing and income support"),
        "PM:EF": ("Efterlevandeförmåner", "Survivors' benefits"),
        "PM:LINT": ("Levnadsintyg", "Life certificate"),
        "PM:PBH": ("Pensionsbehållning", "Pension balance"),
        "PM:PU": ("Pensionsunderlag", "Pension base"),
    }
)

# Names of the contract's information classes, for lists of what may be asked (texts.md 3.2).
CLASS_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "beslut": ("Beslut", "Decisions"),
        "ansprak": ("Ansökningar", "Applications"),
        "utbetalningar": ("Utbetalningar", "Payments"),
        "preliminaraUtbetalningar": ("Planerade utbetalningar", "Planned payments"),
        "ovrigInformation": ("Övriga uppgifter", "Other information"),
    }
)
