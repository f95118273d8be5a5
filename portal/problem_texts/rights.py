"""Who may ask, and how much."""

from django.utils.translation import gettext_lazy as _

from portal.problem_texts.kinds import NEXT_STEP, OWN_AGREEMENT, OWN_DATA, Problem

RIGHTS = (
    Problem(
        slug="not-authenticated",
        status=401,
        title=_("Inloggning krävs"),
        happened=_(
            "Tjänsten vet inte vem som frågar. Tokens gäller i 300 sekunder. En ändrad eller "
            "stängd systemklient får sina tokens avslutade genast."
        ),
        todo=_("Logga in, eller låt systemet hämta en ny token."),
        passes=_("Genast."),
        whose=OWN_DATA,
    ),
    Problem(
        slug="insufficient-scope",
        status=403,
        title=_("Systemklienten får inte göra detta"),
        happened=_("Systemklienten är inloggad men får inte använda funktionen."),
        todo=_("Jämför med klientens rättigheter på sidan Organisation."),
        passes=_("När er lokala administratör har ändrat klienten, inom avtalet."),
        whose=OWN_AGREEMENT,
        carries=("scope",),
    ),
    Problem(
        slug="purpose-not-agreed",
        status=403,
        title=_("Ändamålet ingår inte i avtalet"),
        happened=_("Ändamålet är okänt eller ingår inte i ert avtal."),
        todo=_("Välj ett ändamål i listan. Fråga aldrig för ett annat ändamål än ärendets."),
        passes=_("När avtalet är ändrat."),
        whose=OWN_AGREEMENT,
    ),
    Problem(
        slug="actor-not-represented",
        status=403,
        title=_("Ni företräder inte aktören"),
        happened=_("Ombudet frågade för en aktör som det inte företräder."),
        todo=_("Kontrollera aktörens id."),
        passes=_("När aktören har gett och registrerat uppdraget."),
        whose=OWN_AGREEMENT,
    ),
    Problem(
        slug="agreement-not-in-force",
        status=403,
        title=_("Avtalet gäller inte"),
        happened=_("Avtalet har inte börjat gälla eller har upphört."),
        todo=_(
            "Vänd dig till avtalets kontaktperson hos er. Pågående massfrågor visas men kan inte "
            "hämtas."
        ),
        passes=_("Den dag avtalet gäller."),
        whose=OWN_AGREEMENT,
    ),
    Problem(
        slug="no-such-right",
        status=403,
        title=_("Behörighet saknas"),
        happened=_("Du är inloggad men din roll omfattar inte sidan eller åtgärden."),
        todo=_("Be den lokala administratören om rollen om du behöver den i arbetet."),
        passes=_("Vid nästa klick efter ändringen; du behöver inte logga in igen."),
        whose=OWN_AGREEMENT,
    ),
    Problem(
        slug="quota-exceeded",
        status=429,
        title=_("Gränsen för frågor är nådd"),
        happened=_(
            "Er organisation har ställt så många frågor som avtalet medger just nu. Sidor och "
            "system räknas ihop."
        ),
        todo=_("Vänta. På sidan sker det av sig självt; ett system läser vantaMs."),
        passes=_("Efter den tid som står i svaret. Frågar ni för fort ofta: se Användning."),
        whose=NEXT_STEP,
        carries=("grans", "vantaMs"),
    ),
)
