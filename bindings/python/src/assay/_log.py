"""What the library says goes to Python's logging, under the name "assay"; nothing, unless somebody listens there."""

from __future__ import annotations

import logging
from typing import Any, Optional

from ._library import for_ever, lib, text
from ._native import ffi

logger = logging.getLogger("assay")
logger.addHandler(logging.NullHandler())  # Else Python prints warnings for programs that set up no logging.
_made: Optional[Any] = None


def callback() -> Optional[Any]:
    """An assay_log; None where nobody would be told. One serves all calls and threads, and is never given back."""
    global _made
    if not (logger.isEnabledFor(logging.WARNING) and _somebody_listens()):
        return None
    if _made is None:
        _made = for_ever(ffi.callback("void(void *, assay_log_level, assay_text)", _tell))
    return _made


def _somebody_listens() -> bool:
    listener: Optional[logging.Logger] = logger
    while listener is not None:
        if any(not isinstance(handler, logging.NullHandler) for handler in listener.handlers):
            return True
        listener = listener.parent if listener.propagate else None
    return False


def _tell(_user: Any, level: int, message: Any) -> None:
    logger.log(logging.WARNING if level == lib.ASSAY_LOG_WARNING else logging.INFO, "%s", text(message))
