"""Hands the vocabulary of information classes and groups over to the floor below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lookups.catalogue import code_files, counties, purposes, services
from lookups.catalogue import fields as words
from lookups.catalogue.model import Klass
from portal.organisations import vocabulary


class CatalogueConfig(AppConfig):
    """The room of the description; it has no tables."""

    name = "lookups.catalogue"
    label = "catalogue"
    verbose_name = _("beskrivning av person och förmånsinformation")

    def ready(self) -> None:
        """Say which groups and fields a purpose may name, and which purposes there are.

        The files of codes and words are read here: one that contradicts the contract stops the
        start, and not somebody's question.
        """
        code_files.validities()
        code_files.shown()
        counties.counties()
        words.fields()
        groups = {
            klass.value: {group: services.name(group) for group in sorted(services.known(klass))}
            for klass in Klass
        }
        fields = {
            (klass.value, group): purposes.fields(klass, group)
            for klass in Klass
            for group in services.known(klass)
        }
        vocabulary.hand_over(
            vocabulary.Vocabulary(groups=groups, fields=fields, purposes=purposes.purposes())
        )
