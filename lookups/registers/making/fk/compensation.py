"""Sickness and activity compensation, and its settling against income (SA)."""

from lookups.registers.making.bands import Band
from lookups.registers.making.days import month_from
from lookups.registers.making.fk.chart import Chart
from lookups.registers.making.fk_dossier import Paid
from lookups.registers.making.shapes import Json, extent, monthly, sek

EXTENTS = ((1, 1), (3, 4), (1, 2), (1, 4))
EXTENT_WEIGHTS = (70, 10, 13, 7)
GUARANTEE, HIGHEST = 13_700, 23_939  # kronor a month at full extent
FREE_AMOUNT = 59_200  # a year, the price base amount


def compensation(chart: Chart) -> None:
    """Add the case, paid each month; the young have activity compensation."""
    rng, person = chart.rng, chart.person
    code = "AE" if person.band is Band.YOUNG else "SA"
    (part,) = rng.choices(EXTENTS, EXTENT_WEIGHTS)
    whole = max(GUARANTEE, min(HIGHEST, rng.randint(150, 450) * 1000 * 647 // 12_000))
    amount = whole * part[0] // part[1]
    began = month_from(chart.now, -rng.randint(2, 160))
    refused = chart.rejected()
    if refused:
        began = month_from(chart.now, -rng.randint(1, 10))
    decision = monthly(
        code,
        month_from(began, -1, 15),
        chart.running(began),
        None if refused else amount,
        final=chart.final(),
    )
    if not refused:
        decision["samordnatBruttobelopp"] = sek(amount)
        decision["omfattning"] = extent(part)
        paid = [Paid(code=code, gross=amount, taxed=True, part=part)]
        chart.pay_monthly("SA", paid, on=19, first=began)
    case = chart.frame(month_from(began, -3), active=not refused, refused=refused)
    case["grunduppgifter"] = {
        "forsakringstid": [extent((40 if person.abroad is None else 27, 40))],
        "forsakringstidGsaAr": [rng.randint(5, 30)],
        "forsakringstidGsaManad": [rng.randint(0, 11)],
        "forsakringstidGsaDag": [rng.randint(0, 29)],
    }
    chart.dossier.add("sjukOchAktivitetsersattningsarende", case | {"beslut": [decision]})


def settling(chart: Chart) -> None:
    """Add the settling of this year and of the year before."""
    year = chart.day.year
    now, before = (chart.rng.randint(40, 140) * 1000 for _ in range(2))
    over = max(0, before - FREE_AMOUNT)
    chart.dossier.add(
        "sjukOchAktivitetsersattningSteglosAvrakningNulage",
        year_settled(year, sweden=now, free=FREE_AMOUNT, fee=max(0, now - FREE_AMOUNT) // 2),
    )
    chart.dossier.add(
        "sjukOchAktivitetsersattningSteglosAvrakningHistorik",
        year_settled(year - 1, sweden=before, free=FREE_AMOUNT, fee=0, reclaim=over // 2),
    )


def year_settled(  # noqa: PLR0913  # as many as the document has fields
    year: int, *, sweden: int, free: int, fee: int, abroad: int = 0, reclaim: int = 0
) -> Json:
    """Return one year's settling: what was earned above the free amount is reckoned off."""
    return {
        "artal": str(year),
        "arsinkomstISverige": [sek(sweden)],
        "arsinkomstIAnnatLand": [sek(abroad)],
        "fribelopp": [sek(free)],
        "mellanskillnad": [sek(max(0, sweden + abroad - free))],
        "tillagg": [sek(0)],
        "avgift": [sek(fee)],
        "utbetalning": [sek(0)],
        "aterkrav": [sek(reclaim)],
    }
