"""The administration's history: each change with who, before and after, in words; shown per row and as one list.

Beside the usual names: `telling` is what every page of the administration builds on and writes the history, `values`
keeps a field's value apart from the language it is read in, `lines` reads an entry back, `templatetags` is how
templates ask for it.
"""
