"""The answer of version 10, described: what `shapes` writes, for OpenAPI and for tests that hold one to the other."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lookups.answers.remarks import Remark

DATE_OR_MONTH = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
Amount = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$", examples=["8412.00"])]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Loose = Annotated[
    str,
    Field(
        pattern=DATE_OR_MONTH,
        description="Dag eller månad, som i utdraget. / Day or month, as in the extract.",
    ),
]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Id = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
AgencyOut = Literal["FK", "PM"]
KlassOut = Literal[
    "beslut", "ansprak", "utbetalningar", "preliminaraUtbetalningar", "ovrigInformation"
]
Native = Annotated[
    dict[str, Any],
    Field(description="Fält med beskrivningens egna namn. / Fields by the agency's own names."),
]


def _without_default(schema: dict[str, Any]) -> None:
    """Take the default away: a key that may be missing has none."""
    schema.pop("default", None)


class Out(BaseModel):
    """An object of an answer; keys may be added within the version."""

    model_config = ConfigDict(serialize_by_alias=True)


class CodeOut(Out):
    """En kod och dess namn; en okänd kod förs vidare som sitt eget namn. / A code and its name."""

    kod: str = Field(description="Koden. / The code.")
    namn: str = Field(description="Namnet på svenska. / The Swedish name.")


class MoneyOut(Out):
    """Ett belopp. / An amount."""

    belopp: Amount = Field(description="Decimaltal som text. / A decimal number as text.")
    valuta: str = Field(description="ISO 4217.", examples=["SEK"])
    frekvens: CodeOut | None = Field(description="Hur ofta. / How often.")


class PeriodOut(Out):
    """Tid i utdraget; en öppen ände är null. / Time in the extract; an open end is null."""

    first: Loose | None = Field(alias="from", description="Från och med. / From and including.")
    last: Loose | None = Field(alias="tom", description="Till och med. / Up to and including.")


class AskedPeriodOut(Out):
    """Tiden som svaret gäller. / The time that the answer covers."""

    first: Day = Field(alias="from", description="Från och med. / From and including.")
    last: Day | None = Field(alias="tom", description="Till och med. / Up to and including.")


class ProtectionOut(Out):
    """Skyddade personuppgifter. / Protected personal data."""

    kontrollerat: bool = Field(
        description="Om skydd kunde kontrolleras. / Whether protection could be checked."
    )
    skyddad: Literal[True] | None = Field(
        description=(
            "true sägs bara till klient med särskild behörighet; null säger ingenting. "
            "/ true is said to clients with the special right alone; null says nothing."
        )
    )
    slag: CodeOut | None = Field(
        description="Slag av skydd, när det sägs. / Kind of protection, when said."
    )


class PartOut(Out):
    """En myndighets utdrag. / An agency's extract."""

    kod: AgencyOut = Field(description="Vem som lämnar ut. / Who releases.")
    namn: str = Field(description="Myndighetens namn. / The agency's name.")
    tillstand: Literal["OK", "FELANDE", "OTILLGANGLIG", "STANGD"] = Field(
        description="Om utdraget gick att läsa. / Whether the extract could be read."
    )
    extract: Id | None = Field(alias="utdragId", description="Utdragets id. / The extract's id.")
    made: Moment | None = Field(
        alias="utdragSkapat", description="När utdraget gjordes. / When it was made."
    )


class OutcomeOut(Out):
    """Vad som blev av en efterfrågad uppgift. / What became of one asked group."""

    klass: KlassOut = Field(
        description="Informationsklass, nyckel i `grupper`. / Class, a key of `grupper`."
    )
    grupp: str = Field(description="Gruppens kod. / The group's code.", examples=["FK:SJP"])
    namn: str = Field(description="Gruppens namn. / The group's name.")
    resultat: Literal[
        "LAMNAD", "INGET_REGISTRERAT", "KUNDE_INTE_KONTROLLERAS", "OBEHORIG", "LAMNAS_INTE_UT"
    ] = Field(
        description=(
            "Bara INGET_REGISTRERAT betyder att inget finns hos myndigheten, för perioden, den dagen. "
            "/ Only INGET_REGISTRERAT means that nothing is there."
        )
    )
    orsak: str | None = Field(
        description="Kort kod, när det finns en orsak. / A short code, if any."
    )


class RowOut(Out):
    """En rad i svaret. / A row of the answer."""

    utlamnare: AgencyOut = Field(description="Vem som lämnar ut raden. / Who releases the row.")
    grupp: str = Field(description="Gruppens kod. / The group's code.")
    lista: str | None = Field(
        description="Listan i utdraget: skiljer rader av samma grupp, som `underhallsstodskrav` och"
        " `underhallsstodsmottag`. / The extract's list, which tells apart rows of one group.",
        examples=["sjukpenningarende"],
    )
    namn: str = Field(
        description="Förmånens namn; listans där gruppen har flera."
        " / The benefit's name; the list's where the group has several."
    )


class RemarkOut(Out):
    """Något att veta innan raden räknas. / Something to know before the row is counted."""

    kod: str = Field(
        description="ALDRE_UPPGIFT: Pensionsmyndighetens uppgift om samma sak gäller. UPPHORT: har upphört."
        " EFTER_DODSFALL: planerad efter dödsmånaden, betalas inte ut. LOPER_EFTER_DODSFALL: perioden går"
        " längre än dödsmånaden. Fler koder kan komma."
        " / An older copy; ended; planned after the month of death, not to be paid; its period goes on"
        " after the month of death. More codes may come.",
        examples=[one.value for one in Remark],
    )
    text: str = Field(description="Samma sak på svenska. / The same in Swedish.")


Remarks = Annotated[
    list[RemarkOut],
    Field(
        description="Tom när inget särskilt är att säga. / Empty when there is nothing to say.",
    ),
]


class DecisionOut(RowOut):
    """Ett beslut, en rad per belopp eller period. / A decision, a row per amount or period."""

    id: str | None = Field(description="Beslutets beteckning. / The decision's label.")
    beslutsdatum: str | None = Field(description="Som i utdraget. / As in the extract.")
    status: CodeOut | None = Field(description="Slutligt, preliminärt … / Final, preliminary …")
    utfall: CodeOut | None = Field(description="Bifall, avslag … / Granted, refused …")
    slag: CodeOut | None = Field(description="Slag av ersättning. / Kind of compensation.")
    period: PeriodOut | None = Field(
        description="Tiden som beslutet gäller. / The time decided on."
    )
    belopp: MoneyOut | None = Field(
        description="null: inget belopp i utdraget. / null: no amount in the extract."
    )
    omfattning: Amount | None = Field(description="Andel, 0 till 1. / Share, 0 to 1.")
    dagar: int | None = Field(description="Antal dagar. / Number of days.")
    anmarkningar: Remarks
    underlag: Native


class ClaimOut(RowOut):
    """En ansökan som kommit in. / An application that has arrived."""

    id: str | None = Field(description="Ansökans beteckning. / The claim's label.")
    inkom: str | None = Field(description="När den kom in. / When it arrived.")
    period: PeriodOut | None = Field(description="Tiden som söks. / The time applied for.")
    underlag: Native


class PaymentRowOut(Out):
    """En rad i en utbetalning. / A row of a payment."""

    grupp: str | None = Field(
        description="Radens grupp; null: gäller hela utbetalningen. / The row's group; null: of the whole payment."
    )
    forman: CodeOut | None = Field(description="Förmånen. / The benefit.")
    slag: CodeOut | None = Field(description="Slag av belopp. / Kind of amount.")
    period: PeriodOut | None = Field(description="Tiden som raden gäller. / The row's time.")
    omfattning: Amount | None = Field(description="Andel, 0 till 1. / Share, 0 to 1.")
    dagar: int | None = Field(description="Antal dagar. / Number of days.")
    timmar: int | None = Field(description="Antal timmar. / Number of hours.")
    brutto: MoneyOut | None = Field(
        description="Före skatt och avdrag. / Before tax and deductions."
    )
    skatt: MoneyOut | None = Field(description="Skatt. / Tax.")
    avdrag: MoneyOut | None = Field(description="Avdrag. / Deduction.")


class PaymentOut(RowOut):
    """En utbetalning. Försäkringskassans avdrag innehåller skatten. / A payment; FK's deduction includes the tax."""

    grupper: list[str] = Field(
        description="Alla grupper som utbetalningen gäller och som får lämnas; `grupp` är den första."
        " / All groups that it concerns and that may be told; `grupp` is the first."
    )
    hel: bool = Field(
        description="False: den gäller även grupper som inte får lämnas; summorna är då null."
        " / False: it concerns groups that may not be told, too; the sums are then null."
    )
    effektuerad: bool = Field(
        description="False: planerad, kan ändras. / False: planned, may change."
    )
    datum: str | None = Field(description="Betalningsdag. / Day of payment.")
    period: PeriodOut | None = Field(description="Tiden som betalas. / The time paid for.")
    slag: CodeOut | None = Field(description="Slag av utbetalning. / Kind of payment.")
    utbetalare: CodeOut | None = Field(description="Vem som betalar ut. / Who pays.")
    brutto: MoneyOut | None = Field(
        description="Före skatt och avdrag. / Before tax and deductions."
    )
    skatt: MoneyOut | None = Field(description="Skatt. / Tax.")
    avdrag: MoneyOut | None = Field(description="Avdrag. / Deductions.")
    netto: MoneyOut | None = Field(description="Utbetalt. / Paid out.")
    anmarkningar: Remarks
    rader: list[PaymentRowOut] = Field(
        description="Vad utbetalningen består av. / What it consists of."
    )


class OtherOut(RowOut):
    """Övrig information. / Other information."""

    innehall: Native


class AnswerOut(Out):
    """Svaret: läget när utdragen gjordes. / The answer: the state when the extracts were made."""

    question: Id = Field(
        alias="fragaId", description="Frågans id i loggen. / The question's id in the log."
    )
    answered: Moment = Field(
        alias="besvaradTid", description="När frågan besvarades. / When it was answered."
    )
    personnummer: str = Field(
        pattern="^[0-9]{12}$", description="Numret som frågan gällde. / The number asked about."
    )
    present: str = Field(
        "",
        alias="aktuelltPersonnummer",
        pattern="^[0-9]{12}$",
        description="Finns bara när numret är utbytt. / There only when the number has been replaced.",
        json_schema_extra=_without_default,
    )
    period: AskedPeriodOut
    skydd: ProtectionOut
    utlamnare: list[PartOut] = Field(description="Vems utdrag svaret bygger på. / Whose extracts.")
    uppgifter: list[OutcomeOut] = Field(description="Varje efterfrågad grupp. / Each asked group.")
    person: Native | None = Field(
        description="Personuppgifter, när de efterfrågats. / Person information, when asked."
    )
    beslut: list[DecisionOut] = Field(description="Beslut. / Decisions.")
    ansprak: list[ClaimOut] = Field(description="Ansökningar. / Applications.")
    utbetalningar: list[PaymentOut] = Field(
        description="Utbetalningar, planerade med. / Payments, planned ones too."
    )
    ovrigt: list[OtherOut] = Field(description="Övriga uppgifter. / Other information.")
