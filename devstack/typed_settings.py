"""The settings as the type checker reads them: it connects to nothing, so any secret will do."""

import os

from devstack import chosen

for name, make in chosen.SECRETS.items():
    if not os.environ.get(name):
        os.environ[name] = make()
os.environ.setdefault("DATABASE_URL", "postgresql://app@/app")

from portal.settings import *  # noqa: E402, F403  # read with the placeholders above
