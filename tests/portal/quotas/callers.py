"""One caller, a process of its own: asks a lane until its time is up, then prints what it was answered, as JSON.

Run as a script, with psycopg alone: `callers.py DSN TOLD`, TOLD as JSON.
"""

import json
import random
import sys
import time

import psycopg

ADMIT = (
    "SELECT seq, slot, extract(epoch FROM at)::float8, wait_ms FROM"
    " quotas_admit(%s, %s, make_interval(secs => %s), 'api', 'klient', '10', gen_random_uuid())"
)
ENDED = (
    "SELECT extract(epoch FROM quotas_ended(%s, (SELECT id FROM quotas_lane WHERE organisation_id = %s), %s, %s))"
    "::float8"
)


def call(dsn: str, told: dict) -> dict:
    """Ask as fast as told; return each admission with the caller's own clock around it, and how many were refused."""
    chance = random.Random(told["seed"])
    rows, refused, faults = [], 0, 0
    with psycopg.connect(dsn, autocommit=True) as connection:
        say("ready")
        until = float(sys.stdin.readline())  # all have started
        connection.execute(
            "SELECT set_config('app.organisation', %s, false)", [str(told["organisation"])]
        )
        while (before := time.time()) < until:
            try:
                seq, slot, at, wait_ms = connection.execute(
                    ADMIT, [told["organisation"], "onlinefraga", told["lease"]]
                ).fetchone()
            except psycopg.errors.LockNotAvailable:
                faults += 1
                continue
            after = time.time()
            if seq is None:
                refused += 1
                time.sleep(chance.uniform(0, 0.01) if told["greedy"] else min(wait_ms, 200) / 1000)
                continue
            if told["hold"]:
                say({"holding": seq})
                time.sleep(told["hold"])
            if told["answers"]:
                time.sleep(chance.expovariate(1 / told["answers"]))
            leaving = time.time()
            (ended,) = connection.execute(
                ENDED, [told["organisation"], told["organisation"], slot, seq]
            ).fetchone()
            rows.append([seq, slot, before, at, after, leaving, ended])
    return {"rows": rows, "refused": refused, "faults": faults}


def say(told: object) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    say(call(sys.argv[1], json.loads(sys.argv[2])))
