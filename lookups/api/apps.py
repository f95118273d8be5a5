"""Joins what the API writes for other rooms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookupsApiConfig(AppConfig):
    """The API's floor of lookups."""

    name = "lookups.api"
    label = "lookups_api"
    verbose_name = _("API för frågor")

    def ready(self) -> None:
        """Join the table of versions, version 9's form of a refusal, and version 10's line of a mass query's NDJSON."""
        from lookups.api.changes import NOTES  # noqa: PLC0415
        from lookups.api.life import VERSIONS  # noqa: PLC0415
        from lookups.api.v9.felsvar import ROOT, felsvar  # noqa: PLC0415
        from lookups.api.v10.mass_lines import line  # noqa: PLC0415  # shapes need the apps to stand
        from lookups.mass.downloads import formats  # noqa: PLC0415
        from portal.api import living, problems  # noqa: PLC0415
        from portal.versions import notes  # noqa: PLC0415

        formats.join(line)
        living.join(VERSIONS)
        notes.join(NOTES)
        problems.join(ROOT, felsvar)
