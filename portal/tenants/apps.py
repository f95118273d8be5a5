"""Joins nothing; owns the first migration: rights, scope function and policy procedure."""

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """The room of scopes."""

    name = "portal.tenants"
    label = "tenants"
