"""An organisation's own list is held against its subscriptions: what stands on one side alone, and nothing else."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from subscriptions.filing.comparing import Ours, difference
from subscriptions.filing.model import FiledRow
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.making import member, subscribe

ROOT = "/prenumerationer/avstamning/"
database = pytest.mark.django_db(transaction=True)

PAIRS = st.tuples(st.sampled_from([ALVA, INGRID, KERSTIN]), st.sampled_from(["A", "B", "C"]))


def rows(*pairs: tuple[str, str]) -> list[FiledRow]:
    return [FiledRow(line, number, case) for line, (number, case) in enumerate(pairs, start=1)]


def ours(*pairs: tuple[str, str]) -> list[Ours]:
    return [
        Ours(id=UUID(int=place), case=case, numbers=frozenset([number]))
        for place, (number, case) in enumerate(pairs)
    ]


@given(st.sets(PAIRS), st.sets(PAIRS))
def test_each_side_is_told_what_the_other_has_not(theirs, there):
    found = difference(rows(*theirs), ours(*there))
    assert {(one.number, one.case) for one in found.not_here} == theirs - there
    assert {(min(one.numbers), one.case) for one in found.not_there} == there - theirs


@given(st.sets(PAIRS), st.sets(st.sampled_from([ALVA, INGRID, KERSTIN])))
def test_a_row_without_a_case_stands_for_its_person(there, persons):
    found = difference(rows(*((one, "") for one in persons)), ours(*there))
    known = {number for number, _ in there}
    assert {one.number for one in found.not_here} == persons - known
    assert {min(one.numbers) for one in found.not_there} == known - persons


@given(st.lists(PAIRS), st.lists(PAIRS))
def test_rows_are_told_in_their_order_each_as_often_as_it_stands(theirs, there):
    found = difference(rows(*theirs), ours(*there))
    wrong = [line for line, pair in enumerate(theirs, start=1) if pair not in there]
    assert [one.line for one in found.not_here] == wrong


def test_a_followed_number_is_the_same_person():
    one = Ours(id=UUID(int=1), case="A", numbers=frozenset([ALVA, INGRID]))
    for number in (ALVA, INGRID):
        found = difference(rows((number, "A")), [one])
        assert (found.not_here, found.not_there) == ([], [])


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def body(response, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


def file(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(
        "lista.csv", "\n".join(("personnummer;arendereferens", *lines)).encode()
    )


@database
def test_the_page_tells_both_sides_by_row_and_by_case(site, anna):
    subscribe(anna, ALVA, case="EB-1")
    extra = subscribe(anna, INGRID, case="EB-2")
    subscribe(member(), KERSTIN, case="EB-77")
    text = body(site.post(ROOT, {"file": file(f"{ALVA};EB-1", f"{KERSTIN};EB-3", "12;EB-4")}))
    assert "1 saknas hos oss · 1 saknas hos er · 1 rader med fel" in text
    assert f'href="/prenumerationer/{extra.public}/"' in text
    assert "EB-3" in text
    assert "EB-77" not in text
    for number in (ALVA, INGRID, KERSTIN):
        assert number not in text
        assert number[-4:] not in text.replace(str(extra.public), "")
    same = {"file": file(f"{ALVA};EB-1", f"{INGRID};EB-2")}
    assert "Listan och prenumerationerna stämmer överens." in body(site.post(ROOT, same))


@database
def test_the_difference_is_a_file_without_numbers_or_formulas(site, anna):
    subscribe(anna, INGRID, case="=EB")
    response = site.post(ROOT, {"file": file(f"{ALVA};@1", "12;X"), "csv": "ja"})
    assert "no-store" in response["Cache-Control"]
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    assert [line[0] for line in lines] == ["Vad", "Saknas hos oss", "Saknas hos er", "Fel"]
    assert [line[2] for line in lines] == ["Ärende", "'@1", "'=EB", ""]
    assert ALVA not in text
    assert INGRID not in text


@database
def test_ended_ones_and_other_purposes_are_left_out(site, anna):
    now = clock.now()
    subscribe(anna, ALVA, ended_at=now, end_reason="avregistrerad")
    subscribe(anna, INGRID, purpose="annat")
    told = {"pasted": KERSTIN, "purpose": "bistand"}
    assert "1 saknas hos oss · 0 saknas hos er" in body(site.post(ROOT, told))
    assert "1 saknas hos oss · 1 saknas hos er" in body(site.post(ROOT, told | {"purpose": ""}))


@database
def test_the_checksum_is_what_the_page_says_it_is(site, anna):
    ids = [str(subscribe(anna, one).public) for one in (ALVA, INGRID, KERSTIN)]
    told = hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()
    assert told in body(site.get(ROOT))


@database
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Välj en fil eller klistra in nummer."),
        ({"pasted": ALVA, "purpose": "hittepå"}, "purpose"),
    ],
)
def test_what_is_badly_put_is_told(site, sent, said):
    assert said in body(site.post(ROOT, sent), 422)


@database
def test_who_is_no_caseworker_may_not(client):
    client.force_login(member(roles=["log-reviewer"]).user)
    assert client.get(ROOT).status_code == 403


@database
def test_more_subscriptions_take_no_more_queries(site, anna, django_assert_max_num_queries):
    subscribe(anna, ALVA)
    with django_assert_max_num_queries(30) as few:
        site.post(ROOT, {"pasted": KERSTIN})
    for at in range(5):
        subscribe(
            anna, INGRID, case=f"EB-{at}", until=clock.swedish_day(clock.now()) + timedelta(9)
        )
    with django_assert_max_num_queries(len(few)):
        site.post(ROOT, {"pasted": f"{KERSTIN}\n{ALVA}"})
