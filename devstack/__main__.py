"""`python -m devstack COMMAND`: what the Makefile calls."""

import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from devstack.errors import StackError

Command = Callable[[Sequence[str]], int]


def _of(module: str, function: str, *, takes: bool = False) -> Command:
    """Return a command that imports its module when it is called: most need not know the others' libraries."""

    def run(arguments: Sequence[str]) -> int:
        called = getattr(import_module(f"devstack.{module}"), function)
        return int(called(arguments) if takes else called() or 0)

    return run


COMMANDS: Mapping[str, Command] = {
    "run": _of("running", "run"),
    "test": _of("testing", "everything", takes=True),
    "t": _of("testing", "one", takes=True),
    "check": _of("testing", "check"),
    "bench": _of("testing", "bench", takes=True),
    "fix": _of("checks", "fix"),
    "assets": _of("assets", "install"),
    "npm-lock": _of("assets", "lock"),
    "messages": _of("messages", "main"),
    "untranslated": _of("messages", "check"),
    "translations": _of("translations", "main"),
    "stop": _of("cleaning", "stop"),
    "clean": _of("cleaning", "clean"),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; a StackError's sentence is all that is said of a fault."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        print(f"usage: python -m devstack {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(143))
    try:
        return COMMANDS[name](rest)
    except StackError as fault:
        print(f"ERROR: {fault}", file=sys.stderr, flush=True)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
