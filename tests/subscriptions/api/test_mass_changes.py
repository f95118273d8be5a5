"""Mass changes: many subscriptions in one sending, each row judged by itself."""

from uuid import uuid4

import pytest

from tests.calls import name, problem
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.api.calling import ROOT, caller, day, delete, get, put, send, wanted

pytestmark = pytest.mark.django_db

MASS = f"{ROOT}/massandringar"


@pytest.fixture
def by():
    return caller()


def change(by, action, *rows):
    return send(by, "POST", MASS, {"atgard": action, "rader": list(rows)})


def row(public=None, **changes):
    return {"prenumerationId": str(public or uuid4())} | wanted(**changes)


def rows_of(by, response, query=""):
    return by.get(f"{response['Location']}/rader{query}").json()


def outcomes(by, response):
    return [(one["resultat"], one["felkod"]) for one in rows_of(by, response)["rader"]]


def test_many_are_registered_and_each_can_be_read(by):
    ids = [uuid4() for _ in range(3)]
    made = change(
        by,
        "REGISTRERA",
        *[
            row(public, personnummer=person)
            for public, person in zip(ids, (ALVA, INGRID, KERSTIN), strict=True)
        ],
    )
    assert made.status_code == 201
    assert made["RateLimit"]
    told = made.json()
    assert (told["status"], told["antal"], told["antalFel"]) == ("klar", 3, 0)
    assert by.get(made["Location"]).json() == told
    assert made["Location"] == f"{MASS}/{told['massandringId']}"
    assert outcomes(by, made) == [("REGISTRERAD", None)] * 3
    assert get(by, f"/{ids[1]}").json()["personnummer"] == INGRID


def test_a_faulty_row_spoils_no_other_and_never_tells_the_number(by):
    there = uuid4()
    put(by, there)
    made = change(
        by,
        "REGISTRERA",
        row(personnummer="198808132389"),
        row(),
        row(andamal="okant"),
        row(andamal=None),
        row(personnummer=INGRID, arendereferens=None),
        row(personnummer=INGRID, arendereferens="19880813-2388"),
        row(personnummer=INGRID, tom=day(-1)),
        row(personnummer=INGRID, tom=day(800)),
        row(personnummer=INGRID, grupper={"beslut": ["FK:NEJ"]}),
        row(personnummer=INGRID, okand=1),
        {"personnummer": INGRID},
        "198808132388",
        row("nej"),
        row(personnummer=INGRID),
    )
    assert made.json()["status"] == "klar_med_fel"
    assert made.json()["antalFel"] == 13
    assert outcomes(by, made) == [
        ("NEKAD", "kontrollsiffra"),
        ("NEKAD", "conflict"),
        ("NEKAD", "purpose-not-agreed"),
        ("NEKAD", "saknas"),
        ("NEKAD", "case-reference-missing"),
        ("NEKAD", "reference-holds-identity"),
        ("NEKAD", "passerat"),
        ("NEKAD", "period-too-long"),
        ("NEKAD", "okand_grupp"),
        ("NEKAD", "okand_nyckel"),
        ("NEKAD", "saknas"),
        ("NEKAD", "typ"),
        ("NEKAD", "form"),
        ("REGISTRERAD", None),
    ]
    told = rows_of(by, made)["rader"]
    assert told[0]["pointer"] == "/personnummer"
    assert str(there) in told[1]["detail"]
    assert told[12]["prenumerationId"] is None
    assert "1988" not in str([one["detail"] for one in told])


def test_rows_know_those_before_them(by):
    first = uuid4()
    made = change(by, "REGISTRERA", row(first), row(), row(first), row(personnummer=INGRID))
    assert outcomes(by, made) == [
        ("REGISTRERAD", None),
        ("NEKAD", "conflict"),
        ("NEKAD", "conflict"),
        ("REGISTRERAD", None),
    ]
    assert str(first) in rows_of(by, made)["rader"][1]["detail"]


def test_rows_know_the_case_that_those_before_them_left(by):
    x, y, z = uuid4(), uuid4(), uuid4()
    put(by, x, arendereferens="MV-1")
    put(by, y, arendereferens="MV-2")
    made = change(
        by,
        "REGISTRERA",
        row(x, arendereferens="MV-2"),
        row(y, arendereferens="MV-3"),
        row(x, arendereferens="MV-2"),
        row(z, arendereferens="MV-2"),
        row(arendereferens="MV-3"),
    )
    # X cannot yet have what Y has; then Y leaves it, and the first that asks has it.
    assert [told for told, _ in outcomes(by, made)] == [
        "NEKAD",
        "ANDRAD",
        "ANDRAD",
        "NEKAD",
        "NEKAD",
    ]
    made = change(by, "REGISTRERA", row(z, arendereferens="MV-1"))
    assert [told for told, _ in outcomes(by, made)] == ["REGISTRERAD"]
    made = change(by, "REGISTRERA", row(z, arendereferens="MV-9"), row(arendereferens="MV-1"))
    assert [told for told, _ in outcomes(by, made)] == ["ANDRAD", "REGISTRERAD"]
    told = {
        one["prenumerationId"]: one["arendereferens"] for one in get(by).json()["prenumerationer"]
    }
    assert [told[str(one)] for one in (x, y, z)] == ["MV-2", "MV-3", "MV-9"]


def test_renewing_makes_none_shorter(by):
    public = uuid4()
    put(by, public, tom=day(90))

    def renewed(ahead):
        return outcomes(
            by, change(by, "FORLANG", {"prenumerationId": str(public), "tom": day(ahead)})
        )

    assert renewed(30) == renewed(90) == [("OFORANDRAD", None)]
    assert renewed(-1) == [("NEKAD", "passerat")]
    assert get(by, f"/{public}").json()["tom"] == day(90)
    put(by, public, tom=day(30))
    assert get(by, f"/{public}").json()["tom"] == day(30)


def test_sent_again_it_is_done_already_and_what_differs_is_changed(by):
    rows = [row(), row(personnummer=INGRID)]
    change(by, "REGISTRERA", *rows)
    assert outcomes(by, change(by, "REGISTRERA", rows[0], rows[1] | {"tom": day(30)})) == [
        ("OFORANDRAD", None),
        ("ANDRAD", None),
    ]
    assert get(by, f"/{rows[1]['prenumerationId']}").json()["tom"] == day(30)


def test_many_are_renewed(by):
    public, ended = uuid4(), uuid4()
    put(by, public, slag=["AVLIDEN"])
    put(by, ended, arendereferens="EB-2")
    delete(by, ended)
    made = change(
        by,
        "FORLANG",
        {"prenumerationId": str(public), "tom": day(200)},
        {"prenumerationId": str(ended), "tom": day(200)},
        {"prenumerationId": str(uuid4()), "tom": day(200)},
        {"prenumerationId": str(public)},
    )
    assert outcomes(by, made) == [
        ("FORLANGD", None),
        ("NEKAD", "conflict"),
        ("NEKAD", "not-found"),
        ("NEKAD", "saknas"),
    ]
    told = get(by, f"/{public}").json()
    assert (told["tom"], told["slag"], told["arendereferens"]) == (day(200), ["AVLIDEN"], "EB-1")


def test_many_are_unregistered_and_again_it_is_the_same(by):
    public, other = uuid4(), caller()
    put(by, public)
    put(other, public)
    told = [{"prenumerationId": str(public)}, {"prenumerationId": str(uuid4())}]
    for _again in range(2):
        assert outcomes(by, change(by, "AVREGISTRERA", *told)) == [
            ("AVREGISTRERAD", None),
            ("NEKAD", "not-found"),
        ]
    assert get(by, f"/{public}").json()["orsak"] == "avregistrerad"
    assert get(other, f"/{public}").json()["status"] == "aktiv"


def test_one_sending_is_one_question():
    by = caller(figures=None)
    assert change(by, "REGISTRERA", *[row(arendereferens=f"EB-{n}") for n in range(20)]).json()[
        "antal"
    ] == 20  # fmt: skip
    assert name(change(by, "REGISTRERA", row())) == "quota-exceeded"


def test_the_highest_number_of_active_ones_holds_row_by_row(by, settings):
    settings.LEKA_ACTIVE = 2
    made = change(by, "REGISTRERA", *[row(arendereferens=f"EB-{n}") for n in range(3)])
    assert outcomes(by, made)[1:] == [("REGISTRERAD", None), ("NEKAD", "conflict")]


def test_rows_are_paged_in_their_order(by):
    made = change(by, "AVREGISTRERA", *[{"prenumerationId": str(uuid4())} for _ in range(5)])
    first = rows_of(by, made, "?sidstorlek=3")
    assert ([one["rad"] for one in first["rader"]], first["nasta"]) == ([1, 2, 3], "3")
    rest = rows_of(by, made, "?sidstorlek=3&efter=3")
    assert ([one["rad"] for one in rest["rader"]], rest["nasta"]) == ([4, 5], None)
    assert name(by.get(f"{made['Location']}/rader?efter=x")) == "invalid-request"


def test_another_organisation_reads_nothing_of_it(by):
    made = change(by, "REGISTRERA", row())
    other = caller()
    for rest in ("", "/rader"):
        assert name(other.get(f"{made['Location']}{rest}")) == "not-found"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"atgard": "REGISTRERA", "rader": []}, "invalid-request"),
        ({"atgard": "REGISTRERA", "rader": {}}, "invalid-request"),
        ({"atgard": "NEJ", "rader": [1]}, "invalid-request"),
        ({"rader": [1]}, "invalid-request"),
        ({"atgard": "AVREGISTRERA", "rader": [1, 2, 3]}, "payload-too-large"),
    ],
)
def test_what_is_no_mass_change_is_refused_as_a_whole(by, settings, body, told):
    settings.LEKA_ROWS = 2
    assert name(send(by, "POST", MASS, body)) == told


def test_too_many_rows_are_told_with_the_limit(by, settings):
    settings.LEKA_ROWS = 2
    made = change(by, "AVREGISTRERA", 1, 2, 3)
    assert "högst 2 rader" in problem(made)["detail"]
