"""Seals the secrets of all second factors under the newest key, after which older keys can go."""

from typing import Any

import structlog
from django.core.management.base import BaseCommand

from portal.access.second_factor import services
from portal.tenants.scope import as_jobs

log = structlog.get_logger()


class Command(BaseCommand):
    """`manage.py renew_second_factors`: can run beside the portal, and again."""

    help = "Seals second factors under the newest of SECOND_FACTOR_KEYS; then the old key can go."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Renew as background work."""
        with as_jobs():
            renewed = services.renew()
        log.info("renew-second-factors", renewed=renewed)
        self.stdout.write(f"renewed: {renewed}")
