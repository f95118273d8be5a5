"""The two doors before an organisation is known: whose token, and whose login. Nothing else runs as the owner.

Both answer about one token or one account and cannot list. `statement_timestamp()`, not `now()`: an ended token must not
live on inside a longer transaction.
"""

from django.db import migrations

from portal.tenants.policies import hold_apart, only_reads

BEARER = """
CREATE FUNCTION bearer(p_hash text)
RETURNS TABLE (client_id text, name text, party bigint, scopes text[], protected boolean,
               organisation bigint, aktors_id uuid, organisation_name text, default_purpose text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.client_id, o.name, c.organisation_id,
         -- A scope taken from the client is gone at once from the tokens it has.
         ARRAY(SELECT unnest(string_to_array(t.scopes, E'\\n'))
               INTERSECT SELECT btrim(unnest(string_to_array(o.scopes, E'\\n')))),
         c.protected, r.organisation_id, g.aktors_id, g.name, p.code
  FROM allauth_idp_oidc_token t
  JOIN allauth_idp_oidc_client o ON o.id = t.client_id
  JOIN access_apiclient c ON c.client_id = t.client_id
  LEFT JOIN access_representation r ON r.api_client_id = c.id
  LEFT JOIN organisations_organisation g ON g.id = r.organisation_id
  LEFT JOIN organisations_purpose p ON p.id = r.default_purpose_id
  WHERE t.type = 'at' AND t.hash = p_hash AND t.user_id IS NULL
    AND t.expires_at > statement_timestamp() AND c.closed_at IS NULL
  ORDER BY g.name
$$;
"""

MEMBERSHIPS = """
CREATE FUNCTION memberships(p_user bigint)
RETURNS TABLE (organisation bigint, aktors_id uuid, organisation_name text, roles text[], protected boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.organisation_id, g.aktors_id, g.name, m.roles::text[], m.protected
  FROM access_membership m
  JOIN access_user u ON u.id = m.user_id
  JOIN organisations_organisation g ON g.id = m.organisation_id
  WHERE m.user_id = p_user AND m.closed_at IS NULL AND u.is_active
  ORDER BY g.name
$$;
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION bearer(text), memberships(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bearer(text), memberships(bigint) TO app;
"""


class Migration(migrations.Migration):
    """Doors and policies of the room."""

    dependencies = [
        ("access", "0002_members_and_clients"),
        ("organisations", "0001_initial"),
        ("tenants", "0001_initial"),
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
    ]
    operations = [
        migrations.RunSQL(BEARER, "DROP FUNCTION bearer(text)"),
        migrations.RunSQL(MEMBERSHIPS, "DROP FUNCTION memberships(bigint)"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        hold_apart("access_membership"),
        hold_apart("access_apiclient"),
        hold_apart("access_representation"),
        # Members and clients are the administration's to change, until local administrators have pages of their own.
        only_reads("access_membership", "app", "app_jobs"),
        only_reads("access_apiclient", "app", "app_jobs"),
        only_reads("access_representation", "app", "app_jobs"),
    ]
