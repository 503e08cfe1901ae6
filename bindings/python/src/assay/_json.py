"""Python values as JSON, for packs and facts that are written as dicts."""

from __future__ import annotations

import datetime
import enum
import json
import math
from decimal import Decimal
from typing import Any, List, Mapping

from .cel import Expression


def json_of(value: Any) -> str:
    """The JSON of a dict and what is in it.

    Besides what JSON knows: mappings and sequences of every kind, ``Decimal`` to its last digit, dates, points in time
    that have a zone, words of enumerations, and expressions. TypeError or ValueError for anything else, with its place.
    """
    written: List[str] = []
    _write(value, "", written)
    return "".join(written)


def _write(value: Any, place: str, out: List[str]) -> None:
    if isinstance(value, enum.Enum):
        value = value.value
    if value is None or isinstance(value, (bool, str)):
        out.append(json.dumps(value, ensure_ascii=False))
    elif isinstance(value, int):
        out.append(int.__repr__(value))
    elif isinstance(value, (float, Decimal)):
        if not math.isfinite(value):
            raise ValueError(f"{place or '/'}: {value} is no value; what is not known is None")
        out.append(format(value, "f") if isinstance(value, Decimal) else float.__repr__(value))
    elif isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise ValueError(f"{place or '/'}: {value} has no time zone; give it one, or give a date")
        out.append(json.dumps(value.isoformat()))
    elif isinstance(value, datetime.date):
        out.append(json.dumps(value.isoformat()))
    elif isinstance(value, Expression):
        out.append(json.dumps(str(value), ensure_ascii=False))
    elif isinstance(value, Mapping):
        _write_members(value, place, out)
    elif hasattr(value, "__iter__") and not isinstance(value, (bytes, bytearray, memoryview)):
        out.append("[")
        for index, element in enumerate(value):
            out.append(", " if index else "")
            _write(element, f"{place}/{index}", out)
        out.append("]")
    else:
        raise TypeError(f"{place or '/'}: {type(value).__name__} cannot be written as JSON")


def _write_members(value: Mapping[Any, Any], place: str, out: List[str]) -> None:
    out.append("{")
    for index, (name, member) in enumerate(value.items()):
        if not isinstance(name, str):
            raise TypeError(f"{place or '/'}: the name of a member must be a str, not {type(name).__name__}")
        out.append((", " if index else "") + json.dumps(str(name), ensure_ascii=False) + ": ")
        _write(member, f"{place}/{name}", out)
    out.append("}")
