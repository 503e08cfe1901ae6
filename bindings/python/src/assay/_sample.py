"""Whom an interview is to ask."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Tuple

from ._assess import opened
from ._errors import AssessError
from ._facts import Facts
from ._library import given, lib, made, text, texts_of, written
from ._options import Day, Options, ParameterValue
from ._pack import Pack


@dataclass(frozen=True)
class Sample:
    """People drawn so that anybody can draw them again."""

    check: str
    """The reality check that asks them: ``"RC1"``."""
    seed: str
    """What they were drawn with."""
    population: str
    """From whom, in the words of the pack."""
    tolerable_pct: int
    """The share of whom may fail, in percent ..."""
    confidence_pct: int
    """... and how sure the check must be of it."""
    people: Tuple[str, ...]
    """Ids, in the order of drawing: the first of them are a smaller sample."""
    record: Dict[str, Any]
    """The record ``audit_plan``, to be kept with what they answer."""


def sample(
    pack: Pack,
    facts: Facts,
    check: str,
    seed: str,
    *,
    size: Optional[int] = None,
    as_of: Day = None,
    parameters: Optional[Mapping[str, ParameterValue]] = None,
    **params: ParameterValue,
) -> Sample:
    """Draws whom the interview ``check`` of the pack is to ask.

    ``seed`` is any text: who is drawn depends on it and the ids alone, so that an auditor who knows it can check the
    draw. ``size`` is how many; unless given, as many as confirm the check if nobody fails. Day and parameters are those of
    :func:`assess`.

    Raises :class:`AssessError`, ``not_found``, for a check that the pack does not have or that is no interview, and what
    :func:`assess` raises.
    """
    pack_handle, facts_handle = opened(pack, facts)
    options = Options("assay_sample_options", as_of, {**(parameters or {}), **params})
    options.number("size", size, 1, 2**63 - 1)
    wanted, drawn_with = given(check), given(seed)
    with options as pointer:
        handle = made(
            "sample",
            lambda out: lib.assay_sample_draw(
                pack_handle, facts_handle, wanted, len(wanted), drawn_with, len(drawn_with), pointer, out
            ),
            AssessError,
        )
    return Sample(
        check=text(lib.assay_sample_check(handle)),
        seed=text(lib.assay_sample_seed(handle)),
        population=text(lib.assay_sample_population(handle)),
        tolerable_pct=lib.assay_sample_tolerable_pct(handle),
        confidence_pct=lib.assay_sample_confidence_pct(handle),
        people=texts_of("sample_person", handle),
        record=json.loads(written(lambda out: lib.assay_sample_write_json(handle, out), AssessError)),
    )
