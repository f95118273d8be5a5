"""What the contract's numbers and letters mean, for the codes that test data use (lefi9/codes.txt)."""

from collections.abc import Mapping

PERIODICITY: Mapping[int, str] = {0: "Ingen", 1: "Månadsvis", 4: "Årsvis"}
CIVIL: Mapping[int, str] = {
    0: "Okänd",
    1: "Ogift",
    2: "Gift",
    3: "Registrerat partnerskap",
    4: "Efterlevande partner",
    5: "Skild",
    6: "Skild partner",
    7: "Änka/Änkeman",
}
ADDRESS_ROLE: Mapping[int, str] = {
    1: "Folkbokföringsadress",
    2: "Särskild adress",
    3: "Utlandsadress",
}
PAYMENT_TYPE: Mapping[int, str] = {
    0: "Lokal utbetalning",
    1: "Månad",
    2: "Daglig",
    3: "Retro",
    4: "Presumtiv",
}
COMPANY: Mapping[int, str] = {1001: "Försäkringskassan", 1003: "Pensionsmyndigheten"}
DEDUCTION: Mapping[str, str] = {
    "INF": "Utmätning",
    "KVI": "Kvittning",
    "PS": "Preliminär skatt",
    "SOC": "Socialavdrag",
    "SS": "Särskild inkomstskatt",
    "UTF": "Avdrag för utländsk fordran",
}
BENEFIT: Mapping[
    str, str
] = {  # our own ids: the contract publishes no table of forman and formansfamilj
    "ABB": "Barnbidrag",
    "AE": "Aktivitetsersättning",
    "ANKEP": "Änkepension",
    "AP": "Allmän pension",
    "AS": "Arbetsskadelivränta",
    "AST": "Aktivitetsstöd",
    "BOB": "Bostadsbidrag",
    "BTI": "Bostadstillägg",
    "DPE": "Dagpenning för totalförsvarspliktiga",
    "FBT": "Flerbarnstillägg",
    "FP": "Föräldrapenning",
    "FSJP": "Förebyggande sjukpenning",
    "GP": "Graviditetspenning",
    "HE": "Handikappersättning",
    "MEK": "Merkostnadsersättning",
    "NP": "Närståendepenning",
    "OMV": "Omvårdnadsbidrag",
    "PROG": "Programersättning",
    "RBE": "Rehabiliteringsersättning",
    "RES": "Resersättning",
    "SA": "Sjukersättning",
    "SBP": "Smittbärarersättning",
    "SJP": "Sjukpenning",
    "TFP": "Tillfällig föräldrapenning",
    "TP": "Tilläggspension",
    "US": "Underhållsstöd",
    "VB": "Vårdbidrag",
    "YL": "Yrkesskadelivränta",
}
LEVEL: Mapping[str, str] = {"L": "Lägstanivå", "G": "Grundnivå", "S": "Sjukpenningsnivå"}
PARENTAL_KIND: Mapping[int, str] = {3: "Vanliga dagar", 5: "Dubbeldagar"}
TEMPORARY_KIND: Mapping[int, str] = {
    1: "Tillfällig föräldrapenning (vanlig)",
    2: "Tillfällig föräldrapenning för kontaktdag",
}
INCOME_KIND: Mapping[int, str] = {0: "Inkomsttyp okänd", 1: "A-inkomst", 2: "B-inkomst"}
RECKONING: Mapping[int, str] = {1: "Timberäknad", 2: "Dagberäknad", 3: "Kalenderdagsberäknad"}
CARER_KIND: Mapping[int, str] = {1: "Närståendepenning", 2: "Närståendevård"}
PREGNANCY_KIND: Mapping[int, str] = {
    1: "Fysiskt ansträngande arbetsuppgifter",
    2: "Risker i arbetsmiljön",
}
MAINTENANCE_KIND: Mapping[int, str] = {1: "Helt", 2: "Reducerat", 4: "Utfyllnad"}
STATUS_LETTER: Mapping[str, str] = {"S": "Slutligt", "I": "Interimistiskt"}
RUNNING: Mapping[str, str] = {"L": "Löpande", "R": "Retroaktiv", "F": "Ferie"}
CARE_OUTCOME: Mapping[int, str] = {  # omvårdnadsbidrag: not the codes of merkostnadsersättning
    1: "OFORANDRAD",
    2: "BEVILJANDE",
    3: "ANDRING",
    4: "AVSLAG",
    5: "AVVISNING",
    6: "AVSKRIVNING",
    7: "UPPHORANDE",
}
COST_OUTCOME: Mapping[int, str] = {
    1: "OFORANDRAD",
    2: "BEVILJANDE",
    3: "ANDRING",
    5: "AVSLAG",
    6: "AVVISNING",
    7: "AVSKRIVNING",
    8: "UPPHORANDE",
    10: "MINSKNING",
}
OLD_CARE_KIND: Mapping[int, str] = {0: "Vårdbidrag (vanligt)", 1: "Merkostnadstillägg"}
INSTITUTION: Mapping[int, str] = {1: "Myndighet", 2: "Familjehem"}
PROGRAMME: Mapping[int, str] = {
    1: "Förberedande insatser",
    8: "Arbetsmarknadsutbildning",
    53: "Jobb- och utvecklingsgaranti",
    54: "Jobbgaranti för ungdomar",
    63: "Etableringsinsatser",
}
MEASURE: Mapping[int, str] = {
    1: "Arbetslivsinriktad utbildning",
    53: "Jobb och utvecklingsgaranti, fas 1 och 2",
    54: "Jobbgaranti för ungdomar",
}
SUPPORT_KIND: Mapping[int, str] = {
    1: "Aktivitetsstöd",
    2: "Särskilt bidrag",
    3: "Utvecklingsersättning",
}
PROGRAMME_KIND: Mapping[str, str] = {
    "AS": "Aktivitetsstöd",
    "EE": "Etableringsersättning",
    "UE": "Utvecklingsersättning",
}
INJURY_CAUSE: Mapping[int, str] = {
    1: "Arbetsoförmåga till följd av arbetssjukdom",
    2: "Arbetsoförmåga till följd av olycksfall i arbetet",
}
SURVIVOR_CAUSE: Mapping[int, str] = {
    1: "Änka/med änka jämställd kvinna med barn",
    2: "Änka/med änka jämställd kvinna utan barn",
}
ANNUITY_KIND: Mapping[int, str] = {0: "Vanlig", 1: "Karens"}
OLD_EMPLOYER: Mapping[int, str] = {10: "Arbetsskador i allmänhet", 50: "Statens Järnvägar"}
OLD_CAUSE: Mapping[int, str] = {1: "Olycksfall", 2: "Yrkessjukdom"}
OLD_SURVIVOR_CAUSE: Mapping[int, str] = {1: "Änka/änkling"}
OLD_KIND: Mapping[int, str] = {1: "Skattefri"}
STUDY_NOTICE: Mapping[int, str] = {
    1: "Ansökan",
    2: "Beslut",
    4: "Utbetalning",
    7: "Ej utnyttjat stöd",
}
INCOME_BASE: Mapping[int, str] = {0: "A- eller B-inkomst", 1: "Studietid"}
PARENTHOOD: Mapping[int, str] = {1: "Mor", 2: "Far"}
LIFE_CERTIFICATE: Mapping[int, str] = {
    1: "Förfrågan till kund har skickats",
    2: "Intyg komplett",
    5: "Förmåner har spärrats",
    7: "Hanteras av TESS (maskinellt utbyte)",
    22: "Ej skickat. Personen är avliden/avregistrerad",
    24: "Ej skickat. Personen ej utlandsbosatt",
}
