"""What assessing, explaining and drawing are asked with: the day, the parameters, and who is asked meanwhile."""

from __future__ import annotations

import datetime
import json
import threading
from decimal import Decimal
from typing import Any, Callable, List, Mapping, Optional, Sequence, Union

from . import _log
from ._calls import calls
from ._library import give_text, lib, texts_into
from ._native import ffi
from ._progress import Progress, shown

Scalar = Union[bool, int, Decimal, str, datetime.date]
# What a parameter may be set to. A number with a fraction is a Decimal: a float would not be the number that was written.
ParameterValue = Union[Scalar, Sequence[Scalar]]
Day = Union[datetime.date, str, None]


_ended = threading.local()


def interrupt(error: BaseException) -> None:
    """Ends the call that this thread is in, as soon as it asks, with `error`, unless it is ended already."""
    if not is_ended():
        _ended.error = error
    _ended.is_ended = True


def is_ended() -> bool:
    """Whether the call that this thread is in has been ended, so that nothing that it still wants is of any use."""
    return calls.is_ending or getattr(_ended, "is_ended", False)


class Options:
    """An assay_assess_options, or an assay_sample_options, and all that it points to, as long as this lives.

    Used as a context around the call: what a callback raised comes out of it, whatever came of the call.
    """

    def __init__(self, kind: str, as_of: Day, parameters: Optional[Mapping[str, ParameterValue]]):
        self.pointer = ffi.new(f"{kind} *")
        self.pointer.struct_size = ffi.sizeof(kind)
        self._keep: List[Any] = []
        self._close: List[Callable[[], None]] = []
        self._calls_python = False
        self.text("as_of", day_text(as_of))
        self._give_settings(parameters or {})

    def text(self, member: str, value: str) -> None:
        """Sets a member that is an assay_text."""
        if not isinstance(value, str):
            raise TypeError(f"{member} must be a str, not {type(value).__name__}")
        give_text(getattr(self.pointer, member), value, self._keep)

    def texts(self, member: str, count: str, values: Sequence[str]) -> None:
        """Sets a member that is a list of assay_text."""
        array = texts_into(values, self._keep)
        setattr(self.pointer, member, array)
        setattr(self.pointer, count, len(array))

    def number(self, name: str, value: Optional[int], least: int, most: int, member: str = "") -> None:
        """Sets a member that is a whole number, unless it is None."""
        if value is None:
            return
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{name} must be an int, not {type(value).__name__}")
        if not least <= value <= most:
            raise ValueError(f"{name} must be at least {least}" if value < least else f"{name} must be at most {most}")
        setattr(self.pointer, member or name, value)

    def log(self) -> None:
        """Lets the library tell Python's logging, if anybody listens there."""
        callback = _log.callback()
        if callback is not None:
            self.pointer.log = callback
            self._calls_python = True

    def callbacks(
        self,
        pack: Any,
        is_cancelled: Optional[Callable[[], bool]] = None,
        progress: Union[bool, Progress, None] = None,
    ) -> None:
        """Sets who is asked, and told, while it goes on.

        It is asked in Python's main thread even if nobody wants to be: signals are handled there when it runs Python, so that
        Ctrl-C ends the call. And in others where the call runs Python at all, because it has to come back when Python ends.
        Else nobody is asked: to wait for Python's lock beside a busy thread takes milliseconds each time. An exception
        cannot pass through C; it is kept, and cancels.
        """
        if is_cancelled is not None and not callable(is_cancelled):
            raise TypeError("is_cancelled must be callable")
        told, close = shown(progress)
        self._close.append(close)

        def ask(_user: Any) -> int:
            if not is_ended() and is_cancelled is not None and is_cancelled():
                _ended.is_ended = True
            return 1 if is_ended() else 0

        def tell(_user: Any, done: int, total: int) -> None:
            if not is_ended() and told is not None:
                told(done, total)

        def keep_exception(_kind: Any, error: BaseException, _trace: Any) -> None:
            interrupt(error)

        if is_cancelled is not None or told is not None or lib.assay_pack_function_count(pack):
            self._calls_python = True
        if self._calls_python or threading.current_thread() is threading.main_thread():
            self._calls_python = True
            self._call("is_cancelled", ffi.callback("int32_t(void *)", ask, error=1, onerror=keep_exception))
        if told is not None:
            self._call("progress", ffi.callback("void(void *, size_t, size_t)", tell, onerror=keep_exception))

    def _call(self, member: str, callback: Any) -> None:
        self._keep.append(callback)  # What is read back from the member does not keep it.
        setattr(self.pointer, member, callback)

    def __enter__(self) -> Any:
        if self._calls_python:
            calls.__enter__()
        return self.pointer

    def __exit__(self, *_: Any) -> None:
        if self._calls_python:
            calls.__exit__()
        for close in self._close:
            close()
        error = getattr(_ended, "error", None)
        _ended.error, _ended.is_ended = None, False
        if error is not None:
            raise error from None

    def _give_settings(self, parameters: Mapping[str, ParameterValue]) -> None:
        settings = ffi.new("assay_setting[]", len(parameters))
        self._keep.append(settings)
        for setting, (name, value) in zip(settings, parameters.items()):
            give_text(setting.name, name, self._keep)
            give_text(setting.value, _json(name, value), self._keep)
        self.pointer.settings = settings
        self.pointer.setting_count = len(parameters)


def day_text(day: Day) -> str:
    """A day as the library takes it; empty for None."""
    if day is None:
        return ""
    if isinstance(day, datetime.datetime):
        raise TypeError("as_of must be a date: which day a point in time falls on depends on the place")
    if isinstance(day, datetime.date):
        return day.isoformat()
    if isinstance(day, str):
        if not day:
            raise ValueError("as_of is empty: give a day, or None")
        return day
    raise TypeError(f"as_of must be a date or a str, not {type(day).__name__}")


def _json(name: str, value: ParameterValue) -> str:
    if isinstance(value, (bool, int, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return json.dumps(value.isoformat())
    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return "[" + ", ".join(_json(name, element) for element in value) + "]"
    raise TypeError(f"{name}: {value!r} cannot be a parameter; numbers with a fraction are decimal.Decimal")
