"""What goes wrong, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Tuple, Type


@dataclass(frozen=True)
class Diagnostic:
    """One fault in a text that somebody wrote: a pack, a rule in it, facts, a parameter."""

    code: str
    """Stable, ``"<room>.<what>"``: ``"json.duplicate-key"``. Decide by this, never by the message."""
    severity: str
    """``"error"`` or ``"warning"``."""
    message: str
    """What is wrong, in one line."""
    file: str
    """As the text was called when it was handed in; may be empty."""
    line: Optional[int]
    """From 1; None where there is no line."""
    column: Optional[int]
    """From 1, in code points."""
    length: Optional[int]
    """How much from there on is meant, in code points; None where that is not known."""
    pointer: str
    """JSON pointer into the document: ``"/people/3/start"``."""
    hint: str
    """What to do, or empty."""


class AssayError(Exception):
    """Something was refused.

    ``str(error)`` shows every fault with its place and the line it is in; ``error.diagnostics`` holds the same for
    programs. Everything in it is a value of its own, so that it can be kept, pickled and shown elsewhere.

    What was being done decides the class: :class:`PackError`, :class:`FactsError`, :class:`AssessError`. What Python has
    a word for is no AssayError: TypeError and ValueError for arguments that are none, ValueError for what is closed,
    OSError for files, ImportError for packages that are not installed, MemoryError.
    """

    def __init__(self, *, code: str, message: str, rendered: str = "", diagnostics: Tuple[Diagnostic, ...] = ()):
        super().__init__(rendered.rstrip("\n") or message)
        self.code = code
        """``"invalid_argument"``, ``"not_found"``, ``"limit"``, ``"cancelled"`` or ``"internal"``."""
        self.message = message
        """One line that says what was refused."""
        self.diagnostics = diagnostics
        """Every fault that was found, in the order of the text, and warnings; empty unless a text was at fault."""

    def __reduce__(self) -> Tuple[Any, ...]:
        return _again, (type(self), self.code, self.message, str(self), self.diagnostics)


def _again(
    kind: Type[AssayError], code: str, message: str, rendered: str, diagnostics: Tuple[Diagnostic, ...]
) -> AssayError:
    return kind(code=code, message=message, rendered=rendered, diagnostics=diagnostics)


class PackError(AssayError):
    """A pack cannot be found, or is at fault."""


class FactsError(AssayError):
    """Facts are at fault; nothing of them was kept."""


class AssessError(AssayError):
    """An assessment, an account of somebody or a sample could not be made: no day, a wrong parameter, no such check."""


class LimitReached(AssessError):
    """Not enough steps or memory: see ``step_budget`` and ``memory_limit_bytes`` of :func:`assay.assess`."""


class Cancelled(AssessError):
    """``is_cancelled`` of :func:`assay.assess` said so."""
