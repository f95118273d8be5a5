"""PM's other information: life certificate, pension capital, pension base (LINT, PBH, PU)."""

from datetime import UTC, date, datetime

from lookups.registers.making import codes
from lookups.registers.making.pm.chart import Chart
from lookups.registers.making.pm_dossier import coded
from lookups.registers.making.population import shares
from lookups.registers.making.shapes import Json

KINDS = {"PM:LINT": "Levnadsintyg", "PM:PBH": "Pensionsbehållning", "PM:PU": "Pensionsunderlag"}
_ACCOUNTS = {"IP": "Inkomstpension", "PREP": "Premiepension"}
_EVENTS = {"ARSOMRAKNING": "Årsomräkning", "NYTT_ANDRAT_PENSIONSUTTAG": "Nytt eller ändrat uttag"}
_MOVES = {
    "ARVSVINST": "Arvsvinst",
    "FORVALTNINGSKOSTNAD": "Förvaltningskostnad",
    "PENSIONSRATT": "Pensionsrätt",
    "INDEXERING": "Indexering",
}
_FIRST_YEARS = 20  # of pension base told at most


def certificate(status: int, updated: date) -> Json:
    """Return a life certificate's state."""
    return {
        "informationstyp": coded("PM:LINT", KINDS),
        "levnadsintyg": {
            "senastUppdaterad": updated.isoformat(),
            "levnadsintygsstatus": {"kod": status, "beskrivning": codes.LIFE_CERTIFICATE[status]},
        },
    }


def life_certificate(chart: Chart) -> None:
    """Add the certificate of somebody abroad."""
    status = chart.rng.choice((1, 2, 2, 2, 5, 7))
    chart.dossier.other.append(
        certificate(status, chart.month(-chart.rng.randint(0, 11), chart.rng.randint(1, 28)))
    )


def capital(chart: Chart) -> None:
    """Add pension capital and pension base, by the shares of those whom PM knows."""
    with_capital, with_base = shares.CAPITAL[chart.person.band]
    yearly = chart.rng.randint(180, 560) * 1000
    years = max(1, min(_FIRST_YEARS, chart.person.age - 18))
    if chart.chance(with_capital):
        chart.dossier.other.append(_capital(chart, yearly, years))
    if chart.chance(with_base):
        chart.dossier.other.append(_base(chart, yearly, years))


def _capital(chart: Chart, yearly: int, years: int) -> Json:
    accounts = []
    for kind, per_mille in (("IP", 160), ("PREP", 25)):
        right = yearly * per_mille // 1000
        values = [
            {
                "varde": right * (years - back),
                "gallerFrom": f"{chart.day.year - back}-01",
                "faststallelsear": str(chart.day.year - back),
                "kontohandelse": {
                    "kontohandelsetyp": coded("ARSOMRAKNING", _EVENTS),
                    "kontohandelsetidpunkt": datetime(
                        chart.day.year - back, 1, 1, tzinfo=UTC
                    ).isoformat(),
                    "kontotransaktioner": [
                        _move("PENSIONSRATT", right),
                        _move("ARVSVINST", right // 90),
                        _move("INDEXERING", right // 8),
                        _move("FORVALTNINGSKOSTNAD", -(right // 400)),
                    ],
                },
            }
            for back in range(min(3, years))
        ]
        accounts.append({"kontotyp": coded(kind, _ACCOUNTS), "kontovarden": values})
    return {
        "informationstyp": coded("PM:PBH", KINDS),
        "pensionsbehallning": {"pensionskonton": accounts},
    }


def _move(kind: str, amount: int) -> Json:
    return {"kontotransaktionstyp": coded(kind, _MOVES), "belopp": amount}


def _base(chart: Chart, yearly: int, years: int) -> Json:
    told = []
    for back in range(years, 0, -1):
        income = yearly * (100 - 2 * back) // 100
        told.append(
            {
                "artal": str(chart.day.year - 1 - back),
                "pensionsgrundandeInkomst": income,
                "pensionsgrundandeBeloppForStudier": 43_000 if chart.chance(0.05) else 0,
                "pensionsgrundandeBeloppForSjukOchAktivitetsersattning": 0,
                "pensionsgrundandeBeloppForArMedSmaBarn": 58_800 if chart.chance(0.1) else 0,
                "pensionsgrundandeBeloppForPlikttjanst": 0,
                "pensionsgrundandeBeloppForFortidspension": 0,
            }
        )
    return {
        "informationstyp": coded("PM:PU", KINDS),
        "pensionsunderlag": {"intjanandear": told},
    }
