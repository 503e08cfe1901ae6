"""Rules written as Python expressions: what comes out is their text.

    from assay import cel

    person, params = cel.name("person"), cel.name("params")
    str(person.ndas.exists(lambda n: n.date <= person.start + cel.name("days")(params.joiner_nda_days)))
    # person.ndas.exists(n, n.date <= person.start + days(params.joiner_nda_days))

Nothing is known here of records and functions: an attribute is a field, a call is a call, a lambda names what a macro
walks over. Whether the rule makes sense is found out when the pack is loaded, with a place in the text. Wherever a
pack in a dict has the text of a rule, it may have such an expression.

Names mean what they mean in Python: where the argument of a lambda is called like something else that its body uses, as
with a helper that makes lambdas, the text has another name for it, ``x2`` for ``x``. Parameters with a default, as in
``lambda n, day=day: n.date == day``, are no names of the text.

``&``, ``|`` and ``~`` are the language's ``&&``, ``||`` and ``!``. They bind more tightly in Python than comparisons do, so
write ``(a <= b) & (c > d)``. ``and``, ``or``, ``not``, ``in``, ``if`` and ``a < b < c`` cannot be written down: they ask for a
truth that a rule does not have yet, and are a TypeError.
"""

from __future__ import annotations

import datetime
import inspect
import math
from decimal import Decimal
import re
from typing import Any, Callable, Dict, FrozenSet, List, NoReturn, Sequence, Set, Tuple, Union

__all__ = ["Expression", "Operand", "choose", "is_in", "literal", "name"]

# How tightly what an expression ends in binds; as in CEL.
_CHOICE, _OR, _AND, _RELATION, _SUM, _PRODUCT, _SIGN, _PLAIN = range(8)


# Names that a text has, and of each what is meant: the variable of a lambda, None for what rules know by the name, or
# _TEXT where it stands in a text that was written by hand.
_Names = FrozenSet[Tuple[str, object]]
_TEXT = object()
_WORD = re.compile(r"[^\W\d]\w*")


class Expression:
    """A piece of rule text. ``str()`` is that text."""

    __slots__ = ("_cel_text", "_cel_binds", "_cel_names")

    def __init__(self, text: str, binds: int = _CHOICE):
        """A rule as it is written. Unless it is said how tightly it binds, it is put into parentheses where it is used."""
        self._cel_text = text
        self._cel_binds = binds
        # What it names outside of itself, each with what is meant. What a text means is not known.
        self._cel_names: _Names = frozenset((word, _TEXT) for word in _WORD.findall(text))

    def __getattr__(self, field: str) -> Expression:
        """A field, or a function or macro that is called next."""
        if field.startswith("_"):
            raise AttributeError(field)  # What Python asks of every object; no field begins so.
        return _joined(f"{_at(self, _PLAIN)}.{field}", _PLAIN, self)

    def __getitem__(self, index: Operand) -> Expression:
        """An element of a list."""
        element = literal(index)
        return _joined(f"{_at(self, _PLAIN)}[{element}]", _PLAIN, self, element)

    def __call__(self, *arguments: Union[Operand, Callable[..., Operand]]) -> Expression:
        """A call. A lambda stands for what a macro asks of each: its argument is the name that the text uses for it."""
        # Lambdas over the same names are conditions of the same macro.
        lambdas: Dict[Tuple[str, ...], Dict[int, Callable[..., Operand]]] = {}
        for index, argument in enumerate(arguments):
            if callable(argument) and not isinstance(argument, Expression):
                lambdas.setdefault(_parameters(argument), {})[index] = argument
        bodies: Dict[int, Tuple[Tuple[str, ...], Expression]] = {}
        for parameters, functions in lambdas.items():
            used, said = _bound(parameters, list(functions.values()))
            bodies.update((index, (used, body)) for index, body in zip(functions, said))
        written: List[str] = []
        parts: List[Expression] = [self]
        named: Tuple[str, ...] = ()
        for index, argument in enumerate(arguments):
            names, part = bodies[index] if index in bodies else ((), literal(argument))  # type: ignore[arg-type]
            if names and names != named:
                written.extend(names)
                named = names
            written.append(str(part))
            parts.append(part)
        return _joined(f"{_at(self, _PLAIN)}({', '.join(written)})", _PLAIN, *parts)

    def __and__(self, other: Operand) -> Expression:
        return _infix(self, "&&", other, _AND)

    def __rand__(self, other: Operand) -> Expression:
        return _infix(other, "&&", self, _AND)

    def __or__(self, other: Operand) -> Expression:
        return _infix(self, "||", other, _OR)

    def __ror__(self, other: Operand) -> Expression:
        return _infix(other, "||", self, _OR)

    def __invert__(self) -> Expression:
        return _joined(f"!{_at(self, _SIGN)}", _SIGN, self)

    def __neg__(self) -> Expression:
        return _joined(f"-{_at(self, _SIGN)}", _SIGN, self)

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
    return _named(word, None)


def literal(value: Operand) -> Expression:
    """A value as the language writes it; an expression as it is.

    A float or Decimal is a number with a fraction, which the language takes for a double; a date is ``date('2026-03-31')``,
    a timedelta of whole days ``days(30)``. TypeError for None, for a point in time, and for anything else.
    """
    if isinstance(value, Expression):
        return value
    if isinstance(value, bool):
        return _joined("true" if value else "false", _PLAIN)
    if isinstance(value, int):
        return _joined(int.__repr__(value), _PLAIN if value >= 0 else _SIGN)
    if isinstance(value, (float, Decimal)) and math.isfinite(value):
        written = float.__repr__(value) if isinstance(value, float) else format(value, "f")
        if not set(written) & set(".e"):
            written += ".0"  # Else it were an int.
        return _joined(written, _SIGN if written.startswith("-") else _PLAIN)
    if isinstance(value, str):
        return _joined(_quoted(str(value)), _PLAIN)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return _joined(f"date('{value.isoformat()}')", _PLAIN)
    if isinstance(value, datetime.timedelta) and value == datetime.timedelta(days=value.days):
        return _joined(f"days({value.days})", _PLAIN)
    if isinstance(value, (list, tuple)):
        elements = [literal(element) for element in value]
        return _joined(f"[{', '.join(map(str, elements))}]", _PLAIN, *elements)
    raise TypeError(f"{value!r} cannot be written in a rule")


def is_in(value: Operand, elements: Operand) -> Expression:
    """Whether a list has it: ``value in elements``."""
    return _infix(value, "in", elements, _RELATION)


def choose(condition: Operand, then: Operand, otherwise: Operand) -> Expression:
    """One value or another: ``condition ? then : otherwise``."""
    asked, yes, no = literal(condition), literal(then), literal(otherwise)
    return _joined(f"{_at(asked, _OR)} ? {_at(yes, _OR)} : {_at(no, _CHOICE)}", _CHOICE, asked, yes, no)


def _infix(left: Operand, sign: str, right: Operand, binds: int) -> Expression:
    # Operators group from the left, so what stands right must bind more tightly; of two comparisons both, for readers.
    left_binds = binds + 1 if binds == _RELATION else binds
    one, other = literal(left), literal(right)
    return _joined(f"{_at(one, left_binds)} {sign} {_at(other, binds + 1)}", binds, one, other)


def _at(expression: Expression, binds: int) -> str:
    """The text, in parentheses unless it binds at least so tightly."""
    text = str(expression)
    return text if expression._cel_binds >= binds else f"({text})"


def _joined(text: str, binds: int, *parts: Expression) -> Expression:
    """A text with parts that are expressions, in which nothing else is named."""
    made = Expression("", binds)
    made._cel_text = text
    made._cel_names = frozenset().union(*(part._cel_names for part in parts))
    return made


def _named(word: str, meant: object) -> Expression:
    made = _joined(word, _PLAIN)
    made._cel_names = frozenset({(word.split(".")[0], meant)})
    return made


def _parameters(function: Callable[..., Any]) -> Tuple[str, ...]:
    """What a macro has names for: parameters without a default, which are not closures written the other way."""
    parameters = inspect.signature(function).parameters.values()
    names = tuple(each.name for each in parameters if each.default is each.empty and each.kind is not each.VAR_KEYWORD)
    if not names or any(each.kind in (each.VAR_POSITIONAL, each.KEYWORD_ONLY) and each.name in names for each in parameters):
        raise TypeError(
            "a lambda in a rule has one parameter for each name that its macro binds: `lambda n: ...`, or `lambda i, n: ...`"
        )
    return names


def _bound(
    names: Tuple[str, ...], functions: Sequence[Callable[..., Operand]]
) -> Tuple[Tuple[str, ...], List[Expression]]:
    """What functions over the same names say, and the names in it: others where one would hide what a body uses."""
    used = list(names)
    while True:
        variables = [_named(each, object()) for each in used]
        own: _Names = frozenset().union(*(variable._cel_names for variable in variables))
        bodies = [literal(function(*variables)) for function in functions]
        others = frozenset().union(*(body._cel_names for body in bodies)) - own
        hidden = {word for word, meant in others if meant is not _TEXT}
        if not hidden.intersection(used):
            return tuple(used), [_without(own, body) for body in bodies]
        taken = {word for word, _ in others} | set(used)
        used = [_fresh(each, taken) if each in hidden else each for each in used]


def _without(own: _Names, body: Expression) -> Expression:
    """The same text, outside of which those names mean nothing."""
    closed = _joined(body._cel_text, body._cel_binds)
    closed._cel_names = body._cel_names - own
    return closed


def _fresh(word: str, taken: Set[str]) -> str:
    stem, number = word.rstrip("0123456789"), 2
    while f"{stem}{number}" in taken:
        number += 1
    taken.add(f"{stem}{number}")
    return f"{stem}{number}"


def _quoted(value: str) -> str:
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "'" + "".join(escapes.get(character, character) for character in value) + "'"
