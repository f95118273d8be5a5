"""What the description's pages show, in words: templates lay it out and decide nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTold:
    """A field in words; `path` is where the contract has it, `table` names its code table or is empty."""

    word: str
    path: str
    kind: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTold:
    """A code of a table; `holds`: when, where that is limited; `care`: how care fees treat it, where that differs."""

    code: str
    name: str
    holds: str = ""
    care: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTold:
    """A code table; `key` is its id on the page. `dated` and `cared`: whether any code tells more than its name."""

    key: str
    name: str
    codes: tuple[CodeTold, ...]
    dated: bool
    cared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTold:
    """A list of the contract with its fields; `key` is its id on the page."""

    key: str
    heading: str
    name: str
    fields: tuple[FieldTold, ...]
    tables: tuple[TableTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawTold:
    """A legal ground of a benefit, with when it holds."""

    text: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeTold:
    """A type of information; `ours`: its name is our reading of the code. `lists` are its own, and no other type's."""

    code: str
    key: str
    name: str
    about: str
    agency: str
    classes: tuple[str, ...]
    laws: tuple[LawTold, ...]
    care: str
    care_note: str
    ours: bool
    lists: tuple[ListTold, ...]

    @property
    def short(self) -> str:
        """Return its code without the agency's, as its address has it."""
        return self.code.partition(":")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTold:
    """All that an agency releases: its types, and the lists that several of them share."""

    code: str
    name: str
    types: tuple[TypeTold, ...]
    shared: tuple[ListTold, ...]
