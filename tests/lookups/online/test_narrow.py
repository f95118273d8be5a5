"""On a narrow screen each cell stands beside its column's word."""

from lookups.online.present.model import Cell, Head, Row, Table


def test_a_cell_over_several_columns_has_no_word_and_the_next_has_its_own():
    heads = tuple(Head(text=one) for one in ("Dag", "Brutto", "Netto", "Slag"))
    cells = (Cell(text="2026-11-23"), Cell(text="ingår i mer", span=2), Cell(text="Månad"))
    table = Table(
        key="t", caption="Utbetalda", heads=heads, rows=(Row(cells=cells, details=(), about=""),)
    )
    ((_row, lined),) = table.lined
    assert [(label, cell.text) for label, cell in lined] == [
        ("Dag", "2026-11-23"),
        ("", "ingår i mer"),
        ("Slag", "Månad"),
    ]
