"""The names and statuses of the contract (api.md, Errors): frozen, so they are written out once more here."""

from portal.problems import PROBLEMS

CONTRACT = {
    "invalid-request": 422,
    "invalid-identity": 422,
    "period-too-long": 422,
    "case-reference-missing": 422,
    "reference-holds-identity": 422,
    "not-authenticated": 401,
    "insufficient-scope": 403,
    "purpose-not-agreed": 403,
    "actor-not-represented": 403,
    "agreement-not-in-force": 403,
    "no-such-right": 403,
    "quota-exceeded": 429,
    "outside-opening-hours": 503,
    "service-window": 503,
    "incident": 503,
    "register-unavailable": 503,
    "temporarily-unavailable": 503,
    "too-many-calls": 429,
    "not-found": 404,
    "conflict": 409,
    "gone": 410,
    "idempotency-key-missing": 400,
    "idempotency-key-reused": 422,
    "version-ended": 410,
    "request-timeout": 408,
    "payload-too-large": 413,
    "unsupported-media-type": 415,
    "not-acceptable": 406,
    "method-not-allowed": 405,
    "storage-full": 507,
    "internal-error": 500,
}


def test_names_and_statuses_are_the_contract_s():
    assert {slug: one.status for slug, one in PROBLEMS.items()} == CONTRACT


def test_whose_part_is_one_of_the_known():
    known = {"ANVANDAREN", "TJANSTEN", "FORSAKRINGSKASSAN", "PENSIONSMYNDIGHETEN", "VAGEN_MELLAN"}
    assert {one.whose.value for one in PROBLEMS.values()} <= known


def test_titles_tell_the_names_apart():
    assert len({str(one.title) for one in PROBLEMS.values()}) == len(PROBLEMS)
