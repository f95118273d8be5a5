"""Who is in the demo, as data: organisations, purposes, accounts, clients, staff (running.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_FK = """
ABB AP AS BOB BST BTI DPE EJO ET FP FSJP GP HE MABB MEK NP OMV PJOB PROG RBE SA SBP SJP TFP US VB YL
"""
FK_DECISIONS = tuple(f"FK:{code}" for code in _FK.split())
PM_GROUPS = ("PM:AP", "PM:BTI", "PM:EF")
FEE_FK = ("FK:SA", "FK:BTI", "FK:BOB")


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeCast:
    """A purpose with its legal ground and what it may be told, per class."""

    code: str
    name: str
    law: str
    law_from: date
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCast:
    """A member's account."""

    role: str
    name: str
    username: str
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCast:
    """A client of an organisation, for itself."""

    client_id: str
    scopes: tuple[str, ...]
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCast:
    """An organisation with its agreement's purposes in order; the first is its clients' default."""

    name: str
    number: str
    purposes: tuple[str, ...]
    accounts: tuple[AccountCast, ...]
    clients: tuple[ClientCast, ...]


PURPOSES = (
    PurposeCast(
        code="ekonomiskt-bistand",
        name="Ekonomiskt bistånd",
        law="11 kap. 11 a § socialtjänstlagen (2001:453) och 5 § förordningen (2008:975)",
        law_from=date(2009, 1, 1),
        groups={
            "beslut": FK_DECISIONS + PM_GROUPS,
            "ansprak": PM_GROUPS,
            "utbetalningar": FK_DECISIONS + PM_GROUPS,
            "preliminaraUtbetalningar": FK_DECISIONS + PM_GROUPS,
            "ovrigInformation": ("FK:GEPI", "FK:PANV", "FK:SKUP", "FK:STAV", "PM:LINT"),
        },
    ),
    PurposeCast(
        code="avgift-aldreomsorg",
        name="Avgift inom äldreomsorgen",
        law="8 kap. socialtjänstlagen (2001:453)",
        law_from=date(2002, 1, 1),
        groups={
            "beslut": FEE_FK + PM_GROUPS,
            "ansprak": PM_GROUPS,
            "utbetalningar": FEE_FK + PM_GROUPS,
            "preliminaraUtbetalningar": FEE_FK + PM_GROUPS,
        },
    ),
)

ALL_SCOPES = ("lefi.online", "lefi.mass", "leka.prenumeration", "leka.avisering")

ORGANISATIONS = (
    OrganisationCast(
        name="Socialnämnden i Exempelby",
        number="212999-0017",
        purposes=("ekonomiskt-bistand", "avgift-aldreomsorg"),
        accounts=(
            AccountCast(
                role="caseworker", name="Hanna Handläggare", username="hanna@exempelby.example"
            ),
            AccountCast(
                role="caseworker",
                name="Sara Särskild",
                username="sara@exempelby.example",
                protected=True,
            ),
            AccountCast(
                role="local-administrator", name="Lars Lokal", username="lars@exempelby.example"
            ),
            AccountCast(
                role="log-reviewer", name="Greta Granskare", username="greta@exempelby.example"
            ),
        ),
        clients=(
            ClientCast(client_id="exempelby-verksamhetssystem", scopes=ALL_SCOPES),
            ClientCast(client_id="exempelby-sarskild", scopes=ALL_SCOPES, protected=True),
        ),
    ),
    OrganisationCast(
        name="Avgiftsenheten i Provstad",
        number="212999-0025",
        purposes=("avgift-aldreomsorg",),
        accounts=(
            AccountCast(role="caseworker", name="Axel Avgift", username="axel@provstad.example"),
            AccountCast(
                role="local-administrator", name="Lena Lokal", username="lena@provstad.example"
            ),
            AccountCast(
                role="log-reviewer", name="Gustav Granskare", username="gustav@provstad.example"
            ),
        ),
        clients=(ClientCast(client_id="provstad-avgiftssystem", scopes=ALL_SCOPES),),
    ),
)

STAFF = (
    AccountCast(role="support", name="Stina Support", username="stina@forvaltningen.example"),
    AccountCast(
        role="administrator", name="Adam Administratör", username="adam@forvaltningen.example"
    ),
    AccountCast(role="auditor", name="Rut Revisor", username="rut@forvaltningen.example"),
)
