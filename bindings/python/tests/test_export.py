"""An assessment as tables, into every library that reads Arrow."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from typing import Any, Tuple

import pytest

import assay

from conftest import REPOSITORY

pyarrow = pytest.importorskip("pyarrow")
polars = pytest.importorskip("polars")
pandas = pytest.importorskip("pandas")


@pytest.mark.parametrize("name", assay.assessment_tables())
def test_every_table_goes_into_every_library(audited: assay.Assessment, name: str) -> None:
    table = audited.table(name)
    by_arrow, by_pandas, by_polars = table.to_arrow(), table.to_pandas(), table.to_polars()
    by_arrow.validate(full=True)
    assert by_arrow.column_names == list(by_pandas.columns) == by_polars.columns
    assert by_arrow.num_rows == len(by_pandas) == len(by_polars)
    assert polars.DataFrame(by_arrow).equals(by_polars)
    assert table.name == name
    assert repr(table).startswith(f"<Table {name} of <Assessment by ")


def test_tables_say_what_the_assessment_says(audited: assay.Assessment) -> None:
    items = audited.table("items").to_arrow().to_pylist()
    assert [row["item"] for row in items] == [item.id for item in audited]
    assert [row["rung"] for row in items] == [item.rung.value for item in audited]
    subjects = audited.table("subjects").to_polars()
    failing = subjects.filter(item="I05", level="full", part="acknowledged", state="failing")["subject"]
    assert tuple(failing) == audited["I05"].full.missing
    findings = audited.table("findings").to_pandas()
    assert list(findings["statement"]) == [finding.statement for finding in audited.findings]
    (whole,) = audited.table("assessment").to_arrow().to_pylist()
    assert whole["as_of"] == audited.as_of
    assert whole["facts_digest"] == audited.facts_digest


def test_duckdb_reads_them(audited: assay.Assessment) -> None:
    duckdb = pytest.importorskip("duckdb")
    items = audited.table("items")
    counted = duckdb.sql("select count(*) from items where rung = 'effective'").fetchall()
    assert items is not None
    assert counted == [(sum(item.rung is assay.Rung.EFFECTIVE for item in audited),)]


def test_there_are_no_other_tables(audited: assay.Assessment) -> None:
    with pytest.raises(KeyError, match="no table `itmes`"):
        audited.table("itmes")


def test_a_table_can_be_read_again_and_outlives_its_assessment(large: Tuple[assay.Pack, assay.Facts]) -> None:
    assessment = assay.assess(*large)
    table = assessment.table("items")
    first, second = table.to_arrow(), table.to_arrow()
    reader = pyarrow.RecordBatchReader.from_stream(table)
    capsule = table.__arrow_c_stream__()
    assessment.close()
    del assessment
    gc.collect()
    assert first.equals(second) and reader.read_all().equals(first)
    assert pyarrow.RecordBatchReader._import_from_c_capsule(capsule).read_all().equals(first)
    for use in (table.to_arrow, table.to_polars, table.to_pandas, table.__arrow_c_stream__):
        with pytest.raises(ValueError, match="the assessment is closed"):
            use()


def test_a_capsule_is_emptied_once(audited: assay.Assessment) -> None:
    capsule = audited.table("items").__arrow_c_stream__()
    pyarrow.RecordBatchReader._import_from_c_capsule(capsule)
    with pytest.raises(Exception, match="(?i)released|invalid|stream"):
        pyarrow.RecordBatchReader._import_from_c_capsule(capsule)


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * 4096


def test_what_nobody_reads_is_given_back(audited: assay.Assessment) -> None:
    """A capsule that nobody empties, and one that an exception passes by, still release what is in them."""
    table = audited.table("evidence")

    def leave() -> None:
        capsule = table.__arrow_c_stream__()
        raise KeyError(capsule is None)

    def many(times: int) -> None:
        for _ in range(times):
            table.__arrow_c_stream__()
            with pytest.raises(KeyError, match="False"):
                leave()

    many(200)
    size = sum(column.nbytes for column in table.to_arrow().columns)
    before = resident()
    many(1000)
    assert resident() - before < 500 * size


WITHOUT = """
import sys
sys.modules["{package}"] = None
import assay
pack = assay.load_pack("iso27001-2022-a5.4")
facts = assay.Facts.from_json("examples/organisation/facts.json", pack=pack)
try:
    assay.assess(pack, facts).table("items").{method}()
except ImportError as error:
    print(error)
"""


@pytest.mark.parametrize("method, package", [
    ("to_arrow", "pyarrow"), ("to_pandas", "pandas"), ("to_pandas", "pyarrow"), ("to_polars", "polars")])
def test_what_is_not_installed_is_said(method: str, package: str) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT.format(method=method, package=package)], cwd=REPOSITORY,
                          capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{method} needs {package}, which cannot be imported; pip install ")


def test_nothing_is_imported_before_it_is_needed() -> None:
    script = "import assay, sys; print([name for name in ('pandas', 'polars', 'pyarrow', 'tqdm') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# What docs/arrow.md calls the types.
TYPES = {"string": "text", "int64": "int", "date32[day]": "day", "bool": "bool", "list": "[text]",
         "dictionary<values=string, indices=int8, ordered=0>": "word"}


def test_the_page_about_tables_lists_every_column(audited: assay.Assessment) -> None:
    page = (REPOSITORY / "docs" / "arrow.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", page.split("## An assessment as tables")[1], re.MULTILINE)
    assert tuple(name for name, _ in rows) == assay.assessment_tables()
    for name, columns in rows:
        told = re.findall(r"`(\w+)` (\[text\]|\w+)(\??)", columns)
        schema = audited.table(name).to_arrow().schema
        assert [column for column, _, _ in told] == schema.names, name
        for (column, kind, optional), field in zip(told, schema):
            kinds = {"score", "float64"} if str(field.type) == "double" else {
                "[text]" if pyarrow.types.is_list(field.type) else TYPES[str(field.type)]}
            assert kind in kinds, f"{name}.{column}: {field.type}"
            assert field.nullable == bool(optional), f"{name}.{column}"
