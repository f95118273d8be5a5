"""The basis of a care fee, reckoned from an answer by the organisation's treatment table: a help, never a decision.

Beside the usual names: `calculating` puts each line of an answer in its place, `taxing` finds the tax that payments
tell, `household` what decisions say of the household, `months` what an amount is a month; `showing` says it in words.
"""
