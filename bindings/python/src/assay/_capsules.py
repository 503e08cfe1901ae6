"""Arrow streams in and out of Python's capsules, by the Arrow PyCapsule interface.

Python's own functions must be called with its lock held, which cffi gives away: so these go through ctypes.
"""

from __future__ import annotations

import ctypes
import pathlib
import weakref
from typing import Any

from ._native import ffi

_python = ctypes.pythonapi
_get_pointer = _python.PyCapsule_GetPointer
_get_pointer.restype = ctypes.c_void_p
_get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]

_capsules = ctypes.PyDLL(str(pathlib.Path(__file__).with_name("libassay_capsules.so")))
_capsules.assay_capsule_of_stream.restype = ctypes.py_object
_capsules.assay_capsule_of_stream.argtypes = [ctypes.c_void_p]
_capsules.assay_stream_of_array.restype = ctypes.c_int
_capsules.assay_stream_of_array.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]


# Readers, which can be read once.
_spent: weakref.WeakSet[Any] = weakref.WeakSet()


class Stream:
    """An ArrowArrayStream that somebody made, and what must live as long as it is not read."""

    def __init__(self, pointer: Any, keep: Any):
        self.pointer = pointer
        self._keep = keep


def stream_of(source: Any) -> Stream:
    """The stream of whatever speaks Arrow's C interface: data frames, tables, readers, record batches.

    What `source` itself raises comes out. TypeError where it returns what is no stream, ValueError for a reader that was
    read here before: it would be empty now, and nobody would notice.
    """
    if hasattr(source, "__arrow_c_stream__"):
        if hasattr(source, "read_next_batch"):
            if source in _spent:
                raise ValueError(f"the {type(source).__name__} was read already")
            _spent.add(source)
        capsule = source.__arrow_c_stream__()
        return Stream(_pointer("struct ArrowArrayStream *", capsule, "arrow_array_stream", source), capsule)
    schema, array = source.__arrow_c_array__()
    schema_pointer = _pointer("struct ArrowSchema *", schema, "arrow_schema", source)
    array_pointer = _pointer("struct ArrowArray *", array, "arrow_array", source)
    out = ffi.gc(ffi.new("struct ArrowArrayStream *"), release)
    if _capsules.assay_stream_of_array(_address(schema_pointer), _address(array_pointer), _address(out)) != 0:
        raise MemoryError("assay: out of memory")
    return Stream(out, out)


def speaks_arrow(source: Any) -> bool:
    """Whether :func:`stream_of` can be asked. A class has the methods too, and is no table."""
    return not isinstance(source, type) and (
        hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__")
    )


def capsule_of(stream: Any) -> Any:
    """A capsule with the stream that is moved out of `stream`. It releases what nobody takes out of it."""
    try:
        return _capsules.assay_capsule_of_stream(_address(stream))
    finally:
        release(stream)  # Only if it is there still.


def release(stream: Any) -> None:
    """Releases a stream that nobody has moved away."""
    if stream.release != ffi.NULL:
        stream.release(stream)


def _pointer(kind: str, capsule: Any, name: str, source: Any) -> Any:
    if type(capsule).__name__ != "PyCapsule":
        raise TypeError(f"{type(source).__name__} gives no Arrow capsule but {type(capsule).__name__}")
    try:
        return ffi.cast(kind, _get_pointer(capsule, name.encode()))
    except ValueError:
        raise TypeError(f"{type(source).__name__} gives a capsule that is no {name}") from None


def _address(pointer: Any) -> int:
    return int(ffi.cast("uintptr_t", pointer))
