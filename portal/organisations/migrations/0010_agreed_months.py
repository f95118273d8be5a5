"""How long an organisation may subscribe, where its agreement says another time than the usual."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """An agreed service's longest time, by a decision; none."""

    dependencies = [("organisations", "0009_care_fees")]
    operations = [
        migrations.AddField(
            model_name="agreedservice",
            name="months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Bara för LEKA; tomt: den vanliga längsta tiden. En annan kräver ett beslut.",
                null=True,
                verbose_name="prenumererar högst (månader)",
            ),
        ),
        migrations.AddField(
            model_name="agreedservice",
            name="decision",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Vem som beslutade och beslutets beteckning, som Nämnden 2026-11-03 § 112.",
                max_length=200,
                verbose_name="beslut",
            ),
        ),
        migrations.AddField(
            model_name="agreedservice",
            name="decided",
            field=models.DateField(blank=True, null=True, verbose_name="beslutsdag"),
        ),
        migrations.AddConstraint(
            model_name="agreedservice",
            constraint=models.CheckConstraint(
                name="agreed_service_months_by_decision",
                condition=Q(months__isnull=True)
                | Q(
                    service="leka",
                    months__gte=1,
                    months__lte=120,
                    decision__regex=r"\S",
                    decided__isnull=False,
                ),
                violation_error_message=(
                    "En annan längsta tid gäller bara LEKA, är 1 till 120 månader och kräver ett beslut "
                    "med beteckning och dag."
                ),
            ),
        ),
    ]
