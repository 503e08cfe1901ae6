"""Functions of the host, called by rules."""

from __future__ import annotations

import datetime
import decimal as decimals
import enum
import functools
import threading
from typing import AbstractSet, Any, Callable, Dict, Generic, List, Mapping, Optional, Sequence, Tuple, TypeVar, overload

from ._errors import PackError
from ._library import date, decimal, done, for_ever, give_text, given, lib, text
from ._native import ffi
from ._options import interrupt, is_ended

Function = TypeVar("Function", bound=Callable[..., Any])
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Unknown(enum.Enum):
    """What is known neither to be a value nor not to exist. ``assay.UNKNOWN`` is the only one."""

    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("what is unknown is neither true nor false")

    def __repr__(self) -> str:
        return "assay.UNKNOWN"


UNKNOWN = Unknown.UNKNOWN


class _ReadsUnknown(BaseException):
    """A function has read what was not collected. No Exception, as no fault of the function that it could mend."""


class Record:
    """A record that a rule hands to a native function. Its fields are read by attribute, or by ``record["name"]``.

    A field is a bool, an int, a float, a Decimal, a str (of text and of words of enumerations), a date, a datetime in
    UTC where the time is known, a Record, or a list; None is what is known not to exist. To read a field that was not
    collected, or a list that may have more than is known, ends the function, and the row is unknown: nothing has to be
    done for that, and nothing that the function catches makes an answer of it. :meth:`get` gives UNKNOWN instead.

    Good until the function returns: ValueError after that.
    """

    __slots__ = ("_assay_call", "_assay_cell")

    def __init__(self, call: _Call, cell: Any):
        self._assay_call = call
        self._assay_cell = cell

    def __getattr__(self, field: str) -> Any:
        if field.startswith("_"):
            raise AttributeError(field)
        return self[field]

    def __getitem__(self, field: str) -> Any:
        """The field of that name; KeyError if there is none, which makes the row an error whatever comes of it."""
        value = self.get(field)
        if value is UNKNOWN:
            self._assay_call.has_read_unknown = True
            raise _ReadsUnknown(field)
        return value

    def get(self, field: str) -> Any:
        """The field of that name, or UNKNOWN where it was not collected."""
        self._assay_call.check()
        wanted = given(field)
        cell = lib.assay_cell_field(self._assay_cell, wanted, len(wanted))
        if not cell:
            raise KeyError(field)
        return self._assay_call.value(cell)

    @property
    def record_id(self) -> str:
        """Its id, whatever its field is called."""
        self._assay_call.check()
        return text(lib.assay_cell_text(self._assay_cell))

    def __repr__(self) -> str:
        return f"<Record {self.record_id}>" if self._assay_call.is_open else "<Record, no longer>"


class _Call:
    """An assay_call while its function runs."""

    def __init__(self, pointer: Any):
        self.pointer = pointer
        self.is_open = True
        self.has_read_unknown = False  # Since it was last said that nothing has.
        self.rows: int = lib.assay_call_row_count(pointer)
        self.arguments: int = lib.assay_call_argument_count(pointer)

    def check(self) -> None:
        if not self.is_open:
            raise ValueError("the function that the record was handed to has returned")

    def row(self, row: int) -> List[Any]:
        """Its arguments."""
        return [self.value(lib.assay_call_argument(self.pointer, row, index)) for index in range(self.arguments)]

    def value(self, cell: Any) -> Any:
        state = lib.assay_cell_state(cell)
        if state == lib.ASSAY_CELL_UNKNOWN:
            return UNKNOWN
        if state == lib.ASSAY_CELL_NONE:
            return None
        return _readers()[lib.assay_cell_kind(cell)](self, cell)

    def elements(self, cell: Any) -> List[Any]:
        found = []
        for index in range(lib.assay_cell_element_count(cell)):
            found.append(self.value(lib.assay_cell_element_at(cell, index)))
        return found

    def set(self, row: int, value: Any) -> None:
        """The result of a row."""
        value = _plain(value)
        if value is None:
            lib.assay_call_set_none(self.pointer, row)
        elif value is UNKNOWN:
            lib.assay_call_set_unknown(self.pointer, row)
        elif isinstance(value, enum.Enum):
            self.set(row, value.value)
        elif isinstance(value, bool):
            lib.assay_call_set_bool(self.pointer, row, value)
        elif isinstance(value, int) and -(2**63) <= value < 2**63:
            lib.assay_call_set_int(self.pointer, row, value)
        elif isinstance(value, float):
            lib.assay_call_set_double(self.pointer, row, value)
        elif isinstance(value, decimals.Decimal):
            lib.assay_call_set_decimal(self.pointer, row, _decimal_parts(value))
        elif isinstance(value, str):
            content = given(value)
            lib.assay_call_set_text(self.pointer, row, content, len(content))
        elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            day = {"year": value.year, "month": value.month, "day": value.day}
            lib.assay_call_set_date(self.pointer, row, day)
        else:
            raise TypeError(f"{type(value).__name__} cannot be the result of a native function")

    def fail(self, row: int, error: BaseException) -> None:
        """The row is an error."""
        try:
            said = " ".join(str(error).split()).encode("utf-8", "backslashreplace").decode()
        except Exception:
            said = ""  # Nothing is as it should be there.
        message = given(f"{type(error).__name__}: {said}" if said else type(error).__name__)
        lib.assay_call_set_error(self.pointer, row, message, len(message))


class Native(Generic[Function]):
    """A Python function that rules may call. Made with :func:`assay.native`; called from Python, it is the function."""

    def __init__(self, function: Function, signature: str, version: str, batch: bool):
        self.__wrapped__ = function
        self.__doc__ = function.__doc__
        self.signature = signature
        """As it was given: ``"acme.risk_score(vendor) -> int"``."""
        self.version = version
        """As it was given: what assessments say was used."""
        self.batch = batch
        """Whether it is called once for many rows."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.__wrapped__(*arguments, **named)

    def __repr__(self) -> str:
        return f"<Native {self.signature}>"

    def _add_to(self, loader: Any) -> None:
        keep: List[Any] = []
        function = ffi.new("assay_function *")
        function.struct_size = ffi.sizeof("assay_function")
        give_text(function.signature, self.signature, keep)
        give_text(function.version, self.version, keep)
        compute, destroy = _callbacks()
        function.compute = compute
        function.destroy = destroy
        # From here on the library has it: until it says that nothing can call it any more.
        function.user = _register(self)
        done(lambda: lib.assay_loader_add_function(loader, function), PackError)

    def _compute(self, call: _Call) -> None:
        if self.batch and call.rows > 1 and self._together(call):
            return
        for row in range(call.rows):
            self._alone(call, row)

    def _together(self, call: _Call) -> bool:
        """Computes all rows at once; False if one of them spoils the others, for each must have what is its own."""
        try:
            for row, result in enumerate(self._results([call.row(row) for row in range(call.rows)])):
                call.set(row, result)
        except (Exception, _ReadsUnknown):
            return False
        return not call.has_read_unknown

    def _alone(self, call: _Call, row: int) -> None:
        call.has_read_unknown = False
        try:
            arguments = call.row(row)
            call.set(row, self._results([arguments])[0] if self.batch else self.__wrapped__(*arguments))
        except _ReadsUnknown:
            call.set(row, UNKNOWN)
        except Exception as error:
            call.fail(row, error)
        # INVARIANT: whatever the function has caught, a row that read what was not collected has no answer.
        if call.has_read_unknown:
            call.set(row, UNKNOWN)

    def _results(self, rows: List[List[Any]]) -> Sequence[Any]:
        """Of a function that takes many rows at once."""
        columns = [list(column) for column in zip(*rows)]
        results: Sequence[Any] = self.__wrapped__(*columns) if columns else self.__wrapped__(len(rows))
        # What is walked over by its keys or columns, in no order, or letter by letter, has no result for each row.
        walked_otherwise = isinstance(results, (Mapping, AbstractSet, str, bytes, bytearray)) or hasattr(results, "columns")
        if walked_otherwise or not hasattr(results, "__len__"):
            raise TypeError(f"a batch gives a sequence of results, not {type(results).__name__}")
        if len(results) != len(rows):
            raise ValueError(f"{len(results)} results for {len(rows)} rows")
        return results


@overload
def native(signature: str, *, version: str = "", batch: bool = False) -> Callable[[Function], Native[Function]]: ...
@overload
def native(signature: str, function: Function, *, version: str = "", batch: bool = False) -> Native[Function]: ...
def native(
    signature: str, function: Optional[Function] = None, *, version: str = "", batch: bool = False
) -> Any:
    """Makes a Python function one that rules may call::

        @assay.native("acme.risk_score(vendor) -> int", version="2026-03")
        def risk_score(vendor: assay.Record) -> int:
            return SCORES.get(vendor.country, 50)

        pack = assay.load_pack("vendors", natives=[risk_score])

    The pack lists ``acme.risk_score`` under ``native``. ``signature`` has the name, of at least two words joined by points,
    the types of the arguments and that of the result, as packs write types; ``?`` lets one be none. ``version`` is what
    assessments say was used: raise it with every change.

    The function is called with a value per argument (see :class:`Record` for which) and returns one, None for none, or
    ``assay.UNKNOWN``. An argument is never unknown: its row is unknown without a call. What the function raises makes the
    row an error that says so, and no exception.

    With ``batch`` it is called once for many rows, with a list per argument, and returns as many results in any sequence:
    ``pyarrow.array(values)`` turns the list of an argument into an Arrow array, and an array of Arrow or numpy, or a Series,
    may be the result. Where it raises, or reads what was not collected, it is called again for each row by itself, so that
    each has what is its own.

    It must be pure: the same arguments and records give the same result, whenever, however often, in whatever order. It is
    called with Python's lock held, in any thread. It lives until the packs that were loaded with it, and the facts read
    for those, are gone.
    """
    if function is None:
        return lambda decorated: native(signature, decorated, version=version, batch=batch)
    if not callable(function):
        raise TypeError(f"a native function must be callable, not {type(function).__name__}")
    return Native(function, signature, version, batch)


def _plain(value: Any) -> Any:
    """A scalar of pyarrow or numpy as Python has it; anything else as it is."""
    if hasattr(value, "as_py"):
        return value.as_py()
    if getattr(value, "ndim", None) != 0 or not hasattr(value, "item"):
        return value
    plain = value.item()
    # Of numpy's points in time those finer than Python's come as ints, and one that is none as None.
    is_time = getattr(value.dtype, "kind", "") in ("m", "M")
    return value if is_time and not isinstance(plain, datetime.date) else plain


def _decimal_parts(value: decimals.Decimal) -> Dict[str, int]:
    """An assay_decimal; ValueError for what it cannot hold."""
    sign, digits, exponent = value.normalize(decimals.Context(prec=60)).as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is no number")
    coefficient = int("".join(map(str, digits))) * 10 ** max(exponent, 0) * (-1 if sign else 1)
    scale = max(-exponent, 0)
    if scale > 18 or not -(2**63) <= coefficient < 2**63:
        raise ValueError(f"{value} has more digits than a decimal can have")
    return {"coefficient": coefficient, "scale": scale}


def _when(call: _Call, cell: Any) -> Any:
    if not lib.assay_cell_has_time(cell):
        return date(lib.assay_cell_date(cell))
    return _EPOCH + datetime.timedelta(microseconds=lib.assay_cell_micros(cell))


def _list(call: _Call, cell: Any) -> List[Any]:
    return call.elements(cell)


def _other(call: _Call, cell: Any) -> Any:
    raise TypeError("a value of this type cannot be handed to Python")


@functools.lru_cache(maxsize=None)
def _readers() -> Dict[int, Callable[[_Call, Any], Any]]:
    return {
        lib.ASSAY_CELL_KIND_BOOL: lambda call, cell: bool(lib.assay_cell_bool(cell)),
        lib.ASSAY_CELL_KIND_INT: lambda call, cell: lib.assay_cell_int(cell),
        lib.ASSAY_CELL_KIND_DOUBLE: lambda call, cell: lib.assay_cell_double(cell),
        lib.ASSAY_CELL_KIND_DECIMAL: lambda call, cell: decimal(lib.assay_cell_decimal(cell)),
        lib.ASSAY_CELL_KIND_TEXT: lambda call, cell: text(lib.assay_cell_text(cell)),
        lib.ASSAY_CELL_KIND_DATE: lambda call, cell: date(lib.assay_cell_date(cell)),
        lib.ASSAY_CELL_KIND_WHEN: _when,
        lib.ASSAY_CELL_KIND_RECORD: Record,
        lib.ASSAY_CELL_KIND_LIST: _list,
        lib.ASSAY_CELL_KIND_NONE: _other,
    }


# Functions that the library has, by the number it has for them.
_registered: Dict[int, Native[Any]] = {}
_lock = threading.Lock()
_next = 0
_made: Optional[Tuple[Any, Any]] = None


def _register(native: Native[Any]) -> Any:
    global _next
    with _lock:
        _next += 1
        _registered[_next] = native
        return ffi.cast("void *", _next)


def _callbacks() -> Tuple[Any, Any]:
    """compute and destroy: the same two for all functions."""
    global _made
    if _made is None:
        _made = (
            for_ever(ffi.callback("void(void *, assay_call *)", _compute, onerror=_end)),
            for_ever(ffi.callback("void(void *)", _destroy)),
        )
    return _made


def _compute(user: Any, pointer: Any) -> None:
    if is_ended():
        return  # What no row is set for is an error, and of no use to anybody.
    call = _Call(pointer)
    try:
        _registered[int(ffi.cast("uintptr_t", user))]._compute(call)
    finally:
        call.is_open = False


def _end(_kind: Any, error: BaseException, _trace: Any) -> None:
    """Ctrl-C is no fault of a function: it ends the call that wanted the results, whatever it came in the middle of."""
    interrupt(error)


def _destroy(user: Any, registered: Dict[int, Native[Any]] = _registered, ffi: Any = ffi) -> None:
    registered.pop(int(ffi.cast("uintptr_t", user)), None)  # The names are bound here: it may run when Python ends.
