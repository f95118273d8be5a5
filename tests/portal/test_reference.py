"""The short form of a request's id is sayable on the telephone and tells requests apart."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from portal.reference import ALPHABET, short, urn


@given(st.uuids())
def test_a_reference_has_no_signs_that_sound_or_look_alike(request_id):
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", short(request_id))


@given(st.uuids(), st.uuids())
def test_two_references_are_equal_only_when_the_last_forty_bits_are(one, other):
    assert (short(one) == short(other)) == (one.int & (2**40 - 1) == other.int & (2**40 - 1))


def test_the_alphabet_has_32_signs_once():
    assert len(set(ALPHABET)) == 32 == len(ALPHABET)


def test_the_id_as_a_uri():
    told = UUID("0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60")
    assert urn(told) == "urn:uuid:0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"
