"""Sentences of the room that more than one place says (texts.md 3.7)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: Mapping[str, str | Promise] = {
    "shorter": _("Giltighetstiden kan förlängas, inte kortas."),
    "far": _("En version förlängs högst ett år i taget, nu längst till och med %(datum)s."),
    "unknown": _("Versionen har ingen efterföljare och därför inget slut att förlänga."),
    "ended": _("%(version)s har upphört. Ett slut som har varit förlängs inte."),
    "next": _("Version %(n)s kan inte släppas innan %(m)s har upphört. Den släpps %(datum)s."),
}
