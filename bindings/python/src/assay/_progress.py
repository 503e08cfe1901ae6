"""Telling how far an assessment is."""

from __future__ import annotations

import importlib
from typing import Any, Callable, List, Optional, Tuple, Union

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
        tqdm = importlib.import_module("tqdm.auto").tqdm
    except ImportError:
        return None, _nothing
    bars: List[Any] = []

    def tell(done: int, total: int) -> None:
        if not bars:
            bars.append(tqdm(total=total, unit="item", desc="assess", leave=False))
        bars[0].update(done - bars[0].n)

    def close() -> None:
        for bar in bars:
            bar.close()

    return tell, close


def _nothing() -> None:
    pass
