"""What is closed, planned or out of order: one record for gates, banners, public page, feeds and mail (R13, R20, R21).

Beside the usual names: `model` is the record as plain data, `board` the record as it stands now, `words` how it is
said, `planning` and `handling` write windows and incidents, `announcing` and `mailing` tell the organisations,
`banners` what concerns a reader, `showing` what pages show of it, `feeds`, `atom` and `ics` its forms for machines.
"""
