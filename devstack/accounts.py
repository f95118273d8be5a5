"""The demo's accounts as a short table."""

from typing import Any


def table(demo: dict[str, Any]) -> str:
    """Return lines of role, username and password, by organisation, from what `manage.py demo --json` says."""
    groups = [(one["name"], one["accounts"]) for one in demo["organisations"]]
    groups.append(("Driften", demo["staff"]))
    longest = max(len(account["username"]) for _, accounts in groups for account in accounts)
    lines = []
    for name, accounts in groups:
        lines.append(f"  {name}")
        for one in accounts:
            right = "  (skyddade)" if one.get("protected") else ""
            lines.append(
                f"    {one['role']:<20} {one['username']:<{longest}}  {one['password']}{right}"
            )
    lines.append(
        "  API clients and test persons: .venv/bin/python manage.py demo --json      Ctrl-C ends, the data stays"
    )
    return "\n".join(lines)
