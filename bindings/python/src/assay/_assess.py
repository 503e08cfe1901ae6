"""Assessing: a pack, facts, a day and parameters in; an assessment out."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence, Tuple, Union

from ._assessment import Assessment
from ._errors import AssessError
from ._facts import Facts
from ._library import lib, made
from ._options import Day, Options, ParameterValue
from ._pack import Pack
from ._progress import Progress


def assess(
    pack: Pack,
    facts: Facts,
    *,
    as_of: Day = None,
    language: str = "en",
    threads: Optional[int] = None,
    progress: Union[bool, Progress, None] = None,
    is_cancelled: Optional[Callable[[], bool]] = None,
    step_budget: Optional[int] = None,
    memory_limit_bytes: Optional[int] = None,
    history_months: int = 0,
    history_items: Sequence[str] = (),
    explained_subjects: int = 10,
    parameters: Optional[Mapping[str, ParameterValue]] = None,
    **params: ParameterValue,
) -> Assessment:
    """Judges every rule of ``pack`` over ``facts``.

    ``as_of`` is the day that is judged, at its end; None, the one that the facts name. The pack's parameters
    are set by name, or, where a name is not Python's to write or is an argument here, through ``parameters``::

        assay.assess(pack, facts, as_of="2026-03-31", briefing_coverage_pct=80)

    A parameter is a bool, an int, a Decimal, a str, a date, or a sequence of them. ``language`` is that of titles and
    findings; where the pack lacks it, they are in the pack's own.

    ``history_months``, 1 to 24, looks for the day since which items have their rung, and for that on which they fall if
    nothing new arrives (:attr:`Item.since`, :attr:`Item.lapse`), of ``history_items`` or of all; it costs up to some
    hundred assessments. ``explained_subjects`` is of how many subjects a rule the findings hold evidence.

    ``threads`` is how many the library may use at once, 1 to 256, the calling one among them; unless given, as many as there
    are processors. It uses more than one only where a table has 50,000 records or more. Neither the result nor whether a
    limit is reached depends on it, and nothing of Python's is called from a thread of the library's.
    ``progress`` is told how many items are done and of how many, or True for a bar of tqdm, where that is installed.
    ``is_cancelled`` is asked now and then, and ends it with True. Both are called in this thread; what they raise ends it
    and comes out of here, and so does Ctrl-C. ``step_budget`` is how many steps of evaluation there may be, 100 billion
    unless given, ``memory_limit_bytes`` what evaluation may hold at a time, about, 4 GiB unless given; facts and assessment
    are not counted.

    Other Python threads run meanwhile. Any number may assess the same pack and facts at once, and gets the same bytes.
    Pack and facts may be closed meanwhile or later: an assessment is complete in itself.

    Raises :class:`AssessError`: ``invalid_argument`` without a day, for a day that is none, for facts that were read for
    a pack of other record types, and for parameters that the pack does not have or that are out of their bounds, all of
    which are in its diagnostics; :class:`LimitReached`; :class:`Cancelled`. TypeError or ValueError for a value that
    cannot be an argument, ValueError for a closed pack or closed facts. A rule that errs is no exception but a verdict.
    """
    pack_handle, facts_handle = opened(pack, facts)
    options = Options("assay_assess_options", as_of, {**(parameters or {}), **params})
    options.text("language", language)
    options.number("threads", threads, 1, 256)
    options.number("step_budget", step_budget, 1, 2**63 - 1)
    options.number("memory_limit_bytes", memory_limit_bytes, 1, 2**63 - 1)
    options.number("history_months", history_months, 0, 24)
    options.texts("history_items", "history_item_count", history_items)
    explain_subjects(options, explained_subjects)
    options.log()
    options.callbacks(pack_handle, is_cancelled, progress)
    with options as pointer:
        handle = made("assessment", lambda out: lib.assay_assess(pack_handle, facts_handle, pointer, out), AssessError)
    return Assessment(handle)


def opened(pack: Pack, facts: Facts) -> Tuple[Any, Any]:
    """The handles of both, once it is sure that they are what they should be."""
    if not isinstance(pack, Pack):
        raise TypeError(f"pack must be an assay.Pack, not {type(pack).__name__}")
    if not isinstance(facts, Facts):
        raise TypeError(f"facts must be an assay.Facts, not {type(facts).__name__}")
    return pack._open(), facts._open()


def explain_subjects(options: Options, count: int) -> None:
    """In C, 0 says nothing and below 0 says none."""
    options.number("explained_subjects", count, 0, 2**63 - 1)
    if count == 0:
        options.pointer.explained_subjects = -1
