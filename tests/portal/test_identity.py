"""Identity numbers:

every usual form, each fault by name, and the tax agency's lists as the outside oracle.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import identity
from portal.identity import Felkod, InvalidIdentity, Kind, find_identity_in, official_test_numbers

TODAY = date(2026, 11, 25)
ALVA = "198808132388"
STRANGER = "185001011237"  # valid, no test number, and nobody's: born 1850
NBSP, ZERO_WIDTH, EN_DASH, MINUS = "\u00a0", "\u200b", "\u2013", "\u2212"
OFFICIAL = sorted(official_test_numbers())
PERSONNUMMER = [one for one in OFFICIAL if int(one[6:8]) < 60]
official = st.sampled_from(OFFICIAL)


def read(text, *, today=TODAY, lenient=False, tests_only=True):
    return identity.parse(text, today=today, lenient_century=lenient, tests_only=tests_only)


def fault(text, **more):
    with pytest.raises(InvalidIdentity) as refused:
        read(text, **more)
    return refused.value.felkod


def with_check_digit(nine):
    """Return ten digits for nine."""
    return next(
        nine + str(last)
        for last in range(10)
        if sum(int(d) for i, c in enumerate(nine + str(last)) for d in str(int(c) * (2 - i % 2)))
        % 10
        == 0
    )


# --- forms ---


@pytest.mark.parametrize(
    "text",
    [
        ALVA,
        "19880813-2388",
        "880813-2388",
        "1988-08-13-2388",
        "88-08-13-2388",
        f" {ALVA} ",
        f"{ALVA}\n",
        f"{ALVA}\r\n",
        "19880813 2388",
        "1988 08 13 2388",
        "880813 - 2388",
        f"19880813{NBSP}2388",
        f"{NBSP}880813-2388{NBSP}",
        f"{ZERO_WIDTH}19880813{ZERO_WIDTH}-2388\ufeff",
        f"880813{EN_DASH}2388",
        f"880813{MINUS}2388",
        "\t880813-2388\t",
        "19880813+2388",  # twelve digits carry their century: the sign says nothing more
    ],
)
def test_every_usual_form_is_the_same_person(text):
    assert read(text).number == ALVA


@pytest.mark.parametrize(
    ("text", "felkod"),
    [
        ("", Felkod.EMPTY),
        (" \n\t", Felkod.EMPTY),
        (f"{NBSP}{ZERO_WIDTH}", Felkod.EMPTY),
        ("8808132388a", Felkod.CHARACTERS),
        ("x", Felkod.CHARACTERS),
        ("１９８８０８１３２３８８", Felkod.CHARACTERS),  # digits, but not ours
        ("19880813_2388", Felkod.CHARACTERS),
        ("880813--2388", Felkod.CHARACTERS),
        ("-198808132388", Felkod.CHARACTERS),
        ("8808132388-", Felkod.CHARACTERS),
        ("88081323-88", Felkod.CHARACTERS),
        ("-", Felkod.LENGTH),
        ("1", Felkod.LENGTH),
        ("808132388", Felkod.LENGTH),
        ("98808132388", Felkod.LENGTH),
        ("1988081323888", Felkod.LENGTH),
        ("198813132388", Felkod.DATE),
        ("198802302388", Felkod.DATE),
        ("198800132388", Felkod.DATE),
        ("198808002388", Felkod.DATE),
        ("198708922388", Felkod.DATE),
        ("169908132388", Felkod.DATE),
        ("881313-2388", Felkod.DATE),
        ("202612012388", Felkod.FUTURE),
        ("209908132388", Felkod.FUTURE),
        ("1608132388", Felkod.CENTURY),
        ("198808132389", Felkod.CHECK_DIGIT),
        ("880813-2389", Felkod.CHECK_DIGIT),
    ],
)
def test_each_fault_has_its_name(text, felkod):
    assert fault(text) == felkod


@pytest.mark.parametrize(
    ("text", "felkod"),
    [
        ("x1", Felkod.CHARACTERS),  # wrong length too
        ("1999", Felkod.LENGTH),  # no date either
        ("199913999999", Felkod.DATE),  # wrong check digit too
        ("209902302389", Felkod.DATE),  # ahead too
        ("209908132389", Felkod.FUTURE),  # wrong check digit too
        ("1608132389", Felkod.CENTURY),  # wrong check digit too
    ],
)
def test_the_first_fault_that_holds_is_told(text, felkod):
    assert fault(text) == felkod


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Skriv ett personnummer eller samordningsnummer."),
        ("123", "Numret ska ha 10 eller 12 siffror. Det här har 3."),
        (
            ALVA[:-1] + "9",
            "Siffrorna stämmer inte ihop. Jämför numret siffra för siffra med ert ärende.",
        ),
    ],
)
def test_the_refusal_says_what_is_wrong_and_never_the_number(text, sentence):
    with pytest.raises(InvalidIdentity) as refused:
        read(text)
    assert refused.value.detail == sentence
    assert refused.value.members()["felkod"] == refused.value.felkod
    assert not text or text not in repr(refused.value) + str(refused.value)


# --- centuries ---


@pytest.mark.parametrize(
    ("ten", "number"),
    [
        ("900101-9802", "199001019802"),
        ("900101+9802", "189001019802"),
        ("261125-", "20261125"),  # born today
        ("261126-", "19261126"),  # 99 years until tomorrow
        ("261126+", "19261126"),  # turns 100 this year: the sign is + already
        ("261125+", "19261125"),  # 100 years today
        ("250101+", "19250101"),
        ("270101-", "19270101"),
        ("270101+", "18270101"),
    ],
)
def test_the_sign_tells_the_century(ten, number):
    whole = ten if len(ten) > 7 else ten + with_check_digit(ten[:6] + "238")[6:]
    assert read(whole, tests_only=False).number.startswith(number)


@pytest.mark.parametrize(
    ("date_digits", "unclear"),
    [
        ("880813", False),  # 38 years, or 138
        ("161125", True),  # 10 years, or 110 today
        ("161124", True),  # 10, or 110
        ("151126", True),  # 10, or 110 until tomorrow
        ("151125", False),  # 11, or 111 today
        ("261126", False),  # tomorrow a century ago, or tomorrow
        ("000229", True),
    ],
)
def test_ten_digits_without_a_sign_are_unclear_when_two_could_live(date_digits, unclear):
    ten = with_check_digit(date_digits + "238")
    today = date(2008, 1, 1) if date_digits == "000229" else TODAY
    if date_digits == "000229":
        unclear = False  # 1900 had no 29 February
    if unclear:
        assert fault(ten, today=today, tests_only=False) == Felkod.CENTURY
        assert read(ten, today=today, lenient=True, tests_only=False).number[:2] == "20"
    else:
        assert read(ten, today=today, tests_only=False).number[2:] == ten


@given(official)
def test_the_page_reads_ten_digits_as_under_a_hundred(number):
    told = read(number[2:], lenient=True, tests_only=False)
    assert told == read(f"{number[2:8]}-{number[8:]}", tests_only=False)
    assert int(told.number[:4]) > 1925


@given(st.sampled_from(PERSONNUMMER), st.dates(date(1990, 1, 1), date(2140, 1, 1)))
def test_the_right_sign_finds_the_person_on_any_day_of_a_long_life(number, today):
    birth = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
    if today < birth or today.year - birth.year > 150:
        return
    sign = "+" if today.year - birth.year >= 100 else "-"
    assert read(f"{number[2:8]}{sign}{number[8:]}", today=today).number == number


# --- kinds ---


def test_a_coordination_number_has_its_day_increased_by_sixty():
    told = read("200107872384")
    assert (told.kind, told.birth) == (Kind.SAMORDNINGSNUMMER, date(2001, 7, 27))


def test_a_coordination_number_may_lack_its_day_of_birth():
    told = read("191500722390")
    assert (told.kind, told.birth) == (Kind.SAMORDNINGSNUMMER, None)


def test_a_number_says_nothing_of_itself_in_logs():
    told = read(ALVA)
    assert told.masked == "19880813-****"
    assert not any(part in repr(told) for part in ("1988", "0813", "2388"))


# --- test numbers ---


def test_all_official_test_numbers_are_valid():
    assert len(OFFICIAL) == 41_127 + 2_264
    for number in OFFICIAL:
        assert read(number).number == number


def test_no_official_number_with_a_digit_changed_is_valid():
    """The check digit finds every single digit changed; the century's two digits have none."""
    other = "5678901234"
    for number in OFFICIAL[::20]:
        for place in range(2, 12):
            changed = number[:place] + other[int(number[place])] + number[place + 1 :]
            try:
                read(changed, tests_only=False)
            except InvalidIdentity:
                continue
            pytest.fail(f"place {place}")


@given(official, st.integers(2, 11), st.integers(1, 9))
def test_any_digit_changed_to_any_other_is_found(number, place, more):
    changed = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    assert fault(changed, tests_only=False) in (Felkod.DATE, Felkod.FUTURE, Felkod.CHECK_DIGIT)


def test_where_tests_alone_are_taken_other_valid_numbers_are_refused():
    assert fault(STRANGER) == Felkod.NOT_A_TEST_NUMBER
    assert read(STRANGER, tests_only=False).number == STRANGER


def test_the_eighteenth_century_belongs_to_benchmarks():
    bench = "17500101" + with_check_digit("500101123")[6:]
    assert read(bench).number == bench
    assert identity.is_test_number(bench)


def test_the_setting_demo_decides_when_nobody_says(settings):
    settings.DEMO = True
    with pytest.raises(InvalidIdentity):
        identity.parse(STRANGER, today=TODAY, lenient_century=False)
    settings.DEMO = False
    assert identity.parse(STRANGER, today=TODAY, lenient_century=False).number == STRANGER


# --- properties ---

white = st.text(" \t\n\u00a0\u2003\u200b\ufeff", max_size=3)


@given(official, st.lists(white, min_size=13, max_size=13))
def test_white_space_of_any_kind_anywhere_changes_nothing(number, blanks):
    text = "".join(blank + digit for blank, digit in zip(blanks, f"{number} ", strict=True))
    assert read(text).number == number


@given(st.text())
def test_any_text_is_a_number_or_a_named_fault(text):
    try:
        told = read(text, tests_only=False)
    except InvalidIdentity as no:
        assert no.felkod in Felkod  # noqa: PT017  # both ways are right
    else:
        assert read(told.number, tests_only=False) == told


@given(st.text("0123456789-+ ", max_size=16), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_what_is_read_once_reads_the_same_again(text, today):
    try:
        told = read(text, today=today, tests_only=False)
    except InvalidIdentity:
        return
    assert len(told.number) == 12
    assert read(told.number, today=today, tests_only=False) == told


# --- numbers in free text ---


def forms(number):
    return [
        number,
        number[2:],
        f"{number[:8]}-{number[8:]}",
        f"{number[2:8]}-{number[8:]}",
        f"{number[2:8]}+{number[8:]}",
        f"{number[:8]} {number[8:]}",
        f"{number[:4]}-{number[4:6]}-{number[6:8]}-{number[8:]}",
        f"{number[:4]} {number[4:6]} {number[6:8]} {number[8:]}",
        f"{number[2:8]}_{number[8:]}",
        f"{number[2:8]}{EN_DASH}{number[8:]}",
        f"{number[:8]}{NBSP}-{NBSP}{number[8:]}",
        f"{number[:8]}{ZERO_WIDTH}{number[8:]}",
    ]


around = st.text(st.characters(exclude_categories=["Nd"]), max_size=8)


@given(official, st.integers(0, 11), around, around)
def test_a_number_is_found_in_any_text_and_form(number, form, before, after):
    assert find_identity_in(before + forms(number)[form] + after)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-1123-88",
        "Dnr 2026/004512",
        "SN 2026-11482-3",
        "1234567890123456",
        f"0{ALVA}",
        f"{ALVA}0",
        "198808132389",
        "556677-8899",  # an organisation's number: the month is no month
        "fil 2026-11-25 14.03.csv",
        "2026-11-25 14.03.27",
        "1 2 3 4 5 6 7",
        "25 11 26 14 03",
        "4f2b9c1e-88ab-4d60-9d4d-0a1b2c3d4e5f",
    ],
)
def test_case_numbers_are_no_alarm(text):
    assert not find_identity_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "19 88 08 13 23 88",
        "om 88-08-13-23-88 igen",
        "1-9-8-8-0-8-1-3-2-3-8-8",
        "8 8 0 8 1 3 2 3 8 8",
        "８８０８１３-２３８８",
        "８８０８１３２３８８",
        "٨٨٠٨١٣٢٣٨٨",
        "dnr 7 19 88 08 13 23 88",
        "1988081 32388",
        "19880813238 8",
    ],
)
def test_a_number_spelled_out_is_found(text):
    assert find_identity_in(text)


def test_a_number_is_found_among_others():
    assert find_identity_in("Ärende 12345 rör 880813-2388 och dnr 2026/17")
    assert find_identity_in("kopia_19880813-2388.csv")
    assert find_identity_in(f"12 {ALVA} 34")
