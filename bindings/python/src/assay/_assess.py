"""Assessing: a pack, facts, a day and parameters in; an assessment out."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any, Callable, List, Mapping, Optional, Sequence, Union

from ._assessment import Assessment
from ._errors import AssessError
from ._facts import Facts
from ._library import give_text, lib, made
from ._native import ffi
from ._pack import Pack

Scalar = Union[bool, int, Decimal, str, datetime.date]
# What a parameter may be set to. A number with a fraction is a Decimal: a float would not be the number that was written.
ParameterValue = Union[Scalar, Sequence[Scalar]]


def assess(
    pack: Pack,
    facts: Facts,
    *,
    as_of: Union[datetime.date, str, None] = None,
    language: str = "en",
    step_budget: Optional[int] = None,
    is_cancelled: Optional[Callable[[], bool]] = None,
    parameters: Optional[Mapping[str, ParameterValue]] = None,
    **params: ParameterValue,
) -> Assessment:
    """Judges every rule of ``pack`` over ``facts``.

    ``as_of`` is the day that is judged, at its end; unless given, the one that the facts name. The pack's parameters
    are set by name, or, where a name is not Python's to write or is an argument here, through ``parameters``::

        assay.assess(pack, facts, as_of="2026-03-31", briefing_coverage_pct=80)

    A parameter is a bool, an int, a Decimal, a str, a date, or a sequence of them. ``language`` is that of titles and
    findings; where the pack lacks it, they are in the pack's own.

    ``step_budget`` is how many steps of evaluation there may be, 100 billion unless given. ``is_cancelled`` is asked now
    and then, in this thread, and ends it with True; what it raises comes out of here, and so does Ctrl-C,
    which without it waits for the end.

    Other Python threads run meanwhile. Any number may assess the same pack and facts at once, and gets the same bytes.
    Pack and facts may be closed meanwhile or later: an assessment is complete in itself.

    Raises :class:`AssessError`: ``invalid_argument`` without a day, for a day that is none, for facts that were read for
    a pack of other record types, and for parameters that the pack does not have or that are out of their bounds, all of
    which are in its diagnostics; ``limit`` when the steps are used up; ``cancelled``. TypeError for a value that cannot
    be a parameter, ValueError for a closed pack or closed facts. A rule that errs is no exception but a verdict.
    """
    if not isinstance(pack, Pack):
        raise TypeError(f"pack must be an assay.Pack, not {type(pack).__name__}")
    if not isinstance(facts, Facts):
        raise TypeError(f"facts must be an assay.Facts, not {type(facts).__name__}")
    keep: List[Any] = []
    options = ffi.new("assay_assess_options *")
    options.struct_size = ffi.sizeof("assay_assess_options")
    give_text(options.as_of, _day(as_of), keep)
    give_text(options.language, language, keep)
    _give_settings(options, {**(parameters or {}), **params}, keep)
    if step_budget is not None:
        if not 0 < step_budget < 2**63:
            raise ValueError("step_budget must be positive")
        options.step_budget = step_budget

    raised: List[BaseException] = []
    if is_cancelled is not None:
        keep.append(_callback(is_cancelled, raised))
        options.is_cancelled = keep[-1]
    pack_handle, facts_handle = pack._open(), facts._open()
    try:
        handle = made(
            "assessment", lambda out: lib.assay_assess(pack_handle, facts_handle, options, out), AssessError
        )
    finally:
        if raised:  # Whatever came of the call came of this.
            raise raised[0] from None
    return Assessment(handle)


def _day(day: Union[datetime.date, str, None]) -> str:
    if day is None:
        return ""
    if isinstance(day, datetime.datetime):
        raise TypeError("as_of must be a date: which day a point in time falls on depends on the place")
    return day if isinstance(day, str) else day.isoformat()


def _callback(is_cancelled: Callable[[], bool], raised: List[BaseException]) -> Any:
    """`is_cancelled` as a function of C. What it raises cannot pass through C: it is put into `raised`, and cancels."""

    def ask(_user: Any) -> int:
        return 1 if is_cancelled() else 0

    def keep_exception(_kind: Any, error: BaseException, _trace: Any) -> None:
        raised.append(error)

    return ffi.callback("int32_t(void *)", ask, error=1, onerror=keep_exception)


def _give_settings(options: Any, parameters: Mapping[str, ParameterValue], keep: List[Any]) -> None:
    settings = ffi.new("assay_setting[]", len(parameters))
    keep.append(settings)
    for setting, (name, value) in zip(settings, parameters.items()):
        give_text(setting.name, name, keep)
        give_text(setting.value, _json(name, value), keep)
    options.settings = settings
    options.setting_count = len(parameters)


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
