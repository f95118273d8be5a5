"""The icon sprite, cleaned: nothing under a commercial licence, nothing that the content security policy blocks.

FKUI's sprite says MIT, but its copy in JavaScript marks some symbols as Font Awesome Pro: those are drawn anew from
Font Awesome Free. A symbol newly marked so stops the making.
"""

import re
from pathlib import Path

from devstack.errors import StackError

FREE = {
    "f-icon-error": "triangle-exclamation",
    "f-icon-file": "file",
    "f-icon-pdf": "file-pdf",
    "f-icon-doc": "file-word",
    "f-icon-pic": "image",
}
ADDED = {"f-icon-download": "download", "f-icon-csv": "file-csv"}
# Styles become attributes of SVG.
PLAIN = (
    ('class="i"', 'fill="currentColor"'),
    ('style="fill:currentColor"', 'fill="currentColor"'),
    ('style="fill-rule:evenodd;clip-rule:evenodd"', 'fill-rule="evenodd" clip-rule="evenodd"'),
)


def sprite(modules: Path) -> str:
    """Return the sprite made of the installed packages.

    Raises StackError when a package brings what must not be shipped.
    """
    fkui = modules / "@fkui/icon-lib-default/dist/f"
    marked = set(
        re.findall(
            r'id="(f-icon-[a-z-]+)"[^>]*>(?=<!--[^>]*Font Awesome Pro)',
            (fkui / "index.js").read_text(encoding="utf-8"),
        )
    )
    if new := marked - FREE.keys():
        message = f"newly marked as commercial: {', '.join(sorted(new))}; name their free ones in devstack/icons.py"
        raise StackError(message)
    given = (fkui / "spritesheet.svg").read_text(encoding="utf-8")
    symbols = [
        _symbol(given, modules) for given in re.findall(r"<symbol .*?</symbol>", given, re.DOTALL)
    ]
    symbols += [_free(name, icon, modules) for name, icon in ADDED.items()]
    made = '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"
    if "style" in made:
        message = "the icon sprite holds a style, which the content security policy blocks; see devstack/icons.py"
        raise StackError(message)
    return made


def _symbol(given: str, modules: Path) -> str:
    name = given.partition('id="')[2].partition('"')[0]
    if name in FREE:
        return _free(name, FREE[name], modules)
    given = re.sub(r"<style>.*?</style>", "", given)
    for styled, plain in PLAIN:
        given = given.replace(styled, plain)
    return given


def _free(name: str, icon: str, modules: Path) -> str:
    drawn = (modules / f"@fortawesome/fontawesome-free/svgs/solid/{icon}.svg").read_text(
        encoding="utf-8"
    )
    found = re.search(r'viewBox="([^"]+)".*<path d="([^"]+)"', drawn, re.DOTALL)
    if not found:
        message = f"Font Awesome's {icon}.svg is not drawn as one path"
        raise StackError(message)
    box, path = found.groups()
    licence = "<!-- Font Awesome Free, CC BY 4.0 -->"
    return f'<symbol id="{name}" viewBox="{box}">{licence}<path fill="currentColor" d="{path}"/></symbol>'
