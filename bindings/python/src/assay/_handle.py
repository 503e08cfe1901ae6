"""What packs, facts and assessments have in common: each owns a handle of the library, and may give it back early."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Callable, ClassVar, Optional, Type, TypeVar

from ._library import text

Self = TypeVar("Self", bound="Handle")


class Handle:
    """Owns a cffi pointer that deletes what it points to when nobody refers to it any more.

    Closing gives up this object's reference. A call that is under way in another thread has one of its own, so that what
    it reads stays until it returns.
    """

    _noun: ClassVar[str]

    def __init__(self, handle: Any):
        self._handle: Optional[Any] = handle

    def _open(self) -> Any:
        """The pointer. Whoever reads through it holds it in a variable until what was borrowed is copied."""
        handle = self._handle
        if handle is None:
            raise ValueError(f"the {self._noun} is closed")
        return handle

    def _text(self, read: Callable[[Any], Any]) -> str:
        handle = self._open()
        return text(read(handle))

    def close(self) -> None:
        """Frees it as soon as no call uses it any more. May be called twice; all other use then raises ValueError."""
        self._handle = None

    def __enter__(self: Self) -> Self:
        self._open()
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()
