"""Settings of how much is taken in at once, and by how many it is worked on (running.md, Limits)."""

from portal import env

_MB = 1024 * 1024

MASS_ROWS = env.number(
    "MASS_ROWS", "persons that a mass query may hold", default=100_000, at_least=1
)
MASS_FILE_BYTES = _MB * env.number(
    "MASS_FILE_MB", "megabytes that a file of persons may hold", default=50, at_least=1
)
MASS_BODY_BYTES = _MB * env.number(
    "MASS_BODY_MB", "megabytes that a mass query as JSON may hold", default=25, at_least=1
)
MASS_FILE_UNPACKED_BYTES = _MB * env.number(
    "MASS_FILE_UNPACKED_MB",
    "megabytes that a spreadsheet may unpack to",
    default=500,
    at_least=1,
)
MASS_WORKERS = env.number(
    "MASS_WORKERS",
    "processes that ask mass queries' persons at the same time",
    default=2,
    at_least=1,
)
WAITING_PAGES = env.number(
    "WAITING_PAGES",
    "pages that may wait for their turn in one process of the web, of its threads; the next is refused at once",
    default=4,
    at_least=1,
)
LEKA_MONTHS = env.number(
    "LEKA_MONTHS", "months that a subscription may last, from today", default=12, at_least=1
)
LEKA_ACTIVE = env.number(
    "LEKA_ACTIVE", "active subscriptions that an organisation may have", default=100_000, at_least=1
)
LEKA_ROWS = env.number(
    "LEKA_ROWS", "subscriptions that one mass change may hold", default=10_000, at_least=1
)
LEKA_DAYS_AFTER_DEATH = env.number(
    "LEKA_DAYS_AFTER_DEATH",
    "days that a subscription goes on after an extract said that the person has died",
    default=30,
    at_least=0,
)
LEKA_KEPT_DAYS = env.number(
    "LEKA_KEPT_DAYS",
    "days that a notification is kept after it was received or handled, twice that where it was neither, and a "
    "subscription after its end",
    default=90,
    at_least=90,
)
FILE_UPLOAD_HANDLERS = ["portal.uploads.InMemory"]  # files of persons never lie on a disk in clear
