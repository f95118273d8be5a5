"""As many persons as one likes, all different: numbers of the 18th century, which belong to nobody."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

from openpyxl import Workbook

_FIRST = date(1700, 1, 1)


def numbers(many: int) -> Iterator[str]:
    """Give different valid numbers."""
    for place in range(many):
        day, serial = _FIRST + timedelta(days=place // 999), place % 999 + 1
        rest = f"{day:%y%m%d}{serial:03}"
        doubled = "".join(str(int(one) * (2 - at % 2)) for at, one in enumerate(rest))
        yield f"{day:%Y}{rest[2:]}{-sum(map(int, doubled)) % 10}"


def as_csv(many: int) -> io.BytesIO:
    """Return a csv file with a row for each."""
    made = io.BytesIO()
    made.write(b"personnummer;egenReferens\r\n")
    for row, number in enumerate(numbers(many)):
        made.write(f"{number};E{row}\r\n".encode())
    return made


def as_xlsx(many: int) -> io.BytesIO:
    """Return a spreadsheet with a row for each."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["personnummer", "egenReferens"])
    for row, number in enumerate(numbers(many)):
        sheet.append([number, f"E{row}"])
    made = io.BytesIO()
    book.save(made)
    return made


def as_json(many: int) -> io.BytesIO:
    """Return a JSON list, on one line, with an element for each."""
    return io.BytesIO(("[" + ",".join(f'"{one}"' for one in numbers(many)) + "]").encode())
