"""An app for its command alone; it has no tables."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room of the demo."""

    name = "lookups.demo"
    label = "demo"
