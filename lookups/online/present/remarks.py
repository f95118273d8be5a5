"""What has to be said of a row, in words."""

from django.utils.translation import gettext as _

from lookups.answers.remarks import Remark


def words(remark: Remark) -> str:
    """Return what a remark says, as a sentence, in the active language."""
    return {
        Remark.OLDER_COPY: _("Äldre uppgift. Pensionsmyndighetens uppgift gäller."),
        Remark.ENDED: _("Upphört."),
        Remark.AFTER_DEATH: _("Personen är avliden. Betalas inte ut."),
        Remark.OPEN_AT_DEATH: _("Personen är avliden. Gäller inte efter dödsmånaden."),
    }[remark]
