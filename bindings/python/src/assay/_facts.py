"""Facts: what is known of one organisation."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from . import _log
from ._calls import calls
from ._errors import FactsError
from ._handle import Handle
from ._json import json_of
from ._library import BytesLike, counts_of, date, done, give_text, given, lib, made, name_of, written
from ._native import ffi
from ._options import Day, day_text
from ._pack import Pack
from ._tables import Tables

FactsSource = Union[str, BytesLike, "os.PathLike[str]", Mapping[str, Any]]
# Of what was collected: the name of a feed, "*" for all, or a dict with its bounds.
Collected = Sequence[Union[str, Mapping[str, Any]]]


class Facts(Handle):
    """Everything known about one organisation. Made by :meth:`from_json`, or by :meth:`from_tables` from data frames.

    In which way and order records come changes nothing: the same records are the same facts, with the same digest.

    Never changes, so any number of threads may use it at once. It is freed when nobody refers to it any more, or
    earlier by :meth:`close` or the end of its ``with``; assessments made of it do not need it. What is asked of closed
    facts raises ValueError.
    """

    _noun = "facts object"

    @classmethod
    def from_json(
        cls,
        source: FactsSource,
        *,
        pack: Pack,
        lenient: bool = False,
        max_diagnostics: int = 100,
        file: Optional[str] = None,
    ) -> Facts:
        """Reads a document of the format ``assay.facts/1``, with the record types that ``pack`` declares.

        ``source`` is the text (``bytes``, or a ``str`` that begins with a brace or bracket, has a line end or is empty), the
        path of a file (any other ``str``, or a path object), or a dict that holds what the text would; in that, dates may
        be ``datetime.date``, points in time ``datetime`` with a zone, exact numbers ``Decimal``. ``file`` is what messages
        call it, its path unless said otherwise. With ``lenient``, unknown members and dangling references become
        data-quality flags of the assessment.

        The facts serve this pack, and every other that declares no record types if this one declares none. Neither text
        nor pack is needed any longer once this returns. Other Python threads run while the text is read; it must not be
        changed meanwhile, should it be a ``bytearray``.

        Raises :class:`FactsError` with every fault that was found, in the order of the text; nothing is half loaded. If
        there are ``max_diagnostics`` of them, reading stops, and behind them stands a warning ``facts.too-many``. A file
        that cannot be read raises OSError; a dict that holds what JSON has no form for, TypeError or ValueError.
        """
        pack_handle = _opened(pack)
        content, name = _content(source)
        options, _keep = _options(lenient, max_diagnostics, name if file is None else file)
        with calls:
            handle = made(
                "facts",
                lambda out: lib.assay_facts_read_json(pack_handle, content, len(content), options, out),
                FactsError,
            )
        return cls(handle)

    @classmethod
    def from_tables(
        cls,
        pack: Pack,
        tables: Mapping[str, Any],
        *,
        organization: Optional[Mapping[str, Any]] = None,
        collected: Optional[Collected] = None,
        as_of: Day = None,
        document: Optional[Mapping[str, Any]] = None,
        lenient: bool = False,
        max_diagnostics: int = 100,
    ) -> Facts:
        """Reads tables of records, as they come out of an HR or a learning system, for ``pack``.

        ::

            facts = assay.Facts.from_tables(
                pack,
                {"people": people, "assignment": assignments, "training_completion": completions, "roles": roles},
                organization={"id": "acme", "time_zone": "Europe/Paris", "isms_start": "2024-01-01"},
                collected=["training_completion"],
                as_of="2026-03-31",
            )

        A table is called like its record type, one of :attr:`Pack.record_types`, or like their list: ``"people"``. It is

        - anything that speaks Arrow (``__arrow_c_stream__`` or ``__arrow_c_array__``): a data frame of pandas (2.2 or
          newer) or Polars, a table, batch or reader of pyarrow, a relation of DuckDB. It is read where it lies, and must
          not be changed meanwhile; a reader is spent then;
        - a list of such, which are read one behind the other: one type of record out of several systems;
        - a list of dicts, each a record as in a facts document.

        Columns have the names of fields, in any order; a column that is not there, and a null, is what the schema says
        of a missing field. Embedded records are columns of structs, or a table of their own with the id of what embeds
        them: ``"assignment"`` with ``person_id``. docs/arrow.md says which types a field takes.

        ``organization``, ``collected`` (the feeds that are connected: what no feed delivers is unknown) and ``as_of`` are
        as in a facts document; ``document`` is the rest of one, and may have those three as well.

        Other Python threads run meanwhile. Raises :class:`FactsError` with every fault; its pointer is table, row from 0,
        and column: ``"/training_completion/17/passed"``. TypeError for what is no table. What a table raises when it is
        asked for its stream comes out as it is; what it raises while it is read is in a diagnostic, ``arrow.stream``.
        """
        pack_handle = _opened(pack)
        if not isinstance(tables, Mapping):
            raise TypeError(f"tables must be a dict, not {type(tables).__name__}")
        content: Dict[str, Any] = dict(document or {})
        if organization is not None:
            content["organization"] = organization
        if collected is not None:
            if isinstance(collected, (str, Mapping)):
                raise TypeError("collected must be a list of feeds")
            content["collected"] = collected
        sorted_tables = Tables(tables, content, pack.facts_schema)
        options, keep = _options(lenient, max_diagnostics, "")
        builder = made(
            "facts_builder", lambda out: lib.assay_facts_builder_new(pack_handle, options, out), FactsError
        )
        text, day = given(json_of(content)), given(day_text(as_of))
        done(lambda: lib.assay_facts_builder_set_json(builder, text, len(text), b"", 0), FactsError)
        if len(day):
            done(lambda: lib.assay_facts_builder_set_as_of(builder, day, len(day)), FactsError)
        with calls:
            keep.append(sorted_tables.hand_over(builder))
            handle = made("facts", lambda out: lib.assay_facts_builder_seal(builder, out), FactsError)
        keep.clear()  # Not before.
        return cls(handle)

    @property
    def digest(self) -> str:
        """``"sha256:..."`` of what the records say, in whatever order they came."""
        return self._text(lib.assay_facts_digest)

    @property
    def as_of(self) -> Optional[datetime.date]:
        """The day that is judged unless another is asked for; None if they name none."""
        return date(lib.assay_facts_as_of(self._open()))

    @property
    def counts(self) -> Dict[str, int]:
        """How many records there are, by record type."""
        return counts_of("facts_table", self._open())

    def to_json(self) -> str:
        """The facts as a document that :meth:`from_json` reads: the same text for whatever order they came in."""
        handle = self._open()
        return written(lambda out: lib.assay_facts_write_json(handle, out), FactsError)

    def to_dict(self) -> Dict[str, Any]:
        """What :meth:`to_json` says, as Python values."""
        result: Dict[str, Any] = json.loads(self.to_json())
        return result

    def __repr__(self) -> str:
        return "<Facts, closed>" if self._handle is None else f"<Facts {self.digest}>"


def _opened(pack: Pack) -> Any:
    if not isinstance(pack, Pack):
        raise TypeError(f"pack must be an assay.Pack, not {type(pack).__name__}")
    return pack._open()


def _options(lenient: bool, max_diagnostics: int, file: str) -> Tuple[Any, List[Any]]:
    """An assay_facts_options, and what must live as long as it is used."""
    if max_diagnostics < 1:
        raise ValueError("max_diagnostics must be at least 1")
    keep: List[Any] = []
    options = ffi.new("assay_facts_options *")
    options.struct_size = ffi.sizeof("assay_facts_options")
    options.lenient = 1 if lenient else 0
    options.diagnostics = min(max_diagnostics, 2**32 - 1)
    give_text(options.file, file, keep)
    log = _log.callback()
    if log is not None:
        options.log = log
    return options, keep


def _content(source: FactsSource) -> Tuple[Any, str]:
    """The text as a buffer, and what to call it."""
    if isinstance(source, Mapping):
        return given(json_of(source)), ""
    if isinstance(source, (bytes, bytearray, memoryview)):
        return given(source), ""
    if isinstance(source, str) and _is_text(source):
        return given(source), ""
    path = pathlib.Path(source)
    return given(path.read_bytes()), name_of(path)


def _is_text(source: str) -> bool:
    """Whether it is meant as JSON, be it none: a path may be almost anything, but is not called so."""
    return source.lstrip("\ufeff \t\r\n")[:1] in ("", "{", "[") or "\n" in source
