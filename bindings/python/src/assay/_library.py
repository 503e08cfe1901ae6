"""The shared library: opened once, and how text, handles and errors cross over.

Nothing here is public. cffi calls the library without holding Python's lock, so that other threads run meanwhile.
"""

from __future__ import annotations

import ctypes
import datetime
import pathlib
from decimal import Decimal
from fractions import Fraction
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Type, TypeVar, Union

from ._errors import AssayError, AssessError, Cancelled, Diagnostic, LimitReached
from ._native import ffi

lib: Any = ffi.dlopen(str(pathlib.Path(__file__).with_name("libassay_c.so")))

# What can be handed over as text in UTF-8 without copying it.
BytesLike = Union[bytes, bytearray, memoryview]

Made = TypeVar("Made")


def text(borrowed: Any) -> str:
    """A copy of an assay_text."""
    if borrowed.size == 0:
        return ""
    return bytes(ffi.buffer(borrowed.data, borrowed.size)).decode("utf-8", "replace")


def texts(count: int, at: Callable[[int], Any]) -> Tuple[str, ...]:
    """A copy of a list of assay_text."""
    return tuple(text(at(index)) for index in range(count))


def fraction(number: Any) -> Optional[Fraction]:
    """An assay_fraction; None where it is no number."""
    if number.denominator == 0:
        return None
    return Fraction(number.numerator, number.denominator)


def texts_of(noun: str, pointer: Any) -> Tuple[str, ...]:
    """A copy of the texts that assay_`noun`_count and assay_`noun`_at list."""
    at = getattr(lib, f"assay_{noun}_at")
    return texts(getattr(lib, f"assay_{noun}_count")(pointer), lambda index: at(pointer, index))


def listed(noun: str, pointer: Any, make: Callable[[Any], Made]) -> Tuple[Made, ...]:
    """What `make` makes of each that assay_`noun`_count and assay_`noun`_at list."""
    at = getattr(lib, f"assay_{noun}_at")
    return tuple(make(at(pointer, index)) for index in range(getattr(lib, f"assay_{noun}_count")(pointer)))


def counts_of(noun: str, pointer: Any) -> Dict[str, int]:
    """Record types and how many there are, as assay_`noun`_name_at and assay_`noun`_rows_at tell."""
    names, rows = getattr(lib, f"assay_{noun}_name_at"), getattr(lib, f"assay_{noun}_rows_at")
    count = getattr(lib, f"assay_{noun}_count")(pointer)
    return {text(names(pointer, index)): rows(pointer, index) for index in range(count)}


def date(day: Any) -> Optional[datetime.date]:
    """An assay_date; None where it is no day."""
    return None if day.year == 0 else datetime.date(day.year, day.month, day.day)


def decimal(number: Any) -> Decimal:
    """An assay_decimal, without rounding."""
    sign, digits = (1, -number.coefficient) if number.coefficient < 0 else (0, number.coefficient)
    return Decimal((sign, tuple(map(int, str(digits))), -number.scale))


def given(value: Union[str, BytesLike]) -> Any:
    """A buffer over `value`, which C may read as long as the buffer is referred to."""
    return ffi.from_buffer("char[]", value.encode("utf-8") if isinstance(value, str) else value)


def name_of(path: pathlib.Path) -> str:
    """What messages call a file. A name may be bytes that are no UTF-8, a message may not."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def give_text(target: Any, value: str, keep: List[Any]) -> None:
    """Fills an assay_text; `keep` must live until it has been read."""
    keep.append(given(value))
    target.data = keep[-1]
    target.size = len(keep[-1])


def for_ever(callback: Any) -> Any:
    """Keeps a callback of cffi until the process ends: the library may call it when Python has let go of everything."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(callback))
    return callback


def texts_into(values: Sequence[str], keep: List[Any]) -> Any:
    """An array of assay_text; `keep` must live until it has been read."""
    if isinstance(values, str):
        raise TypeError("a sequence of str is wanted, not a str")
    array = ffi.new("assay_text[]", len(values))
    keep.append(array)
    for target, value in zip(array, values):
        give_text(target, value, keep)
    return array


def diagnostic(borrowed: Any) -> Diagnostic:
    """A copy of an assay_diagnostic."""
    return Diagnostic(
        code=text(lib.assay_diagnostic_code(borrowed)),
        severity="warning" if lib.assay_diagnostic_severity(borrowed) == lib.ASSAY_SEVERITY_WARNING else "error",
        message=text(lib.assay_diagnostic_message(borrowed)),
        file=text(lib.assay_diagnostic_file(borrowed)),
        line=lib.assay_diagnostic_line(borrowed) or None,
        column=lib.assay_diagnostic_column(borrowed) or None,
        length=lib.assay_diagnostic_length(borrowed) or None,
        pointer=text(lib.assay_diagnostic_pointer(borrowed)),
        hint=text(lib.assay_diagnostic_hint(borrowed)),
    )


def raise_for(error: Any, fails_as: Type[AssayError]) -> None:
    """Nothing for NULL; else the error as an exception, and the C object deleted."""
    if error == ffi.NULL:
        return
    error = ffi.gc(error, lib.assay_error_delete)
    code = lib.assay_error_code(error)
    if code == lib.ASSAY_ERROR_OUT_OF_MEMORY:
        raise MemoryError("assay: out of memory")
    diagnostics = tuple(
        diagnostic(lib.assay_error_diagnostic_at(error, index))
        for index in range(lib.assay_error_diagnostic_count(error))
    )
    if fails_as is AssessError:
        fails_as = {lib.ASSAY_ERROR_CANCELLED: Cancelled, lib.ASSAY_ERROR_LIMIT: LimitReached}.get(code, AssessError)
    raise fails_as(
        code=text(lib.assay_error_name(code)),
        message=text(lib.assay_error_message(error)),
        rendered=text(lib.assay_error_rendered(error)),
        diagnostics=diagnostics,
    )


def done(call: Callable[[], Any], fails_as: Type[AssayError]) -> None:
    """Calls what can fail and gives nothing."""
    raise_for(call(), fails_as)


def made(kind: str, call: Callable[[Any], Any], fails_as: Type[AssayError]) -> Any:
    """What `call` puts into its out parameter, an owned handle of the type assay_`kind`."""
    out = ffi.new(f"assay_{kind} **")
    raise_for(call(out), fails_as)
    return ffi.gc(out[0], getattr(lib, f"assay_{kind}_delete"))


def written(call: Callable[[Any], Any], fails_as: Type[AssayError]) -> str:
    """The text that `call` puts into its out parameter, an assay_string."""
    string = made("string", call, fails_as)
    return text(lib.assay_string_text(string))
