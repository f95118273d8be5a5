"""Invented names of invented persons."""

from random import Random

_WOMEN_TEXT = """
Agda Beata Cecilia Disa Edla Frida Gerda Hilma Ida Jonna Klara Lovisa Märta Nora Olga Petra Rut Signe Tyra Ulrika Vilma
Ylva Åsa Ärna Örna Fatima Leila Mei Ana Zofia
"""
_MEN_TEXT = """
Algot Bertil Casper David Evert Folke Gustav Hugo Ivar Jöns Knut Ludvig Måns Nils Oskar Pelle Ragnar Sixten Tage Ulf
Viktor Yngve Åke Ärland Östen Omar Ali Wei Luis Jakub
"""
_WOMEN, _MEN = tuple(_WOMEN_TEXT.split()), tuple(_MEN_TEXT.split())
_FIRST = ("Prov", "Test", "Exempel", "Påhitt", "Demo", "Låtsas", "Skiss", "Mall", "Öv")
_LAST = ("sson", "berg", "gren", "ström", "kvist", "lund", "man", "stedt", "vik", "dal")


def first_name(rng: Random, *, woman: bool) -> str:
    """Return a first name."""
    return rng.choice(_WOMEN if woman else _MEN)


def surname(rng: Random) -> str:
    """Return a surname that no one takes for real."""
    return rng.choice(_FIRST) + rng.choice(_LAST)
