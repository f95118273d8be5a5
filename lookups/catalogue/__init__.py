"""The description of person and benefit information as data: types, groups, codes, names, law.

Beside the usual names: `contract` and `codes` read the published facts in `data/`, `lists` pairs
lists with groups, `groups` names every group, `sensitive` says which fields hold persons and
places, `fk` and `pm` describe what can be given, `model` is their shape.
"""
