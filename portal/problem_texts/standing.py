"""Whether the service, its parts and its registers can answer now."""

from django.utils.translation import gettext_lazy as _

from portal.problem_texts.kinds import OWN_DATA, SERVICE, Problem

STANDING = (
    Problem(
        slug="outside-opening-hours",
        status=503,
        title=_("Massfrågor är stängda"),
        happened=_(
            "Massfrågor har öppettider. Utanför dem går det inte att skicka, ställa om, läsa "
            "eller hämta svar."
        ),
        todo=_('Kontrollera filen nu och välj "Skicka när tjänsten öppnar".'),
        passes=_("Vid den tid som står i svaret. Inget resultat tas bort medan det är stängt."),
        whose=SERVICE,
        carries=("oppnar",),
    ),
    Problem(
        slug="service-window",
        status=503,
        title=_("Stängt för planerat underhåll"),
        happened=_("Planerat underhåll pågår."),
        todo=_("Vänta; era prenumerationer och mottagna massfrågor ligger kvar."),
        passes=_("Vid den tid som står i Driftinformation."),
        whose=SERVICE,
        carries=("oppnar",),
    ),
    Problem(
        slug="incident",
        status=503,
        title=_("Störning i tjänsten"),
        happened=_("En störning har stoppat hela eller delar av tjänsten."),
        todo=_("Följ Driftinformation. Ring inte om samma störning redan står där."),
        passes=_("När störningen är avslutad; nästa besked står i den senaste uppdateringen."),
        whose=SERVICE,
        carries=("oppnar",),
    ),
    Problem(
        slug="register-unavailable",
        status=503,
        title=_("Inget utdrag går att läsa"),
        happened=_("Inget av de två utdragen gick att läsa, så inget svar kan ges."),
        todo=_("Försök igen senare. Fatta inget beslut utifrån att svaret uteblev."),
        passes=_(
            "När ett utdrag går att läsa; det ni då får säger vilken myndighet det kommer från."
        ),
        whose=SERVICE,
    ),
    Problem(
        slug="temporarily-unavailable",
        status=503,
        title=_("Tjänsten svarar inte just nu"),
        happened=_(
            "Något som tjänsten måste ha för att svara var borta: databasen, loggen eller "
            "räkningen av frågor. Utan logg lämnas inget ut."
        ),
        todo=_("Försök igen efter angiven tid."),
        passes=_("Oftast inom några minuter."),
        whose=SERVICE,
    ),
    Problem(
        slug="too-many-calls",
        status=429,
        title=_("För många anrop"),
        happened=_(
            "Skyddet framför tjänsten tog emot fler anrop än det släpper fram. Det hör inte till "
            "ert avtals gränser."
        ),
        todo=_("Låt systemet vänta enligt Retry-After och söka efter en slinga."),
        passes=_("Efter den tiden."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="storage-full",
        status=507,
        title=_("Filen kan inte tas emot"),
        happened=_("Tjänsten hade inte plats för filen och sparade inget av den."),
        todo=_("Försök igen senare; ring om det upprepas."),
        passes=_("När driften har gjort plats."),
        whose=SERVICE,
    ),
    Problem(
        slug="internal-error",
        status=500,
        title=_("Något gick fel i tjänsten"),
        happened=_("Ett fel som tjänsten inte räknat med."),
        todo=_("Försök en gång till. Händer det igen: ring och uppge referensen."),
        passes=_("När felet är rättat."),
        whose=SERVICE,
    ),
)
