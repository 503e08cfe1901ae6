"""Tables that are wrong in every way a library lets them be: refused with diagnostics, never a crash."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from typing import Any, List

import pytest

import assay

from test_tables import NDAS, PEOPLE, read

pyarrow = pytest.importorskip("pyarrow")

DAY = datetime.date(2020, 1, 1)


def arrays() -> List[Any]:
    """Two rows of every type there is a way to make."""
    inner = pyarrow.array([1, 2])
    plain: List[Any] = [
        pyarrow.nulls(2), pyarrow.array([True, None]), pyarrow.array([b"\xff", b""]), pyarrow.array(["", None]),
        pyarrow.array(["x", "y"], pyarrow.large_string()), pyarrow.array([1.5, float("nan")]),
        pyarrow.array([2**63, 2**64 - 1], pyarrow.uint64()), pyarrow.array([Decimal("1.5"), Decimal("-99999999999999999999.25")]),
        pyarrow.array([Decimal(1), None], pyarrow.decimal256(70, 10)), pyarrow.array([DAY, None]),
        pyarrow.array([-(2**31), 2**31 - 1], pyarrow.int32()).cast(pyarrow.date32()),
        pyarrow.array([2**62, -(2**62)]).cast(pyarrow.timestamp("ns")),
        pyarrow.array([2**62, -(2**62)]).cast(pyarrow.timestamp("s", "UTC")),
        pyarrow.array([1, 2]).cast(pyarrow.timestamp("us", "Nowhere/Else")),
        pyarrow.array([1, 2]).cast(pyarrow.duration("ms")), pyarrow.array([1, 2], pyarrow.int32()).cast(pyarrow.time32("s")),
        pyarrow.array([[1], None]), pyarrow.array([["a", None], []]), pyarrow.array([{"a": 1}, None]),
        pyarrow.array([[("k", 1)], []], pyarrow.map_(pyarrow.string(), pyarrow.int64())),
        pyarrow.array([[1, 2], [3, 4]], pyarrow.list_(pyarrow.int64(), 2)),
        pyarrow.array(["a", "b"]).dictionary_encode(), pyarrow.array([["a"], ["b"]]),
        pyarrow.UnionArray.from_sparse(pyarrow.array([0, 0], pyarrow.int8()), [inner]),
        pyarrow.UnionArray.from_dense(pyarrow.array([0, 0], pyarrow.int8()), pyarrow.array([0, 1], pyarrow.int32()), [inner]),
        pyarrow.RunEndEncodedArray.from_arrays(pyarrow.array([2], pyarrow.int32()), pyarrow.array(["a"])),
        pyarrow.array([b"ab", b"cd"], pyarrow.binary(2)), pyarrow.array(["a", "b"], pyarrow.string_view()),
        pyarrow.array([b"a", b"b"], pyarrow.binary_view()),
    ]
    return plain + [array.slice(1, 1) for array in plain[:4]]


@pytest.mark.parametrize("column", ["id", "engagement", "start", "end", "in_scope", "leaves", "assignments", "no_such"])
def test_every_type_in_every_column(pack: assay.Pack, column: str) -> None:
    for array in arrays():
        table = pyarrow.Table.from_pylist(PEOPLE).slice(0, len(array))
        if column in table.column_names:
            table = table.drop_columns([column])
        table = table.append_column(column, array)
        try:
            assert read(pack, {"people": table}).counts["person"] == len(array)
        except assay.FactsError as error:
            assert error.diagnostics, array.type


def test_a_table_of_another_shape(pack: assay.Pack) -> None:
    people = pyarrow.Table.from_pylist(PEOPLE)
    tables: List[Any] = [
        people.select([]), people.slice(0, 0), people.append_column("id", people["id"]), pyarrow.table({}),
        people.rename_columns(["", "id", "start"]), pyarrow.table({"id\0": ["p1"]}), people.drop_columns(["start"])]
    for table in tables:
        try:
            read(pack, {"people": table})
        except assay.FactsError as error:
            assert error.diagnostics
    assert read(pack, {"people": people.slice(1, 1), "nda": pyarrow.Table.from_pylist(NDAS).slice(0, 0)}).counts["person"] == 1


def test_rows_as_chance_cuts_them(pack: assay.Pack) -> None:
    """Batches of every size, empty ones among them, slices with offsets: the same facts."""
    chance = random.Random(7)
    people = pyarrow.Table.from_pylist([{"id": f"p{number}", "engagement": "employee", "start": DAY,
                                         "end": None if number % 3 else datetime.date(2030, 1, 1)}
                                        for number in range(200)])
    wanted = read(pack, {"people": people}).digest
    for _ in range(20):
        cuts = sorted(chance.choices(range(201), k=6))
        pieces = [people.slice(start, end - start).combine_chunks() for start, end in zip([0, *cuts], [*cuts, 200])]
        chance.shuffle(pieces)
        assert read(pack, {"people": pyarrow.concat_tables(pieces)}).digest == wanted
        assert read(pack, {"people": pieces}).digest == wanted
