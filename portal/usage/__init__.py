"""Where a member sees what its organisation may ask and what it used (R17-R19).

Beside the usual names: `lanes` is a lane as it is now, `estimates` what is followed up and never refuses, `series` use
over time, `plot` its drawing, `told` their tables, `overview` all of it; support's pages are made of the same parts.
"""
