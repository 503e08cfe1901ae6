"""The shared library: opened once, and how text, handles and errors cross over.

Nothing here is public. cffi calls the library without holding Python's lock, so that other threads run meanwhile.
"""

from __future__ import annotations

import pathlib
from fractions import Fraction
from typing import Any, Callable, List, Optional, Tuple, Type, Union

from ._errors import AssayError, Diagnostic
from ._native import ffi

lib: Any = ffi.dlopen(str(pathlib.Path(__file__).with_name("libassay_c.so")))

# What can be handed over as text in UTF-8 without copying it.
BytesLike = Union[bytes, bytearray, memoryview]


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


def diagnostic(borrowed: Any) -> Diagnostic:
    """A copy of an assay_diagnostic."""
    return Diagnostic(
        code=text(lib.assay_diagnostic_code(borrowed)),
        severity="warning" if lib.assay_diagnostic_severity(borrowed) == lib.ASSAY_SEVERITY_WARNING else "error",
        message=text(lib.assay_diagnostic_message(borrowed)),
        file=text(lib.assay_diagnostic_file(borrowed)),
        line=lib.assay_diagnostic_line(borrowed) or None,
        column=lib.assay_diagnostic_column(borrowed) or None,
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
    raise fails_as(
        code=text(lib.assay_error_name(code)),
        message=text(lib.assay_error_message(error)),
        rendered=text(lib.assay_error_rendered(error)),
        diagnostics=diagnostics,
    )


def made(kind: str, call: Callable[[Any], Any], fails_as: Type[AssayError]) -> Any:
    """What `call` puts into its out parameter, an owned handle of the type assay_`kind`."""
    out = ffi.new(f"assay_{kind} **")
    raise_for(call(out), fails_as)
    return ffi.gc(out[0], getattr(lib, f"assay_{kind}_delete"))
