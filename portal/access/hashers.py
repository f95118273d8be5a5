"""A quick hasher for secrets that a machine made: 256 random bits need no slow hash."""

import hmac
from hashlib import sha256
from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher
from django.utils.translation import gettext_lazy as _


class SecretHasher(BasePasswordHasher):
    """Salted SHA-256, for client secrets alone. A person's password never gets it: argon2 stands first."""

    algorithm = "machine_secret"

    def encode(self, password: str, salt: str) -> str:
        """Return what is kept."""
        return f"{self.algorithm}${salt}${sha256(f'{salt}{password}'.encode()).hexdigest()}"

    def decode(self, encoded: str) -> dict[str, str]:
        """Return the parts of what is kept."""
        algorithm, salt, digest = encoded.split("$", 2)
        return {"algorithm": algorithm, "salt": salt, "hash": digest}

    def verify(self, password: str, encoded: str) -> bool:
        """Say whether the secret is the one kept, in a time that tells nothing."""
        return hmac.compare_digest(encoded, self.encode(password, self.decode(encoded)["salt"]))

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        """Return what the administration may show."""
        return {str(_("algoritm")): self.decode(encoded)["algorithm"]}

    def must_update(self, _encoded: str) -> bool:
        """Say that what is kept is good."""
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Do nothing: there is no work factor."""
