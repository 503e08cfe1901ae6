"""Facts from tables: whatever library they come from, the same records are the same facts."""

from __future__ import annotations

import datetime
import gc
import subprocess
import sys
import threading
from typing import Any, Callable, Dict, Iterator, List, Tuple

import pytest

import assay

from conftest import REPOSITORY
from tables import Rows, split

pyarrow = pytest.importorskip("pyarrow")
polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")


def to_pyarrow(rows: Rows) -> Any:
    return pyarrow.Table.from_pylist(rows, schema=pyarrow.unify_schemas(
        [pyarrow.Table.from_pylist([row]).schema for row in rows], promote_options="permissive"))


def to_pandas(rows: Rows) -> Any:
    return to_pyarrow(rows).to_pandas()


def to_polars(rows: Rows) -> Any:
    return polars.DataFrame(rows, infer_schema_length=None)


def to_batches(rows: Rows) -> Any:
    return to_pyarrow(rows).to_reader(max_chunksize=7)


def to_several(rows: Rows) -> Any:
    return [to_pyarrow(rows[:3]), to_polars(rows[3:])] if len(rows) > 3 else [to_pyarrow(rows)]


def to_dicts(rows: Rows) -> Any:
    return rows


FORMS: List[Callable[[Rows], Any]] = [to_pyarrow, to_pandas, to_polars, to_batches, to_several, to_dicts]


@pytest.mark.parametrize("form", FORMS)
def test_every_library_gives_the_facts_of_the_document(
    large: Tuple[assay.Pack, assay.Facts], form: Callable[[Rows], Any]
) -> None:
    pack, facts = large
    rest, tables = split()
    if form is to_dicts:  # Embedded records stand inside others there.
        for row in tables.pop("assignment"):
            person = next(person for person in tables["people"] if person["id"] == row["person_id"])
            person.setdefault("assignments", []).append({key: row[key] for key in row if key != "person_id"})
    read = assay.Facts.from_tables(pack, {name: form(rows) for name, rows in tables.items()}, document=rest)
    assert read.counts == facts.counts
    assert read.digest == facts.digest
    assert assay.assess(pack, read).to_json() == assay.assess(pack, facts).to_json()


def test_duckdb_gives_them_too(large: Tuple[assay.Pack, assay.Facts]) -> None:
    duckdb = pytest.importorskip("duckdb")
    pack, facts = large
    rest, tables = split()
    frames = {name: to_pyarrow(rows) for name, rows in tables.items()}
    connection = duckdb.connect()
    relations = {name: connection.from_arrow(frame).filter("true") for name, frame in frames.items()}
    assert assay.Facts.from_tables(pack, relations, document=rest).digest == facts.digest


ORGANIZATION = {"id": "o", "name": "O", "time_zone": "UTC", "isms_start": "2024-01-01", "primary_channel": "chat"}
PEOPLE: Rows = [
    {"id": "p1", "engagement": "employee", "start": datetime.date(2020, 1, 1)},
    {"id": "p2", "engagement": "employee", "start": datetime.date(2020, 1, 1)},
]
NDAS: Rows = [
    {"id": "e1", "person": "p1", "occurred_at": datetime.date(2024, 5, 1), "source": "hr",
     "references_security_policy": True},
]


def read(pack: assay.Pack, tables: Dict[str, Any], **more: Any) -> assay.Facts:
    settings: Dict[str, Any] = {"organization": ORGANIZATION, "collected": ["*"], "as_of": "2026-03-31", **more}
    return assay.Facts.from_tables(pack, tables, **settings)


def test_a_small_table(pack: assay.Pack) -> None:
    facts = read(pack, {"person": pandas.DataFrame(PEOPLE), "nda": polars.DataFrame(NDAS)})
    assert facts.as_of == datetime.date(2026, 3, 31)
    assert (facts.counts["person"], facts.counts["nda"]) == (2, 1)
    assert facts.digest == read(pack, {"people": PEOPLE, "ndas": NDAS}).digest
    assert facts.digest == assay.Facts.from_json(facts.to_json(), pack=pack).digest
    assert facts.to_dict()["people"][0]["id"] == "p1"
    assert assay.assess(pack, facts)["SIGNED"].minimum.missing == ("p2",)
    not_collected = read(pack, {"people": PEOPLE, "ndas": NDAS}, collected=[{"type": "nda", "from": "2025-01-01"}])
    assert assay.assess(pack, not_collected)["SIGNED"].minimum.unknown == ("p2",)


def to_duckdb(rows: Rows) -> Any:
    duckdb = pytest.importorskip("duckdb")
    selects = [[f"{'null' if value is None else repr(value)} as \"{name}\"" for name, value in row.items()] for row in rows]
    return duckdb.connect().sql(" union all ".join("select " + ", ".join(select) for select in selects))


@pytest.mark.parametrize("form", [
    to_duckdb, to_dicts, polars.DataFrame, lambda rows: pyarrow.Table.from_pylist(rows),
    lambda rows: pandas.DataFrame(rows), lambda rows: pyarrow.Table.from_pylist(rows).to_pandas()])
@pytest.mark.parametrize("column, value", [
    ("end", None), ("manager", None), ("in_scope", None), ("leaves", None), ("leaves", []), ("topics", None), ("topics", [])])
def test_columns_of_nothing(pack: assay.Pack, form: Callable[[Rows], Any], column: str, value: Any) -> None:
    people = [{"id": person, "engagement": "employee", "start": "2020-01-01"} for person in ("p1", "p2")]
    modules: Rows = [{"id": "m1"}, {"id": "m2"}]
    plain = read(pack, {"people": people, "training_modules": modules})
    for row in modules if column == "topics" else people:
        row[column] = value
    made = read(pack, {"people": form(people), "training_modules": form(modules)})
    assert made.digest == plain.digest


def test_a_row_of_another_type_is_refused(pack: assay.Pack) -> None:
    rows: Rows = [{**NDAS[0], "id": str(index), "type": kind} for index, kind in enumerate(("nda", "contract", "contract"))]
    found = []
    for form in FORMS[:3] + FORMS[-1:]:
        for name in ("nda", "ndas"):
            with pytest.raises(assay.FactsError, match="`contract` is not `nda`") as caught:
                read(pack, {"people": PEOPLE, name: form(rows)})
            (fault,) = caught.value.diagnostics
            assert (fault.code, fault.pointer) == ("facts.unknown-type", f"/{name}/1/type")
            assert "in 2 rows" in fault.message
            found.append(str(caught.value).replace(name, "nda").replace("stream", "table"))
    assert len(set(found)) == 1
    own = read(pack, {"people": PEOPLE, "evidence": [{**row, "type": "nda"} for row in rows], "nda": rows[:0]})
    assert own.counts["nda"] == 3


def test_a_table_without_rows(pack: assay.Pack) -> None:
    columns: Dict[str, Any] = {"person_id": [], "role": [], "from": []}
    for empty in (polars.DataFrame(columns), pyarrow.table({name: pyarrow.nulls(0) for name in columns})):
        facts = read(pack, {"people": pandas.DataFrame(PEOPLE), "assignment": empty})
        assert facts.counts["person"] == 2
        assert facts.digest == read(pack, {"people": PEOPLE}).digest


def test_an_object_with_an_array_alone(pack: assay.Pack) -> None:
    class Batch:
        """What the protocol asks for of what is no stream."""

        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return pyarrow.RecordBatch.from_pylist(PEOPLE).__arrow_c_array__()

    assert read(pack, {"people": Batch()}).digest == read(pack, {"people": PEOPLE}).digest
    assert read(pack, {"people": [Batch()]}).counts["person"] == 2


def test_faults_have_table_row_and_column(pack: assay.Pack) -> None:
    people = pandas.DataFrame(PEOPLE + [{"id": "p3", "engagement": "pirate", "start": None}])
    people["shoe_size"] = 44
    with pytest.raises(assay.FactsError) as caught:
        read(pack, {"people": people, "nda": polars.DataFrame(NDAS).with_columns(person=polars.lit("nobody"))})
    pointers = {diagnostic.pointer for diagnostic in caught.value.diagnostics}
    assert {"/people/2/engagement", "/people/2/start", "/nda/0/person"} <= pointers
    assert {diagnostic.code for diagnostic in caught.value.diagnostics} >= {"arrow.unknown-column"}
    assert all(diagnostic.file for diagnostic in caught.value.diagnostics)
    lenient = read(pack, {"people": pandas.DataFrame(PEOPLE).assign(shoe_size=44)}, lenient=True)
    assert lenient.counts["person"] == 2


def test_rows_that_are_dicts_have_places_too(pack: assay.Pack) -> None:
    with pytest.raises(assay.FactsError) as caught:
        read(pack, {"people": [{**PEOPLE[0], "engagement": "pirate"}]})
    assert caught.value.diagnostics[0].pointer == "/people/0/engagement"
    with pytest.raises(TypeError, match="people: row 1 is no dict"):
        read(pack, {"people": [PEOPLE[0], 7]})
    with pytest.raises(ValueError, match="/people/0/start: nan"):
        read(pack, {"people": [{**PEOPLE[0], "start": float("nan")}]})
    with pytest.raises(ValueError, match="no table `leaves`"):
        read(pack, {"leaves": [{"person_id": "p1"}]})


class LazyFrame:
    columns: List[str] = []

    def collect(self) -> None: ...


@pytest.mark.parametrize("table", [None, 7, "people.csv", b"", {"id": ["p1"]}, LazyFrame(), pyarrow.Table])
def test_what_is_no_table_is_a_type_error(pack: assay.Pack, table: Any) -> None:
    with pytest.raises(TypeError, match="people"):
        read(pack, {"people": table})


def test_arguments_are_looked_at(pack: assay.Pack) -> None:
    with pytest.raises(TypeError, match="tables must be a dict"):
        assay.Facts.from_tables(pack, [])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="pack must be an assay.Pack"):
        assay.Facts.from_tables("small", {})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="collected"):
        read(pack, {}, collected="*")
    with pytest.raises(TypeError, match="name of a table"):
        read(pack, {7: PEOPLE})  # type: ignore[dict-item]
    with pytest.raises(assay.FactsError) as caught:
        read(pack, {"pirates": pandas.DataFrame(PEOPLE)})
    assert caught.value.diagnostics[0].code == "arrow.unknown-table"
    with pytest.raises(assay.FactsError):
        read(pack, {"people": PEOPLE}, as_of="2026-02-30")
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_tables(pack, {"people": PEOPLE}, organization=ORGANIZATION)
    assert "collected" in str(caught.value)


def test_a_reader_is_spent_when_it_was_read(pack: assay.Pack) -> None:
    reader = pyarrow.Table.from_pylist(PEOPLE).to_reader()
    assert read(pack, {"people": reader}).counts["person"] == 2
    with pytest.raises(ValueError, match="RecordBatchReader was read already"):
        read(pack, {"people": reader})
    reader = pyarrow.Table.from_pylist(PEOPLE).to_reader()
    with pytest.raises(ValueError, match="already"):
        read(pack, {"people": [reader, reader]})


class Once:
    """Gives the same capsule whenever it is asked: a mistake that programs make."""

    def __init__(self) -> None:
        self.capsule = pyarrow.Table.from_pylist(PEOPLE).__arrow_c_stream__()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.capsule


def test_a_capsule_cannot_be_read_twice(pack: assay.Pack) -> None:
    once = Once()
    assert read(pack, {"people": once}).counts["person"] == 2
    with pytest.raises(assay.FactsError) as caught:
        read(pack, {"people": once})
    assert caught.value.diagnostics[0].code == "arrow.stream"
    with pytest.raises(assay.FactsError):
        read(pack, {"people": [once, once]})


@pytest.mark.parametrize("given", [None, 7, (1, 2), object()])
def test_what_is_no_capsule_is_a_type_error(pack: assay.Pack, given: Any) -> None:
    class Liar:
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return given

    with pytest.raises(TypeError, match="Liar"):
        read(pack, {"people": Liar()})


def test_a_capsule_of_something_else_is_a_type_error(pack: assay.Pack) -> None:
    class Schema:
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return pyarrow.schema([("id", pyarrow.string())]).__arrow_c_schema__()

    class Swapped:
        def __arrow_c_array__(self, requested_schema: object = None) -> Any:
            return tuple(reversed(pyarrow.RecordBatch.from_pylist(PEOPLE).__arrow_c_array__()))

    for table in (Schema(), Swapped()):
        with pytest.raises(TypeError, match="capsule"):
            read(pack, {"people": table})


def test_what_a_table_raises_comes_out(pack: assay.Pack) -> None:
    class Broken:
        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            raise RuntimeError("the warehouse is closed")

    with pytest.raises(RuntimeError, match="warehouse"):
        read(pack, {"nda": pandas.DataFrame(NDAS), "people": Broken()})

    def batches() -> Iterator[Any]:
        yield pyarrow.RecordBatch.from_pylist(PEOPLE)
        raise RuntimeError("the line is down")

    reader = pyarrow.RecordBatchReader.from_batches(pyarrow.Table.from_pylist(PEOPLE).schema, batches())
    with pytest.raises(assay.FactsError) as caught:
        read(pack, {"people": reader})
    assert caught.value.diagnostics[0].code == "arrow.stream"
    assert "the line is down" in caught.value.diagnostics[0].message


def test_tables_are_not_needed_any_longer(pack: assay.Pack) -> None:
    released: List[bool] = []

    class Noticed:
        def __init__(self) -> None:
            self.table = pyarrow.Table.from_pylist(PEOPLE)

        def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
            return self.table.__arrow_c_stream__()

        def __del__(self) -> None:
            released.append(True)

    facts = read(pack, {"people": Noticed()})
    gc.collect()
    assert released
    pack.close()
    assert facts.counts["person"] == 2


def test_batches_made_by_python_are_read_while_other_threads_run(pack: assay.Pack) -> None:
    """The library calls back into Python for every batch: nobody may hold what the other waits for."""
    ran = threading.Event()
    other = threading.Thread(target=ran.set)

    def batches() -> Iterator[Any]:
        other.start()
        assert ran.wait(30)
        yield pyarrow.RecordBatch.from_pylist(PEOPLE)

    schema = pyarrow.Table.from_pylist(PEOPLE).schema
    assert read(pack, {"people": pyarrow.RecordBatchReader.from_batches(schema, batches())}).counts["person"] == 2
    other.join()


def test_the_benchmark_compares_the_same_facts() -> None:
    script = REPOSITORY / "benchmarks" / "python" / "tables.py"
    done = subprocess.run([sys.executable, script, "--rows", "300", "--rounds", "1"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("300 rows of training_completion of 12 people")
    for name in ("JSON", "pyarrow", "polars", "pandas"):
        assert f"\n{name} " in done.stdout
