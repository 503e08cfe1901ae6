"""Tables of records, as data frames or dicts, on their way to facts."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

from . import _capsules
from ._errors import Diagnostic, FactsError
from ._library import done, given, lib

# Members of a facts document that are no tables.
_NO_TABLES = ("format", "as_of", "organization", "collected")


class Tables:
    """Sorts tables into streams, which the library reads as they are, and rows, which go into the document."""

    def __init__(self, tables: Mapping[str, Any], document: Dict[str, Any], schema: Callable[[], Dict[str, Any]]):
        self._schema = schema
        self._document = document
        self._streams: List[Tuple[str, str, Any]] = []
        for name, table in tables.items():
            if not isinstance(name, str):
                raise TypeError(f"the name of a table must be a str, not {type(name).__name__}")
            if _capsules.speaks_arrow(table):
                self._streams.append((name, name, table))
            elif isinstance(table, Sequence) and table and all(map(_capsules.speaks_arrow, table)):
                self._streams += [(name, f"{name}[{index}]", part) for index, part in enumerate(table)]
            else:
                self._add_rows(name, table)

    def hand_over(self, builder: Any) -> List[Any]:
        """Adds the streams to an assay_facts_builder. What is returned must live until it is sealed."""
        keep: List[Any] = []
        for table, name, source in self._streams:
            stream = _capsules.stream_of(source)
            keep.append(stream)
            wanted, called = given(table), given(name)
            done(
                lambda: lib.assay_facts_builder_add_arrow(
                    builder, wanted, len(wanted), called, len(called), stream.pointer
                ),
                FactsError,
            )
        return keep

    def _add_rows(self, name: str, table: Any) -> None:
        if isinstance(table, (str, bytes, Mapping)) or not hasattr(table, "__iter__") or hasattr(table, "columns"):
            hint = "; collect() it first" if hasattr(table, "collect") else ""
            raise TypeError(
                f"{name}: {type(table).__name__} is neither a table (it has no __arrow_c_stream__) nor a list of dicts{hint}"
            )
        section, added = self._section(name)
        rows = self._document[section] = list(self._document.get(section) or ())
        record = added.get("type")
        strays: List[Tuple[int, Any]] = []
        for index, row in enumerate(table):
            if not isinstance(row, Mapping):
                raise TypeError(f"{name}: row {index} is no dict but {type(row).__name__}")
            if record and row.get("type", record) != record:
                strays.append((index, row["type"]))
            rows.append({**added, **row})
        if record and strays:
            raise _of_another_type(name, strays, record)

    def _section(self, name: str) -> Tuple[str, Dict[str, str]]:
        """Where rows of that name stand in a document, and what each says of its type."""
        sections = {
            section: _records_in(members)
            for section, members in self._schema()["properties"].items()
            if section not in _NO_TABLES
        }
        if name in sections:
            return name, {}
        for record in (name, name[:-1]):
            for section, records in sections.items():
                if record in records:
                    return section, {"type": record} if section == "evidence" else {}
        known = sorted({*sections, *(record for records in sections.values() for record in records)})
        raise ValueError(f"there is no table `{name}`; there are {', '.join(known)}")


def _of_another_type(table: str, strays: List[Tuple[int, Any]], record: str) -> FactsError:
    """As the library says it of a table that comes through Arrow."""
    row, said = strays[0]
    fault = Diagnostic(
        code="facts.unknown-type",
        severity="error",
        message=f"`{said}` is not `{record}`, as the table is" + (f", in {len(strays)} rows" if len(strays) > 1 else ""),
        file=table,
        line=None,
        column=None,
        length=None,
        pointer=f"/{table}/{row}/type",
        hint="one table for each type of evidence",
    )
    message = "facts have 1 fault"
    shown = f"{table}: error[{fault.code}] {fault.message} (at {fault.pointer})\n  hint: {fault.hint}\n1 error\n{message}"
    return FactsError(code="invalid_argument", message=message, rendered=shown, diagnostics=(fault,))


def _records_in(section: Dict[str, Any]) -> List[str]:
    """The record types that an array of a facts schema takes."""
    items = section.get("items", {})
    found: List[str] = []
    for choice in [items, *items.get("anyOf", ()), *items.get("oneOf", ())]:
        if "$ref" in choice:
            found.append(choice["$ref"].rsplit("/", 1)[-1])
    return found
