"""An account has one address. The identity library keeps those it has seen in a table of its own, and opens by each."""

import django.db.models.functions.text
from django.db import migrations, models

# Whoever changes the address, by page, command or hand: what the library remembers of the former one goes with it.
ONE_ADDRESS = """
UPDATE access_user SET email = lower(email) WHERE email <> lower(email);
DELETE FROM account_emailaddress a USING access_user u WHERE u.id = a.user_id AND lower(a.email) <> u.email;
CREATE FUNCTION access_one_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM account_emailaddress WHERE user_id = NEW.id AND lower(email) <> lower(NEW.email);
  RETURN NULL;
END $$;
CREATE TRIGGER access_one_address AFTER UPDATE OF email ON access_user FOR EACH ROW
  WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION access_one_address();
"""
BACK = """
DROP TRIGGER access_one_address ON access_user;
DROP FUNCTION access_one_address();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_second_factor_rights"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.RunSQL(ONE_ADDRESS, BACK),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="user_email_in_lower_case",
            ),
        ),
    ]
