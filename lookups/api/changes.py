"""What differs in version 10 from 9: what whoever moves has to change, and what 9's users had to work around."""

from django.utils.translation import gettext_lazy as _

from lookups.api.life import V10
from portal.versions.notes import Change, Notes

NOTES = Notes(
    api=V10.api,
    major=V10.major,
    rehearsal="rehearsal:page",
    changes=(
        Change(
            about=_("Adress och aktör"),
            before=_("Aktören står i adressen: /aktorer/{aktorsId}/formansinformation/fraga."),
            now=_(
                "POST /lefi-online/v10/fragor. Aktören står i huvudet X-Aktor eller i frågans aktor, "
                "och behövs bara när klienten företräder flera."
            ),
        ),
        Change(
            about=_("Ändamål, ärende och handläggare"),
            before=_("Saknar fält. Klientens förvalda ändamål hos aktören gäller."),
            now=_(
                "andamal, arendereferens och handlaggare står i frågan, som ändamålet kräver. "
                "Utelämnat ändamål är klientens förvalda."
            ),
        ),
        Change(
            about=_("Vad frågan gäller"),
            before=_("Sex listor av grupper, och en period som måste anges."),
            now=_(
                "grupper får utelämnas: då gäller allt som ändamålet medger. period får utelämnas: då gäller "
                "tolv månader bakåt till en månad framåt. Försäkringskassans beslut frågas under beslut."
            ),
        ),
        Change(
            about=_("Två modeller för samma sak"),
            before=_(
                "Försäkringskassans uppgifter står i formansinformation i en äldre modell, Pensionsmyndighetens "
                "i en nyare. Den som läser den ena tappar den andras rader."
            ),
            now=_(
                "En modell för båda: beslut, ansprak, utbetalningar och ovrigt. Varje rad säger utlamnare, grupp "
                "och förmånens namn."
            ),
        ),
        Change(
            about=_("Ingen uppgift är inte ingen inkomst"),
            before=_(
                "En lista som är tom eller saknas kan läsas som ingen inkomst; avvikelser står för sig."
            ),
            now=_(
                "uppgifter säger för varje grupp vad som blev av den: LAMNAD, INGET_REGISTRERAT, "
                "KUNDE_INTE_KONTROLLERAS, OBEHORIG eller LAMNAS_INTE_UT."
            ),
        ),
        Change(
            about=_("Utbetalningar"),
            before=_("Saknar förmånens namn, och typ kan tas för slag av belopp."),
            now=_(
                "Bär förmånens namn. effektuerad skiljer gjorda från planerade, och rader säger vad de består av."
            ),
        ),
        Change(
            about=_("Ett eller flera"),
            before=_("Samma sak är ibland ett objekt, ibland en lista."),
            now=_("Det som kan vara flera är alltid en lista."),
        ),
        Change(
            about=_("Belopp"),
            before=_("Tal: summa och valuta hos den ena, hela kronor hos den andra."),
            now=_("Decimaltal som text, med valuta."),
        ),
        Change(
            about=_("Okända fält i frågan"),
            before=_("Läses inte."),
            now=_(
                "Nekas med invalid-request, så att ett felskrivet fält inte tyst blir utan verkan."
            ),
        ),
        Change(
            about=_("Fel"),
            before=_("Felsvar med meddelande och timestamp."),
            now=_(
                "Problem enligt RFC 9457. type är adressen till en sida som förklarar felet, och ansvarig säger "
                "vems del det är."
            ),
        ),
        Change(
            about=_("Många personer, och det som ändras"),
            before=_("Ingen massfråga och ingen prenumeration."),
            now=_("Massfrågor i LEFI Online 10; prenumerationer och aviseringar i LEKA 1."),
        ),
    ),
)
