"""How each organisation lets the basis of its care fees treat what it is told: a hint beside an answer, never a sum.

Beside the usual names: `treating` is the rule, `places` what it can be said of, `words` how it is said, `start` the
start page's part.
"""
