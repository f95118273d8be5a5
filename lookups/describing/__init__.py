"""The published description of person and benefit information, for whoever asks, builds or wonders (R6).

Beside the usual names: `model` is what its pages show, `telling` and `fields` put it in words.
"""
