"""Test data made by rule: extract files of both agencies, for the demo, tests and benchmarks."""

from lookups.registers.making.stories.all import documents, named_persons
from lookups.registers.making.writing import Counts, write_extract

__all__ = ["Counts", "documents", "named_persons", "write_extract"]
