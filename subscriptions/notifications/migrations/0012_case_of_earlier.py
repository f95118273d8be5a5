"""Earlier notifications name the case that their subscription has now: what it was then is not known any more."""

from typing import Any

from django.db import migrations

ROWS = 10_000  # of one statement, each committed by itself: nobody waits long, and again it goes on
FILL = """
UPDATE notifications_notification n SET "case" = s."case" FROM subscribing_subscription s
WHERE s.id = n.subscription_id AND s."case" <> '' AND n."case" = '' AND n.id > %s AND n.id <= %s
"""


def fill(_apps: Any, schema_editor: Any) -> None:
    """Fill the rows, some at a time."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM notifications_notification")
        (last,) = cursor.fetchone()
        for after in range(0, last, ROWS):
            cursor.execute(FILL, [after, after + ROWS])


class Migration(migrations.Migration):
    """The cases of what was there."""

    atomic = False
    dependencies = [
        ("notifications", "0011_case"),
        ("subscribing", "0001_initial"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
