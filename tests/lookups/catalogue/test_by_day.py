"""Every amount of a day's own row is known to be by day."""

from lookups.catalogue import contract
from lookups.catalogue.codes import BY_DAY

DATES = {"dag", "ersattningsdatum"}
NOT_PAID = {"karensavdragsbelopp"}  # taken from the day's amount


def test_every_amount_in_a_row_of_a_day_is_by_day_and_nothing_that_the_contract_lacks():
    rows = {
        f"{owner}.{field.name}"
        for owner, fields in contract.types().items()
        if DATES & set(fields)
        for field in fields.values()
        if field.kind == "Belopp" and field.name not in NOT_PAID
    }
    decided = {
        "AktivitetsstodBeslut.beslutatBruttobelopp",
        "ProgramersattningBeslut.beslutatBruttobelopp",
    }
    assert rows | decided == BY_DAY
    for key in BY_DAY:
        owner, _, field = key.partition(".")
        assert contract.types()[owner][field].kind == "Belopp"
