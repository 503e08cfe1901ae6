"""Rules written as Python expressions: what comes out is their text.

    from assay import cel

    person, params = cel.name("person"), cel.name("params")
    str(person.ndas.exists(lambda n: n.date <= person.start + cel.name("days")(params.joiner_nda_days)))
    # person.ndas.exists(n, n.date <= person.start + days(params.joiner_nda_days))

Nothing is known here of records and functions: an attribute is a field, a call is a call, a lambda names what a macro
walks over. Whether the rule makes sense is found out when the pack is loaded, with a place in the text. Wherever a
pack in a dict has the text of a rule, it may have such an expression.

``&``, ``|`` and ``~`` are the language's ``&&``, ``||`` and ``!``. They bind more tightly in Python than comparisons do, so
write ``(a <= b) & (c > d)``. ``and``, ``or``, ``not``, ``in``, ``if`` and ``a < b < c`` cannot be written down: they ask for a
truth that a rule does not have yet, and are a TypeError.
"""

from __future__ import annotations

import datetime
import inspect
import math
from decimal import Decimal
from typing import Any, Callable, List, NoReturn, Sequence, Tuple, Union

__all__ = ["Expression", "Operand", "choose", "is_in", "literal", "name"]

# How tightly what an expression ends in binds; as in CEL.
_CHOICE, _OR, _AND, _RELATION, _SUM, _PRODUCT, _SIGN, _PLAIN = range(8)


class Expression:
    """A piece of rule text. ``str()`` is that text."""

    __slots__ = ("_cel_text", "_cel_binds")

    def __init__(self, text: str, binds: int = _CHOICE):
        """A rule as it is written. Unless it is said how tightly it binds, it is put into parentheses where it is used."""
        self._cel_text = text
        self._cel_binds = binds

    def __getattr__(self, field: str) -> Expression:
        """A field, or a function or macro that is called next."""
        if field.startswith("_"):
            raise AttributeError(field)  # What Python asks of every object; no field begins so.
        return Expression(f"{_at(self, _PLAIN)}.{field}", _PLAIN)

    def __getitem__(self, index: Operand) -> Expression:
        """An element of a list."""
        return Expression(f"{_at(self, _PLAIN)}[{literal(index)}]", _PLAIN)

    def __call__(self, *arguments: Union[Operand, Callable[..., Operand]]) -> Expression:
        """A call. A lambda stands for what a macro asks of each: its argument is the name that the text uses for it."""
        written: List[str] = []
        named: Tuple[str, ...] = ()
        for argument in arguments:
            if isinstance(argument, Expression) or not callable(argument):
                written.append(str(literal(argument)))
                continue
            names = tuple(inspect.signature(argument).parameters)
            if names != named:  # A second lambda over the same names is one more condition of the same macro.
                written.extend(names)
            named = names
            written.append(str(literal(argument(*(name(each) for each in names)))))
        return Expression(f"{_at(self, _PLAIN)}({', '.join(written)})", _PLAIN)

    def __and__(self, other: Operand) -> Expression:
        return _infix(self, "&&", other, _AND)

    def __rand__(self, other: Operand) -> Expression:
        return _infix(other, "&&", self, _AND)

    def __or__(self, other: Operand) -> Expression:
        return _infix(self, "||", other, _OR)

    def __ror__(self, other: Operand) -> Expression:
        return _infix(other, "||", self, _OR)

    def __invert__(self) -> Expression:
        return Expression(f"!{_at(self, _SIGN)}", _SIGN)

    def __neg__(self) -> Expression:
        return Expression(f"-{_at(self, _SIGN)}", _SIGN)

    def __eq__(self, other: Operand) -> Expression:  # type: ignore[override]
        return _infix(self, "==", other, _RELATION)

    def __ne__(self, other: Operand) -> Expression:  # type: ignore[override]
        return _infix(self, "!=", other, _RELATION)

    def __lt__(self, other: Operand) -> Expression:
        return _infix(self, "<", other, _RELATION)

    def __le__(self, other: Operand) -> Expression:
        return _infix(self, "<=", other, _RELATION)

    def __gt__(self, other: Operand) -> Expression:
        return _infix(self, ">", other, _RELATION)

    def __ge__(self, other: Operand) -> Expression:
        return _infix(self, ">=", other, _RELATION)

    def __add__(self, other: Operand) -> Expression:
        return _infix(self, "+", other, _SUM)

    def __radd__(self, other: Operand) -> Expression:
        return _infix(other, "+", self, _SUM)

    def __sub__(self, other: Operand) -> Expression:
        return _infix(self, "-", other, _SUM)

    def __rsub__(self, other: Operand) -> Expression:
        return _infix(other, "-", self, _SUM)

    def __mul__(self, other: Operand) -> Expression:
        return _infix(self, "*", other, _PRODUCT)

    def __rmul__(self, other: Operand) -> Expression:
        return _infix(other, "*", self, _PRODUCT)

    def __truediv__(self, other: Operand) -> Expression:
        return _infix(self, "/", other, _PRODUCT)

    def __rtruediv__(self, other: Operand) -> Expression:
        return _infix(other, "/", self, _PRODUCT)

    def __mod__(self, other: Operand) -> Expression:
        return _infix(self, "%", other, _PRODUCT)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "a rule has no truth before it is run: write & | ~ for and or not, cel.is_in for in, cel.choose for if, and "
            "two comparisons for one with three sides"
        )

    # Else an index would make it something to walk over without an end.
    __iter__ = None
    __contains__ = None
    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        return self._cel_text

    def __repr__(self) -> str:
        return f"<Expression {self._cel_text}>"


# What may stand beside an operator.
Operand = Union[Expression, bool, int, float, Decimal, str, datetime.date, datetime.timedelta, Sequence[Any]]


def name(word: str) -> Expression:
    """What rules know by that name: a record, ``params``, ``as_of``, ``org``, or a function that is called next."""
    if not all(part.isidentifier() for part in word.split(".")):
        raise ValueError(f"{word!r} is not a name")
    return Expression(word, _PLAIN)


def literal(value: Operand) -> Expression:
    """A value as the language writes it; an expression as it is.

    A float or Decimal is a number with a fraction, which the language takes for a double; a date is ``date('2026-03-31')``,
    a timedelta of whole days ``days(30)``. TypeError for None, for a point in time, and for anything else.
    """
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool):
        return Expression("true" if value else "false", _PLAIN)
    if isinstance(value, int):
        return Expression(int.__repr__(value), _PLAIN if value >= 0 else _SIGN)
    if isinstance(value, (float, Decimal)) and math.isfinite(value):
        written = float.__repr__(value) if isinstance(value, float) else format(value, "f")
        if not set(written) & set(".e"):
            written += ".0"  # Else it were an int.
        return Expression(written, _SIGN if written.startswith("-") else _PLAIN)
    if isinstance(value, str):
        return Expression(_quoted(str(value)), _PLAIN)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return Expression(f"date('{value.isoformat()}')", _PLAIN)
    if isinstance(value, datetime.timedelta) and value == datetime.timedelta(days=value.days):
        return Expression(f"days({value.days})", _PLAIN)
    if isinstance(value, (list, tuple)):
        return Expression(f"[{', '.join(str(literal(element)) for element in value)}]", _PLAIN)
    raise TypeError(f"{value!r} cannot be written in a rule")


def is_in(value: Operand, elements: Operand) -> Expression:
    """Whether a list has it: ``value in elements``."""
    return _infix(value, "in", elements, _RELATION)


def choose(condition: Operand, then: Operand, otherwise: Operand) -> Expression:
    """One value or another: ``condition ? then : otherwise``."""
    return Expression(
        f"{_at(literal(condition), _OR)} ? {_at(literal(then), _OR)} : {_at(literal(otherwise), _CHOICE)}", _CHOICE
    )


def _infix(left: Operand, sign: str, right: Operand, binds: int) -> Expression:
    # Operators group from the left, so what stands right must bind more tightly; of two comparisons both, for readers.
    left_binds = binds + 1 if binds == _RELATION else binds
    return Expression(f"{_at(literal(left), left_binds)} {sign} {_at(literal(right), binds + 1)}", binds)


def _at(expression: Expression, binds: int) -> str:
    """The text, in parentheses unless it binds at least so tightly."""
    text = str(expression)
    return text if expression._cel_binds >= binds else f"({text})"


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "'" + "".join(escapes.get(character, character) for character in value) + "'"
