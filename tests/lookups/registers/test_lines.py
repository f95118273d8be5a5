"""Each line is held to the published types; a wrong one is put aside by number and reason, without the person."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookups.answers.model import Agency
from lookups.registers.faults import LoadRefused, Wrong, WrongLine, sentence
from lookups.registers.lines import Reader
from lookups.registers.models import RefusedLine, Sort
from lookups.registers.source import LINE_CEILING
from portal.clock import swedish_day
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK, KERSTIN, MOLLY, NILS, OLD, PM

OTHER = "185001011237"  # valid, no test number, and nobody's: born 1850
NUL = "\u0000"


def read(line, *, agency=FK, sort=Sort.FULL, tests_only=True):
    reader = Reader(agency=agency, sort=sort, today=swedish_day(AT), tests_only=tests_only)
    return reader.read(2, line if isinstance(line, bytes) else json.dumps(line).encode())


def wrong(line, **more):
    with pytest.raises(WrongLine) as put_aside:
        read(line, **more)
    return put_aside.value


def case(**fields):
    return ex.fk(ALVA, sjukpenningarende=[fields])


@pytest.mark.parametrize(
    ("line", "code", "detail"),
    [
        (b"", Wrong.JSON, ""),
        (b"{", Wrong.JSON, ""),
        (b"[]", Wrong.KIND, "$"),
        (b"\xff\xfe", Wrong.JSON, ""),
        (f'{{"personnummer": "{ALVA}", "skydd": "'.encode() + b'\xe5"}', Wrong.ENCODING, ""),
        (b"{} {}", Wrong.MISSING, "$.personnummer"),
        ({"tidigare": []}, Wrong.MISSING, "$.personnummer"),
        ({"personnummer": ALVA, "tidigare": []}, Wrong.MISSING, "$.formansinformation"),
        ({**ex.fk(ALVA), "okand": 1}, Wrong.UNKNOWN, "$.okand"),
        ({**ex.fk(ALVA), ALVA: 1}, Wrong.UNKNOWN, "$.?"),  # a key may be a number gone astray
        (ex.pm(ALVA), Wrong.UNKNOWN, "$.ansprak"),  # another agency's line
        (ex.fk(ALVA, okandlista=[]), Wrong.UNKNOWN, "$.formansinformation.okandlista"),
        (case(okant=True), Wrong.UNKNOWN, "$.formansinformation.sjukpenningarende[0].okant"),
        (case(aktivt="ja"), Wrong.KIND, "$.formansinformation.sjukpenningarende[0].aktivt"),
        (case(aktivt=None), Wrong.KIND, "$.formansinformation.sjukpenningarende[0].aktivt"),
        (case(beslut={}), Wrong.KIND, "$.formansinformation.sjukpenningarende[0].beslut"),
        (
            case(beslut=[{"dagar": 1.5}]),
            Wrong.KIND,
            "$.formansinformation.sjukpenningarende[0].beslut[0].dagar",
        ),
        (
            case(beslut=[{"dagar": 10**16}]),
            Wrong.RANGE,
            "$.formansinformation.sjukpenningarende[0].beslut[0].dagar",
        ),
        (
            ex.fk(ALVA, underhallsskuld=[{"belopp": {"summa": "100"}}]),
            Wrong.KIND,
            "$.formansinformation.underhallsskuld[0].belopp.summa",
        ),
        (
            ex.fk(ALVA, **ex.person("8808132388a")),
            Wrong.PATTERN,
            "$.formansinformation.generellPersoninformation[0].personnummer",
        ),
        ({**ex.fk(ALVA), "skydd": "hemlig"}, Wrong.PATTERN, "$.skydd"),
        ({**ex.fk(ALVA), "personnummer": "19880813-2388"}, Wrong.PATTERN, "$.personnummer"),
        ({**ex.fk(ALVA), "personnummer": ALVA[:-1] + "9"}, Wrong.IDENTITY, "kontrollsiffra"),
        ({**ex.fk(ALVA), "personnummer": "198813132388"}, Wrong.IDENTITY, "datum"),
        ({**ex.fk(ALVA), "personnummer": "1608132388"}, Wrong.IDENTITY, "oklart_sekel"),
        (ex.fk(ALVA, former=[ALVA[:-1] + "9"]), Wrong.FORMER, "kontrollsiffra"),
        (ex.fk(ALVA, **ex.person(ALVA, namn=f"Alva{NUL}")), Wrong.STORAGE, ""),
        ({"personnummer": ALVA, "borttagen": True}, Wrong.REMOVED, ""),  # the extract is full
    ],
)
def test_a_wrong_fk_line_is_told_by_code_and_path(line, code, detail):
    put_aside = wrong(line)
    assert (put_aside.wrong, put_aside.detail) == (code, detail)
    told = sentence(put_aside.wrong, put_aside.detail)
    assert told.endswith(".")
    assert ALVA[2:] not in told
    assert ALVA[2:] not in str(put_aside)


def decision(**fields):
    return ex.pm(ALVA, beslut=[fields])


@pytest.mark.parametrize(
    ("line", "code", "detail"),
    [
        (ex.fk(ALVA), Wrong.UNKNOWN, "$.formansinformation"),
        ({"personnummer": ALVA}, Wrong.MISSING, "$.beslut"),
        (decision(beslutsdatum="2026-02-30"), Wrong.PATTERN, "$.beslut[0].beslutsdatum"),
        (decision(beslutsdatum="2026-02"), Wrong.PATTERN, "$.beslut[0].beslutsdatum"),
        (
            decision(formansgrupp={"kod": "PM:AP"}),
            Wrong.MISSING,
            "$.beslut[0].formansgrupp.beskrivning",
        ),
        (
            decision(beslutadErsattning=[{"period": {"tom": "2026-01-01"}}]),
            Wrong.MISSING,
            "$.beslut[0].beslutadErsattning[0].period.from",
        ),
        (
            ex.pm(ALVA, utbetalningar=[{"bruttobelopp": 10.5}]),
            Wrong.KIND,
            "$.utbetalningar[0].bruttobelopp",
        ),
        (
            ex.pm(
                ALVA, ovrigInformation=[{"pensionsunderlag": {"intjanandear": [{"artal": "26"}]}}]
            ),
            Wrong.PATTERN,
            "$.ovrigInformation[0].pensionsunderlag.intjanandear[0].artal",
        ),
    ],
)
def test_a_wrong_pm_line_is_told_by_code_and_path(line, code, detail):
    put_aside = wrong(line, agency=PM)
    assert (put_aside.wrong, put_aside.detail) == (code, detail)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        (
            ex.fk(ALVA, programanvisning=[{"program": {"id": 77, "beskrivning": "Framtidsspår"}}]),
            FK,
        ),
        (
            ex.fk(
                ALVA, utbetalningsuppgift=[{"utbetalningsdetalj": [{"beloppstyp": {"id": "QX"}}]}]
            ),
            FK,
        ),
        (ex.pm(ALVA, **ex.pension(group="PM:NYTT")), PM),
        (decision(beslutsutfall={"kod": "DELVIS", "beskrivning": "Delvis bifall"}), PM),
    ],
)
def test_a_code_that_the_contract_does_not_list_is_no_error(line, agency):
    assert read(line, agency=agency).person == ALVA


@pytest.mark.parametrize("text", ["2019-04", "2019", "2019-04-30", "Datum saknas"])
def test_a_date_of_death_may_be_partial(text):
    deceased = {"avlidna": [{"person": NILS, "dodsfallsdatum": text}]}
    assert read(decision(tillagg={"efterlevandeformaner": deceased}), agency=PM).person == ALVA


def test_ten_digits_become_twelve():
    assert read({**ex.fk(ALVA), "personnummer": ALVA[2:]}).person == ALVA


def test_a_removal_stands_alone_in_an_extract_of_changes():
    assert read({"personnummer": ALVA, "borttagen": True}, sort=Sort.CHANGES).removed
    for line in ({**ex.fk(ALVA), "borttagen": True}, {"personnummer": ALVA, "borttagen": False}):
        assert wrong(line, sort=Sort.CHANGES).wrong is Wrong.REMOVED


# --- digests ---


def digests(**lists):
    return read(ex.fk(ALVA, **lists)).digests


def test_each_group_has_a_digest_of_its_own():
    told = digests(
        **ex.sickness(),
        **ex.person(ALVA),
        underhallsskuld=[{"belopp": {"summa": 1}}],
        levnadsintygsuppgift=[{}],
    )
    assert set(told) == {
        "beslut FK:SJP",
        "ovrigInformation FK:GEPI",
        "beslut FK:US",
        "ovrigInformation ",
    }
    assert digests(**ex.sickness())["beslut FK:SJP"] == told["beslut FK:SJP"]
    assert digests(**ex.sickness(817))["beslut FK:SJP"] != told["beslut FK:SJP"]


def test_the_order_of_rows_and_keys_says_nothing():
    rows = [{"aktivt": True, "startades": "2026-01-01"}, {"aktivt": False}]
    turned = [{"aktivt": False}, {"startades": "2026-01-01", "aktivt": True}]
    assert digests(sjukpenningarende=rows) == digests(sjukpenningarende=turned)


def test_a_row_that_moves_between_two_lists_of_a_group_is_a_change():
    case = [{"startades": "2026-01-01"}]
    assert digests(underhallsstodskrav=case) != digests(underhallsstodsmottag=case)


def payment(family=None, *benefits):
    told = {"formansfamilj": {"id": family}} if family else {}
    return {**told, "utbetalningsdetalj": [{"forman": {"id": one}} for one in benefits]}


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        (payment("SJP", "SJP"), {"utbetalningar FK:SJP"}),
        (payment("ABB", "FBT"), {"utbetalningar FK:ABB"}),
        (payment(None, "RBE", "SJP"), {"utbetalningar FK:RBE", "utbetalningar FK:SJP"}),
        (payment("QX", "QX"), {"utbetalningar "}),
        (payment(), {"utbetalningar "}),
    ],
)
def test_fks_payment_belongs_to_the_group_of_its_family(row, keys):
    assert set(digests(utbetalningsuppgift=[row])) == keys
    assert set(digests(preliminarautbetalningar=[row])) == {
        f"preliminaraU{key[1:]}" for key in keys
    }


def test_pms_payment_belongs_to_the_groups_of_its_rows():
    rows = [
        {"formansgrupp": {"kod": kod, "beskrivning": ""}} for kod in ("PM:AP", "PM:BTI", "PM:NYTT")
    ]
    line = ex.pm(
        ALVA,
        utbetalningar=[{"utbetalningsrader": rows}],
        ovrigInformation=[{"informationstyp": {"kod": "PM:LINT", "beskrivning": ""}}],
        ansprak=[{}],
    )
    assert set(read(line, agency=PM).digests) == {
        "utbetalningar PM:AP",
        "utbetalningar PM:BTI",
        "utbetalningar ",
        "ovrigInformation PM:LINT",
        "ansprak ",
    }


def test_protection_and_earlier_numbers_have_digests_beside_the_groups():
    assert set(read(ex.fk(ALVA, former=[OLD])).digests) == {"personnummer "}
    told = read(ex.fk(ALVA, former=[OLD], skydd="sekretessmarkering"))
    assert (set(told.digests), told.former) == ({"skydd "}, ())


# --- test numbers ---


NAMED: dict[str, tuple[Agency, Callable[[str], dict]]] = {
    "own": (FK, ex.person),
    "co-applicant": (
        FK,
        lambda one: {"bostadsbidragsarende": [{"medsokande": [{"personnummer": one}]}]},
    ),
    "payee": (
        FK,
        lambda one: {
            "mottagareavbarnbidrag": [
                {"beslut": [{"underlag": {"utbetalningsmottagare": f"{MOLLY}/{one}"}}]}
            ]
        },
    ),
    "deceased": (
        PM,
        lambda one: {
            "beslut": [{"tillagg": {"efterlevandeformaner": {"avlidna": [{"person": one}]}}}]
        },
    ),
    "pm's co-applicant": (
        PM,
        lambda one: {
            "beslut": [
                {"tillagg": {"bostadsInkomststod": {"berakningsunderlag": {"medsokande": one}}}}
            ]
        },
    ),
}


@pytest.mark.parametrize("role", NAMED)
def test_persons_named_in_a_line_are_held_to_the_rule_of_test_numbers(role):
    agency, names = NAMED[role]
    make = ex.fk if agency is FK else ex.pm
    assert read(make(ALVA, **names(MOLLY)), agency=agency).person == ALVA
    with pytest.raises(LoadRefused, match="inte_testnummer"):
        read(make(ALVA, **names(OTHER)), agency=agency)
    assert (
        wrong(make(OTHER, **names(MOLLY)), agency=agency, tests_only=False).wrong
        is Wrong.TEST_NUMBER
    )


def test_ten_digits_named_in_a_line_are_held_to_it_too():
    assert read(ex.fk(ALVA, **ex.person(MOLLY[2:]))).person == ALVA
    with pytest.raises(LoadRefused, match="inte_testnummer"):
        read(ex.fk(ALVA, **ex.person("0000000000")))


# --- the door ---


@pytest.fixture
def crowd():
    return [
        ex.fk(number)
        for number in sorted(one for one in ex.official() if one.startswith("1991"))[:400]
    ]


@pytest.mark.django_db
def test_wrong_lines_are_kept_by_number_and_reason_and_the_rest_is_loaded(tmp_path, crowd):
    lines = [
        *crowd[:50],
        case(aktivt="ja"),
        "{trasig",
        *crowd[50:],
        ex.fk(KERSTIN, **ex.person(KERSTIN, namn=1)),
    ]
    report = ex.loaded(tmp_path, FK, lines)
    assert (report.read, report.new, report.refused) == (403, 400, 3)
    with as_jobs():
        kept = [
            (one.line, one.wrong, one.reason_text)
            for one in RefusedLine.objects.filter(extract=report.extract)
        ]
    assert kept == [
        (52, "fel_typ", "Värdet har fel typ: $.formansinformation.sjukpenningarende[0].aktivt."),
        (53, "json", "Raden är inte giltig JSON."),
        (
            404,
            "fel_typ",
            "Värdet har fel typ: $.formansinformation.generellPersoninformation[0].namn.",
        ),
    ]


@pytest.mark.django_db
def test_a_line_over_the_ceiling_is_put_aside_and_the_next_is_read(tmp_path, crowd):
    long = json.dumps(ex.fk(ALVA, **ex.person(ALVA, namn="x" * LINE_CEILING)))
    report = ex.loaded(tmp_path, FK, [*crowd, long, ex.fk(KERSTIN, **ex.sickness())])
    assert [(one.line, one.wrong, one.detail) for one in report.aside] == [(402, "for_lang", "4")]
    assert ex.found(KERSTIN).documents[FK] == {"formansinformation": ex.sickness()}


@pytest.mark.django_db
def test_a_line_just_under_the_ceiling_is_loaded(tmp_path):
    line = json.dumps(ex.fk(ALVA, **ex.person(ALVA, namn="x")))
    ex.loaded(tmp_path, FK, [line.replace('"x"', '"' + "x" * (LINE_CEILING - len(line) - 1) + '"')])


@pytest.mark.django_db
def test_texts_of_any_kind_come_back_as_they_were(tmp_path):
    name = 'Åsa \\ "Ö" \t\n\r \\u0000 \\N \u2028 🦌 \x7f'
    ex.loaded(tmp_path, FK, [ex.fk(ALVA, **ex.person(ALVA, namn=name))])
    told = ex.found(ALVA).documents[FK]["formansinformation"]["generellPersoninformation"][0]
    assert told["namn"] == name


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.none() | st.text(max_size=15) | st.integers() | st.lists(st.integers(), max_size=2),
        max_size=4,
    )
)
def test_any_object_is_a_line_or_is_put_aside(told):
    try:
        read({**ex.fk(ALVA), **told})
    except WrongLine as put_aside:
        assert sentence(put_aside.wrong, put_aside.detail)  # noqa: PT017  # both ways are right


@given(st.binary(max_size=60))
def test_any_bytes_are_put_aside(raw):
    with pytest.raises(WrongLine):
        read(raw)
