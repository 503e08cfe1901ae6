"""Telling how far an assessment is."""

from __future__ import annotations

import importlib
from typing import Any, Callable, Optional, Tuple, Union

# Is told how many items are done, of how many.
Progress = Callable[[int, int], Any]


def shown(progress: Union[bool, Progress, None]) -> Tuple[Optional[Progress], Callable[[], None]]:
    """Whom to tell, and what to call at the end. True is a bar of tqdm, and nobody where that is not installed."""
    if progress is None or progress is False:
        return None, _nothing
    if progress is not True:
        if not callable(progress):
            raise TypeError("progress must be True, False or callable")
        return progress, _nothing
    try:
        bar = importlib.import_module("tqdm.auto").tqdm(total=0, unit="item", desc="assess", leave=False)
    except ImportError:
        return None, _nothing

    def tell(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)

    return tell, bar.close


def _nothing() -> None:
    pass
