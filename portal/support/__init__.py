"""Where support finds an organisation or a call, sees use against agreement, raises a limit and frees a slot (R19).

All of it in the database's role `app_support`, which has a right to no person, no case and no name of a member: what it
reads is granted column by column in the room's first migration. Beside the usual names: `search` reads what was typed,
`explain` tells a call in words, `story` the history of terms, `month` the table over all organisations.
"""
