"""The folder of extracts and the files that wait in it: background work writes, the administration looks."""

from django.db import migrations, models

from portal.tenants.policies import closed_to, only_reads


class Migration(migrations.Migration):
    """What picking up remembers; `/readyz` reads how the folder is."""

    dependencies = [("registers", "0003_ties"), ("tenants", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="WaitingFile",
            fields=[
                (
                    "name",
                    models.CharField(
                        max_length=1100, primary_key=True, serialize=False, verbose_name="fil"
                    ),
                ),
                ("size", models.BigIntegerField(verbose_name="storlek, byte")),
                ("modified", models.BigIntegerField()),
                ("since", models.DateTimeField(verbose_name="oförändrad sedan")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="försök")),
                ("extract", models.UUIDField(null=True, verbose_name="utdrag")),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("olasbar", "Filen går inte att läsa."),
                            ("orubblig", "Filen går inte att flytta."),
                            ("fel", "Inläsningen stoppades av ett fel i tjänsten och görs om."),
                        ],
                        max_length=12,
                        verbose_name="fel",
                    ),
                ),
            ],
            options={
                "verbose_name": "väntande fil",
                "verbose_name_plural": "väntande filer",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Folder",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("looked_at", models.DateTimeField(verbose_name="senast läst")),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("saknas", "Mappen finns inte."),
                            ("olasbar", "Mappen går inte att läsa."),
                            ("skrivskyddad", "Filer går inte att flytta i mappen."),
                        ],
                        max_length=12,
                        verbose_name="fel",
                    ),
                ),
            ],
            options={
                "verbose_name": "mapp för utdrag",
                "verbose_name_plural": "mapp för utdrag",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="folder_one")
                ],
            },
        ),
        only_reads("registers_folder", "app", "app_admin"),
        closed_to("registers_waitingfile", "app"),
        only_reads("registers_waitingfile", "app_admin"),
    ]
