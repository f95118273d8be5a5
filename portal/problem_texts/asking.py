"""How a question is put: its form, its identity number, its period and its case."""

from django.utils.translation import gettext_lazy as _

from portal.problem_texts.kinds import OWN_DATA, Problem

ASKING = (
    Problem(
        slug="invalid-request",
        status=422,
        title=_("Frågan är fel ställd"),
        happened=_("Något fält saknas, är okänt eller har fel form."),
        todo=_(
            "Läs listan, rätta fälten och skicka igen. I ert system: jämför med API-beskrivningen."
        ),
        passes=_("När frågan är rättad."),
        whose=OWN_DATA,
        carries=("errors",),
    ),
    Problem(
        slug="invalid-identity",
        status=422,
        title=_("Numret stämmer inte"),
        happened=_(
            "Numret kan inte vara ett personnummer eller samordningsnummer. Inget har frågats."
        ),
        todo=_("Jämför med ärendet. Skriv 12 siffror."),
        passes=_("När numret är rättat. I en massfråga besvaras de andra personerna ändå."),
        whose=OWN_DATA,
        carries=("felkod",),
    ),
    Problem(
        slug="period-too-long",
        status=422,
        title=_("Perioden är för lång"),
        happened=_("Perioden är längre än ändamålet medger."),
        todo=_("Korta perioden, eller ställ frågan för två perioder om ärendet kräver det."),
        passes=_("När perioden är kortare."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="case-reference-missing",
        status=422,
        title=_("Uppgift om ärendet saknas eller godtas inte"),
        happened=_(
            "Ändamålet kräver uppgifter om ärendet, för att varje utlämnande ska kunna prövas och "
            "följas upp."
        ),
        todo=_("Skriv ärendenumret från ert verksamhetssystem."),
        passes=_("När det är ifyllt och har rätt form."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="reference-holds-identity",
        status=422,
        title=_("Texten innehåller ett personnummer"),
        happened=_(
            "Ett ärendenummer, en egen referens, en anteckning eller ett filnamn innehåller ett "
            "riktigt personnummer. Sådana fält visas för fler än dem som får se svaret."
        ),
        todo=_("Byt till ett nummer som inte pekar ut personen."),
        passes=_("När texten är bytt."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="idempotency-key-missing",
        status=400,
        title=_("Idempotency-Key saknas"),
        happened=_(
            "En massfråga från ett system ska ha en egen nyckel, så att samma fråga inte ställs "
            "två gånger."
        ),
        todo=_("Lägg till huvudet."),
        passes=_("När det är med."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="idempotency-key-reused",
        status=422,
        title=_("Idempotency-Key är redan använd"),
        happened=_("Samma nyckel kom med ett annat innehåll."),
        todo=_("Ny fråga, ny nyckel; samma fråga igen, samma nyckel och samma innehåll."),
        passes=_("När nyckeln är ny."),
        whose=OWN_DATA,
    ),
)
