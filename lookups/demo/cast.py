"""Who is in the demo, as data: organisations, accounts, clients, staff (running.md); purposes are the description's."""

from dataclasses import dataclass


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
