"""What is closed, planned or out of order: one record for gates, banners, public page, feeds and mail (R13, R20, R21).

Beside the usual names: `model` is the record as plain data, `board` the record as it stands now, `words` how it is
said, `planning` and `handling` write windows and incidents, `announcing` and `mailing` tell the organisations,
`banners` what concerns a reader, `sentences` what is said of each, `showing` what the public page shows, `daily` the
hours day by day, `probing` checks the services each minute, `detecting` opens and ends what that finds, `counting`
sums it, `availability` is what it comes to, `desk` the support desk, `feeds` and `atom` its forms for machines,
`copying` a static copy, `staff` the pages of incidents.
"""
