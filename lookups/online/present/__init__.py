"""An answer as its page, its print and its text show it: words chosen, nothing judged. Pure but for the language."""

from lookups.online.present.page import present

__all__ = ["present"]
