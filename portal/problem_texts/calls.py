"""The call itself: its address, method, formats, size, and what became of its object."""

from django.utils.translation import gettext_lazy as _

from portal.problem_texts.kinds import BETWEEN, NEXT_STEP, OWN_DATA, Problem

CALLS = (
    Problem(
        slug="not-found",
        status=404,
        title=_("Finns inte"),
        happened=_(
            "Adressen leder inte till något ni kan se. Ett svar på en onlinefråga kan bara läsas "
            "av den som frågade, i samma inloggning och i 15 minuter."
        ),
        todo=_("Gå till listan, eller ställ en ny fråga."),
        passes=_("Det går inte över."),
        whose=NEXT_STEP,
    ),
    Problem(
        slug="conflict",
        status=409,
        title=_("Krockar med något som redan finns"),
        happened=_("Det ni ville göra krockar med något som redan finns eller redan är ändrat."),
        todo=_("Läs in på nytt och använd det som finns."),
        passes=_("När ni utgår från det nya läget."),
        whose=NEXT_STEP,
    ),
    Problem(
        slug="gone",
        status=410,
        title=_("Resultatet är borttaget"),
        happened=_("Resultat sparas en begränsad tid och tas sedan bort."),
        todo=_("Skicka en ny massfråga om ärendena ännu kräver det."),
        passes=_("Det går inte över."),
        whose=NEXT_STEP,
    ),
    Problem(
        slug="version-ended",
        status=410,
        title=_("Versionen har upphört"),
        happened=_("Två huvudversioner finns åt gången. Den här har slutat."),
        todo=_("Gå över till efterföljaren; skillnaderna står i API-beskrivningen."),
        passes=_("Det går inte över."),
        whose=NEXT_STEP,
    ),
    Problem(
        slug="request-timeout",
        status=408,
        title=_("Anropet tog för lång tid att ta emot"),
        happened=_("Anropet började men kom aldrig fram helt."),
        todo=_("Försök igen; är filen stor, dela den."),
        passes=_("När förbindelsen håller."),
        whose=BETWEEN,
    ),
    Problem(
        slug="payload-too-large",
        status=413,
        title=_("För mycket på en gång"),
        happened=_(
            "Filen eller listan är större än taket för en sändning. Taket är tekniskt och står "
            "inte i avtalet."
        ),
        todo=_("Dela upp den."),
        passes=_("När varje del ryms."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="unsupported-media-type",
        status=415,
        title=_("Formatet stöds inte"),
        happened=_("Innehållet kom i ett format som inte tas emot."),
        todo=_("Sidan: csv, txt eller xlsx. System: formatet i API-beskrivningen."),
        passes=_("När formatet är bytt."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="not-acceptable",
        status=406,
        title=_("Svaret finns inte i det formatet"),
        happened=_("Ert system bad om ett svarsformat som inte finns."),
        todo=_("Rätta Accept."),
        passes=_("När det är rättat."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="method-not-allowed",
        status=405,
        title=_("Metoden går inte att använda här"),
        happened=_("Adressen finns men inte med den metoden."),
        todo=_("Använd metoden i Allow."),
        passes=_("När det är rättat."),
        whose=OWN_DATA,
    ),
)
