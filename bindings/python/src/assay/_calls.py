"""Calls of the library that may call Python, so that Python does not end beneath them.

A thread that wants Python's lock when Python has ended is ended by it, in the middle of whatever it does; where that is a
callback out of the library, the process aborts. So when Python ends, calls of threads that it does not wait for are
cancelled, and waited for.
"""

from __future__ import annotations

import atexit
import os
import threading
from typing import Any

_SECONDS = 30


class Calls:
    """Counts calls, as a context around each."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self.is_ending = False

    def __enter__(self) -> None:
        with self._changed:
            if self.is_ending and threading.current_thread() is not threading.main_thread():
                raise RuntimeError("Python is ending")
            self._count += 1

    def __exit__(self, *_: Any) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def end(self) -> None:
        """Cancels what can be, and waits for all."""
        with self._changed:
            self.is_ending = True
            self._changed.wait_for(lambda: self._count == 0, _SECONDS)

    def forget(self) -> None:
        """For a child process, in which the other threads do not exist."""
        self._changed = threading.Condition()
        self._count = 0


calls = Calls()
atexit.register(calls.end)
os.register_at_fork(after_in_child=calls.forget)
