"""What a deployment says of itself: its name, its contacts, the facts of its statements; settings takes them all."""

from portal import env

SERVICE_NAME = env.text(
    "SERVICE_NAME", "the service's name in headers and mails", default="LEFI Online och LEKA"
)
PUBLIC_URL = env.text(
    "PUBLIC_URL",
    "the address that people reach the portal by, with scheme, for links in mails",
    default="http://127.0.0.1:8000",
).rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "FROM_EMAIL",
    "whom mails come from, as Name <address>; nobody need read what is sent there",
    default="LEFI Online och LEKA <inget-svar@localhost>",
)
DEMO = env.flag(
    "DEMO",
    "a demo with test persons: test numbers alone are taken, `manage.py demo` may run",
    default=False,
)
DEMO_PERSONS = env.number(
    "DEMO_PERSONS",
    "test persons in each of the demo's extracts when it is made",
    default=2000,
    at_least=1,
)
SUPPORT_PHONE = env.text("SUPPORT_PHONE", "telephone of the support desk", default="0771-17 90 00")
SUPPORT_FORM = env.text(
    "SUPPORT_FORM", "address of the agency's e-mail form (empty: not shown)", default=""
)
OPERATOR = env.text(
    "OPERATOR",
    "who runs the service (driftansvarig), for the privacy page (empty: said to be unsettled)",
    default="",
)
CONTROLLER = env.text(
    "CONTROLLER",
    "who answers for the release of personal data, for the privacy page (empty: said to be unsettled)",
    default="",
)
DATA_PROTECTION_OFFICER = env.text(
    "DATA_PROTECTION_OFFICER",
    "how to reach the data protection officer, for the privacy page (empty: said to be unsettled)",
    default="",
)
REQUESTS_CONTACT = env.text(
    "REQUESTS_CONTACT",
    "where a person asks who has asked about them, for the privacy page (empty: said to be unsettled)",
    default="",
)
LOG_KEPT = env.text(
    "LOG_KEPT",
    "how long the log of questions is kept, in words, for the privacy page (empty: said to be unsettled)",
    default="",
)
ACCESSIBILITY_ASSESSED = env.text(
    "ACCESSIBILITY_ASSESSED",
    "day of the last accessibility assessment, YYYY-MM-DD (empty: the statement says that none is made)",
    default="",
)
ACCESSIBILITY_DEGREE = env.text(
    "ACCESSIBILITY_DEGREE",
    "what the assessment found: helt, delvis or inte (compliant with the act); unused without a day",
    default="",
)
ACCESSIBILITY_SUPERVISOR = env.text(
    "ACCESSIBILITY_SUPERVISOR",
    "name and address of the authority that supervises the act, for the statement (empty: not shown)",
    default="",
)
