"""Fields of a published type and the code tables that they use, in the reader's language."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from lookups.catalogue import codes, contract
from lookups.catalogue.code_files import Validity
from lookups.catalogue.groups import CLASS_NAMES
from lookups.describing.model import CodeTold, FieldTold, TableTold
from lookups.online.present.words import word
from portal.shell import formats
from portal.shell.formats import english

# Told as one thing, however many fields the contract gives it.
_WHOLE = frozenset(
    {
        "Belopp",
        "FranTill",
        "Land",
        "Omfattning",
        "Period",
        "PeriodMedValfrittTom",
        "Person",
    }
)
_CODED = frozenset({"Sifferkod", "Bokstavskod"})


def of_type(kind: str) -> tuple[FieldTold, ...]:
    """Return the fields of a published type, at any depth, each with where it stands."""
    return tuple(_fields(kind, (), ()))


def _fields(kind: str, words: tuple[str, ...], path: tuple[str, ...]) -> Iterator[FieldTold]:
    for field in contract.types()[kind].values():
        at, said = (*path, field.name), (*words, word(field.name))
        table = codes.table_of(kind, field.name) or ""
        if not table and field.kind in contract.types() and not _is_whole(field.kind):
            yield from _fields(field.kind, said, at)
            continue
        told = _code() if table or _is_code(field.kind) else _kind(field.kind)
        yield FieldTold(
            word=": ".join(said),
            path=".".join(at),
            kind=_("%(slag)s, flera") % {"slag": told} if field.many else told,
            table=table,
        )


def _is_whole(kind: str) -> bool:
    return kind in _WHOLE or _is_code(kind)


def _is_code(kind: str) -> bool:
    """Say whether an object is a code with its description."""
    names = set(contract.types().get(kind, ()))
    return kind in _CODED or names in ({"kod", "beskrivning"}, {"kod", "namn"})


def _code() -> str:
    return _("kod")


def _kind(kind: str) -> str:
    """Return what a field holds."""
    words = {
        "Belopp": _("belopp"),
        "FranTill": _("period"),
        "Land": _("land"),
        "Omfattning": _("andel"),
        "Period": _("period"),
        "PeriodMedValfrittTom": _("period"),
        "Person": _("person"),
        "bool": _("ja eller nej"),
        "date": _("datum"),
        "datetime": _("datum och tid"),
        "int": _("heltal"),
        "num": _("tal"),
    }
    return words.get(kind, _("text"))


def tables_of(
    fields: tuple[FieldTold, ...], *, prefix: str, care: Mapping[tuple[str, str], str]
) -> tuple[TableTold, ...]:
    """Return the code tables that fields use, those with the same codes as one; `care`: what care fees make of some."""
    same: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for one in fields:
        if one.table:
            words = same.setdefault(tuple(codes.tables()[one.table].items()), {})
            words.setdefault(one.table, one.word)
    return tuple(
        table(next(iter(words)), ", ".join(words.values()), prefix=prefix, care=care)
        for words in same.values()
    )


def table(
    key: str,
    said: str,
    *,
    prefix: str,
    care: Mapping[tuple[str, str], str],
    only: frozenset[str] | None = None,
) -> TableTold:
    """Return a code table, or some of its codes, named by the field that uses it."""
    names = codes.english_tables() if english() else codes.tables()
    told = tuple(
        CodeTold(
            code=code,
            name=_name(key, code, name),
            holds=_holds(codes.validity(key, code)),
            care=care.get((key, code), ""),
        )
        for code, name in names[key].items()
        if only is None or code in only
    )
    return TableTold(
        key=f"{prefix}-{key.replace('*.', '').replace('.', '-')}",
        name=said,
        codes=told,
        dated=any(one.holds for one in told),
        cared=any(one.care for one in told),
    )


def _name(key: str, code: str, name: str) -> str:
    """Return a code's name; where the published one would mislead, what pages say, and the published one beside it."""
    clear = codes.shown(code, codes.tables()[key][code])
    if clear is None:
        return name
    told = {"namn": clear[1 if english() else 0], "publicerat": name}
    return _("%(namn)s (publicerat som: %(publicerat)s)") % told


def _holds(told: Validity) -> str:
    if told.historical:
        return _("används inte längre")
    if told.since and told.until:
        return formats.span(told.since, told.until)
    if told.until:
        return _("till och med %(dag)s") % {"dag": told.until.isoformat()}
    return _("från och med %(dag)s") % {"dag": told.since.isoformat()} if told.since else ""


def class_name(klass: str) -> str:
    """Return an information class in the reader's language."""
    return CLASS_NAMES[klass][1 if english() else 0]
