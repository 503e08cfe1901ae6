"""The tables of an assessment, for data frames."""

from __future__ import annotations

import importlib
from typing import Any, Tuple

from . import _capsules
from ._errors import AssayError
from ._handle import Handle
from ._library import done, given, lib, texts
from ._native import ffi


class Table:
    """One table of an assessment; docs/arrow.md lists them with their columns.

    Whatever reads Arrow takes it as it is, without a copy: ``pyarrow.table(table)``, ``polars.DataFrame(table)``,
    ``duckdb.from_arrow(table)``. It may be read any number of times, and what was read outlives the assessment. Words
    such as verdicts are dictionaries, which pandas calls categories; days are dates; a score has its fraction beside it.
    """

    def __init__(self, assessment: Handle, name: str):
        if name not in assessment_tables():
            raise KeyError(f"there is no table `{name}`; there are {', '.join(assessment_tables())}")
        assessment._open()
        self._assessment = assessment
        self._name = name

    @property
    def name(self) -> str:
        """``"items"``, ``"findings"`` ..."""
        return self._name

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """A capsule with the table as an Arrow stream, for any consumer. `requested_schema` is a wish that is not met."""
        handle, wanted = self._assessment._open(), given(self._name)
        stream = ffi.new("struct ArrowArrayStream *")
        done(lambda: lib.assay_assessment_arrow(handle, wanted, len(wanted), stream), AssayError)
        return _capsules.capsule_of(stream)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``. ImportError without pyarrow."""
        return _package("pyarrow", "to_arrow", "pyarrow").table(self)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``. ImportError without pandas and pyarrow, of which pandas makes use."""
        _package("pandas", "to_pandas", "pandas pyarrow")
        return _package("pyarrow", "to_pandas", "pandas pyarrow").table(self).to_pandas()

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``. ImportError without polars."""
        return _package("polars", "to_polars", "polars").DataFrame(self)

    def __repr__(self) -> str:
        return f"<Table {self._name} of {self._assessment!r}>"


def assessment_tables() -> Tuple[str, ...]:
    """The names that :meth:`Assessment.table` takes: ``"items"``, ``"subjects"``, ``"findings"`` ..."""
    return texts(lib.assay_arrow_table_count(), lib.assay_arrow_table_name_at)


def _package(name: str, method: str, wanted: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{method} needs {name}, which cannot be imported; pip install {wanted}") from error
