"""Compiles translations by Babel, so that no program of gettext is needed; the compiled files are not kept in git."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from devstack.places import ROOT


def main() -> None:
    """Compile what is stale and name it."""
    for path in compile_all():
        print(f"==> compiled {path.relative_to(ROOT)}", flush=True)


def compile_all(locale: Path = ROOT / "locale") -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return those compiled."""
    stale = [
        path
        for path in sorted(locale.glob("*/LC_MESSAGES/*.po"))
        if not (made := path.with_suffix(".mo")).exists()
        or made.stat().st_mtime <= path.stat().st_mtime
    ]
    for path in stale:
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parent.parent.name)
        half = path.with_suffix(".mo.new")
        with half.open("wb") as out:
            write_mo(out, catalogue)
        half.replace(path.with_suffix(".mo"))
    return stale
