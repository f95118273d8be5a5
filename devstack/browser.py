"""Finds a browser for the tests, or installs one; without one the tests cannot run, and say so."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from devstack.errors import StackError
from devstack.processes import PYTHON

# First the one without windows of its own: it starts and closes pages with less work.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
BESIDE = ("chromium-sandbox", "fonts-liberation")  # what it needs of Debian's packages


def find(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return a browser's program: CHROMIUM's, one of the system, or Playwright's own.

    Raises StackError when CHROMIUM names none.
    """
    if told := environ.get("CHROMIUM"):
        if not shutil.which(told):
            message = f"CHROMIUM is {told}, which is no program that runs"
            raise StackError(message)
        return told
    return next((path for path in _candidates() if shutil.which(path)), None)


def find_or_install() -> str:
    """Return a browser's program, installed where there is none. Raises StackError that says what to do."""
    if found := find():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("==> installing Chromium from Debian's packages", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        _done(["apt-get", "-q", "update"], quiet)
        for name in NAMES[:2]:  # where a release has not the one, it has the other
            install = ("install", "-y", "--no-install-recommends", name, *BESIDE)
            if _done(["apt-get", "-q", *install], quiet):
                break
    else:
        print("==> installing Playwright's own Chromium", flush=True)
        _done([PYTHON, "-m", "playwright", "install", "chromium"], os.environ)
    if found := find():
        return found
    message = (
        "the tests of pages need a browser, and none could be installed (see above).\n"
        "  Debian/Ubuntu: apt install chromium      any system: CHROMIUM=/path/to/chrome make test"
    )
    raise StackError(message)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    if sys.platform == "darwin":
        yield from MAC
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    told = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    if path := told.stdout.strip():
        yield str(Path(path))


def _done(command: list[str], environ: Mapping[str, str]) -> bool:
    """Run it, showing what it says only when it fails."""
    told = subprocess.run(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False,
    )  # fmt: skip
    if told.returncode:
        print(told.stdout[-3000:], flush=True)
    return told.returncode == 0
