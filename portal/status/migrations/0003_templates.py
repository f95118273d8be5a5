"""Templates to begin with; the administration changes them."""

from django.db import migrations

ALL = ["onlinefraga", "massfraga", "leka"]
TEMPLATES = [
    {
        "name": "Hela tjänsten ligger nere",
        "title_sv": "Tjänsten går inte att använda",
        "title_en": "The service cannot be used",
        "text_sv": "Frågor går inte att ställa. Mottagna massfrågor och prenumerationer ligger kvar. Orsaken utreds.",
        "text_en": "Questions cannot be asked. Accepted mass queries and subscriptions remain. The cause is being investigated.",
        "services": ALL,
        "parts": [],
        "level": "closed",
        "whose": "TJANSTEN",
    },
    {
        "name": "Tjänsten är långsam",
        "title_sv": "Svaren dröjer",
        "title_en": "Answers are slow",
        "text_sv": "Frågor besvaras, men det tar längre tid än vanligt. Orsaken utreds.",
        "text_en": "Questions are answered, but take longer than usual. The cause is being investigated.",
        "services": ALL,
        "parts": [],
        "level": "limited",
        "whose": "TJANSTEN",
    },
    {
        "name": "Försäkringskassans del är stängd",
        "title_sv": "Försäkringskassans uppgifter kan inte lämnas",
        "title_en": "Information from Försäkringskassan cannot be given",
        "text_sv": "Svar ges utan Försäkringskassans uppgifter och säger det. Det betyder inte att uppgifter saknas.",
        "text_en": "Answers come without Försäkringskassan's information and say so. It does not mean that there is none.",
        "services": ALL,
        "parts": ["FK"],
        "level": "closed",
        "whose": "FORSAKRINGSKASSAN",
    },
    {
        "name": "Pensionsmyndighetens del är stängd",
        "title_sv": "Pensionsmyndighetens uppgifter kan inte lämnas",
        "title_en": "Information from Pensionsmyndigheten cannot be given",
        "text_sv": "Svar ges utan Pensionsmyndighetens uppgifter och säger det. Det betyder inte att uppgifter saknas.",
        "text_en": "Answers come without Pensionsmyndigheten's information and say so. It does not mean that there is none.",
        "services": ALL,
        "parts": ["PM"],
        "level": "closed",
        "whose": "PENSIONSMYNDIGHETEN",
    },
]


def put(apps, _schema):
    """Put the templates in."""
    model = apps.get_model("status", "IncidentTemplate")
    model.objects.bulk_create(model(**one) for one in TEMPLATES)


class Migration(migrations.Migration):
    """Rows of the room."""

    dependencies = [("status", "0002_rights")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
