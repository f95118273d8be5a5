"""Makes what is missing: numbers, notifications and log rows in one statement, under the counter's lock (0018).

A statement that ends with `MAKE` brings a `missing` of (step, public, id, batch, kind_told, groups_told, corrects,
purpose, law, "case", user_id, client, asker_name, person, klass, covered, extracts): `step` counts from 1 in the order
of the numbers, `id` is the subscription's. Its parameters are `organisation`, `at` and `day`.
"""

from portal.organisations.models import Service

MAKE = f"""
made AS (
  INSERT INTO notifications_notification
    (organisation_id, number, public, subscription_id, batch_id, kind, groups, made_at, corrects, reason,
     "case")
  SELECT %(organisation)s, k.last + m.step, m.public, m.id, m.batch, m.kind_told, m.groups_told, %(at)s,
    m.corrects, '', m."case"
  FROM missing m, notifications_counter k WHERE k.organisation_id = %(organisation)s
  RETURNING number
), moved AS (
  UPDATE notifications_counter SET last = (SELECT max(number) FROM made)
  WHERE organisation_id = %(organisation)s AND EXISTS (SELECT FROM made)
), logged AS (
  INSERT INTO audit_disclosure (id, organisation_id, at, request_id, kind, "user", client, asker_name, channel, version,
    service, purpose, law, "case", caseworker, person, present, first, last, asked, outcomes, protection, extracts,
    digest, group_digests, named)
  SELECT m.public, %(organisation)s, %(at)s, m.public, 'answer', m.user_id, m.client, m.asker_name, 'leka', '1',
    '{Service.LEKA}', m.purpose, m.law, m."case", '', m.person, '', %(day)s, %(day)s, '"avisering"',
    jsonb_build_array(jsonb_build_array(m.klass, array_to_string(m.groups_told, ' '), m.kind_told)),
    CASE WHEN m.covered THEN 'set' ELSE 'none' END, m.extracts,
    sha256(convert_to(m.public::text, 'UTF8')), '{{}}', '[]'
  FROM missing m
)
SELECT count(*) FROM made
"""  # noqa: S608  # our own words
