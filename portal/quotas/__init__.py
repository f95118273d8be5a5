"""How much an organisation may ask (R17-R19): its agreed figures, exact admission per lane, and what was used.

Beside the usual names: `figures` is what can be agreed, as data; `terms` enters it; `counting` is how the database is
asked; `ratelimit` writes the limits into headers; `use` reads what was used; `keeping` turns old rows into sums.
"""
