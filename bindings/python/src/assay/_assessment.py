"""The assessment, as the domain speaks of it."""

from __future__ import annotations

import datetime
import json
import os
import pathlib
from decimal import Decimal
from fractions import Fraction
from typing import Any, Dict, Iterator, List, Optional, Tuple, Union

from . import _html as html
from ._errors import AssayError, AssessError
from ._handle import Handle
from ._item import Control, Item, score_of
from ._library import counts_of, date, fraction, given, lib, listed, text, texts, texts_of, written
from ._table import Table
from ._text import TextOptions
from ._values import Check, Finding, Flag, Ineffective, ModelScore, Observation, Remediation, Score, Setting, Tailoring, Trap
from ._words import LevelName

# What `write` makes of the ending of a name; where there is none, or another, it is the format itself: ".csv".
_FORMAT_OF_SUFFIX = {".txt": "text"}


class Assessment(Handle):
    """What the rules of a pack say of an organisation on a day. Made by :func:`assay.assess`.

    ``assessment["I05"]`` is an item, iterating gives all of them, ``print(assessment)`` shows the scorecard, a notebook a
    table. :meth:`write` writes any report, :meth:`table` gives data frames. Complete in itself: pack and facts may be
    closed.

    Never changes, so any number of threads may use it at once. It is freed when nobody refers to it or to anything taken
    from it, or earlier by :meth:`close` or the end of its ``with``. What is asked of a closed assessment, or of an item,
    level, part or table taken from it, raises ValueError; scores, findings, traps and all else are values and stay.
    """

    _noun = "assessment"

    @property
    def as_of(self) -> datetime.date:
        """The day that was judged."""
        return datetime.date.fromisoformat(self._text(lib.assay_assessment_as_of))

    @property
    def pack_id(self) -> str:
        """:attr:`Pack.id` of the pack whose rules were judged."""
        return self._text(lib.assay_assessment_pack_id)

    @property
    def pack_version(self) -> str:
        """:attr:`Pack.version` of that pack."""
        return self._text(lib.assay_assessment_pack_version)

    @property
    def pack_digest(self) -> str:
        """:attr:`Pack.digest` of that pack."""
        return self._text(lib.assay_assessment_pack_digest)

    @property
    def facts_digest(self) -> str:
        """:attr:`Facts.digest` of the facts that were judged."""
        return self._text(lib.assay_assessment_facts_digest)

    @property
    def engine_version(self) -> str:
        """Of the library that judged, ``"0.1.0"``."""
        return self._text(lib.assay_assessment_engine_version)

    @property
    def rule_language(self) -> str:
        """The language of the rules, ``"assay-cel/1"``."""
        return self._text(lib.assay_assessment_language)

    @property
    def tzdata(self) -> str:
        """The version of the time zones that instants were turned into days with, ``"2025b"``."""
        return self._text(lib.assay_assessment_tzdata)

    @property
    def history_months(self) -> int:
        """How far :attr:`Item.since` looked back and :attr:`Item.lapse` ahead; 0 = not at all."""
        return int(lib.assay_assessment_history_months(self._open()))

    @property
    def fact_counts(self) -> Dict[str, int]:
        """How many records there were, by record type."""
        return counts_of("assessment_table", self._open())

    @property
    def functions(self) -> Dict[str, str]:
        """The version of each function of the host that the pack needed; see :func:`assay.native`."""
        handle = self._open()
        return {
            text(lib.assay_assessment_function_name_at(handle, index)): text(
                lib.assay_assessment_function_version_at(handle, index)
            )
            for index in range(lib.assay_assessment_function_count(handle))
        }

    @property
    def parameters(self) -> Dict[str, Setting]:
        """The pack's parameters with the values in force: bool, int, Decimal, str, or a tuple of them."""
        return dict(listed("assessment_parameter", self._open(), _setting))

    @property
    def tailoring(self) -> Optional[Tailoring]:
        """What somebody else than its author changed of the pack; None if nothing was. The digest is that of the author's."""
        tailoring = lib.assay_assessment_tailoring(self._open())
        return _tailoring(tailoring) if tailoring else None

    @property
    def ineffective(self) -> Tuple[Ineffective, ...]:
        """Waivers and exclusions that were handed in and do not hold: waivers by id, then exclusions."""
        return listed("assessment_ineffective", self._open(), _ineffective)

    @property
    def assumed_fields(self) -> Tuple[str, ...]:
        """Fields of which the pack says what is taken where they are unknown: ``"acknowledgement.words"``."""
        return texts_of("assessment_assumed", self._open())

    @property
    def is_major_nonconformity(self) -> Optional[bool]:
        """Whether, by the pack's own rule, what fails is one; None where that is not known."""
        found = int(lib.assay_assessment_is_major_nonconformity(self._open()))
        return None if found < 0 else bool(found)

    def _score(self, kind: int) -> Optional[Score]:
        handle = self._open()
        return score_of(lib.assay_assessment_score_low(handle, kind), lib.assay_assessment_score_high(handle, kind))

    @property
    def score(self) -> Optional[Score]:
        """In percent; None if nothing was counted."""
        return self._score(lib.ASSAY_SCORE_WITH_WAIVERS)

    @property
    def score_without_waivers(self) -> Optional[Score]:
        """As if nothing had been waived, in percent; None if nothing was counted."""
        return self._score(lib.ASSAY_SCORE_WITHOUT_WAIVERS)

    @property
    def known_pct(self) -> Optional[Fraction]:
        """How much of the weight is certain, in percent; None if nothing was counted."""
        return fraction(lib.assay_assessment_known_pct(self._open()))

    @property
    def score_model(self) -> str:
        """By which model the pack scores: ``"ladder"``, or one of the four of XCCDF."""
        return self._text(lib.assay_assessment_score_model)

    @property
    def model_scores(self) -> Dict[str, ModelScore]:
        """The same results by all four models of XCCDF 1.2, by name; empty if nothing was counted."""
        return {model.name: model for model in listed("assessment_model", self._open(), _model)}

    @property
    def controls(self) -> Tuple[Control, ...]:
        """In the order of the pack."""
        return listed("assessment_control", self._open(), lambda pointer: Control(self, pointer))

    @property
    def items(self) -> Tuple[Item, ...]:
        """Of all controls, in the order of the pack."""
        return tuple(item for control in self.controls for item in control.items)

    def _find(self, item_id: object) -> Any:
        if not isinstance(item_id, str):
            raise TypeError(f"an item is asked for by its id, not by {item_id!r}")
        handle, wanted = self._open(), given(item_id)
        return lib.assay_assessment_item(handle, wanted, len(wanted))

    def __getitem__(self, item_id: str) -> Item:
        """The item of that id; KeyError if there is none."""
        found = self._find(item_id)
        if not found:
            raise KeyError(item_id)
        return Item(self, found)

    def __contains__(self, item_id: object) -> bool:
        """Whether there is an item of that id; TypeError for what is no ``str``."""
        return bool(self._find(item_id))

    def __iter__(self) -> Iterator[Item]:
        """The :attr:`items`."""
        return iter(self.items)

    def __len__(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def traps(self) -> Dict[str, Trap]:
        """The traps of all items, by id."""
        return {name: trap for item in self.items for name, trap in item.traps.items()}

    @property
    def checks(self) -> Dict[str, Check]:
        """The reality checks of all items, by id."""
        return {name: check for item in self.items for name, check in item.checks.items()}

    @property
    def findings(self) -> Tuple[Finding, ...]:
        """Of all items, in the order of the pack."""
        return tuple(finding for item in self.items for finding in item.findings)

    @property
    def remediation(self) -> Tuple[Remediation, ...]:
        """The worklist: what to do for all items, in the order of the pack."""
        return tuple(todo for item in self.items for todo in item.remediation)

    @property
    def data_quality(self) -> Tuple[Flag, ...]:
        """Records that the rules did not see, or that are odd."""
        return listed("assessment_flag", self._open(), _flag)

    @property
    def observations(self) -> Tuple[Observation, ...]:
        """What the pack says to what was seen without judging it."""
        return listed("assessment_observation", self._open(), _observation)

    def explain(
        self,
        item: str = "",
        level: Union[LevelName, str, None] = None,
        *,
        color: bool = False,
        ascii: bool = False,
        width: int = 100,
    ) -> str:
        """Why items have their verdicts, in plain words: what was required, what was there instead, who is missing what.

        Of one item, or of every item that has a finding; of one level or of both. ``color`` is for a terminal, ``ascii``
        for one without boxes and marks, ``width`` its columns (at least 60). Of whom evidence is told is decided by
        ``explained_subjects`` of :func:`assay.assess`. Raises :class:`AssessError`, ``not_found``, without such an item.
        """
        handle, wanted = self._open(), given(item)
        kind = lib.ASSAY_LEVEL_ANY
        if level is not None:
            kind = {LevelName.MINIMUM: lib.ASSAY_LEVEL_MINIMUM, LevelName.FULL: lib.ASSAY_LEVEL_FULL}[LevelName(level)]
        options = TextOptions(color, ascii, width)
        return written(
            lambda out: lib.assay_assessment_explain(handle, wanted, len(wanted), kind, options.pointer, out), AssessError
        )

    def table(self, name: str) -> Table:
        """One of the :func:`assessment_tables` for data frames: ``assessment.table("items").to_pandas()``.

        KeyError for any other name.
        """
        return Table(self, name)

    def render(self, report: str) -> str:
        """A report in one of the :func:`report_formats`; ValueError for any other."""
        handle, wanted = self._open(), given(report)
        try:
            return written(lambda out: lib.assay_assessment_render(handle, wanted, len(wanted), out), AssayError)
        except AssayError as error:
            if error.code == "invalid_argument":
                raise ValueError(error.message) from None
            raise

    def write(self, path: Union[str, "os.PathLike[str]"], report: Optional[str] = None) -> None:
        """Writes a report into a file, in UTF-8, in place of what is there.

        ``report`` is one of the :func:`report_formats`; unless given, the ending of the name says which: ``.json``,
        ``.txt`` for ``"text"``, any other format by its own name. ValueError for an ending that says none; then nothing is
        written.
        """
        target = pathlib.Path(path)
        if report is None:
            report = _FORMAT_OF_SUFFIX.get(target.suffix.lower(), target.suffix.lower()[1:])
            if report not in report_formats():
                raise ValueError(f"`{target.name}` does not say which report; name one: {', '.join(report_formats())}")
        target.write_bytes(self.render(report).encode("utf-8"))

    def to_text(self) -> str:
        """The scorecard, as the command line prints it."""
        return self.render("text")

    def to_json(self) -> str:
        """The whole assessment, format ``assay.assessment/1``: the same bytes as from C and from the command line."""
        return self.render("json")

    def to_dict(self) -> Dict[str, Any]:
        """What :meth:`to_json` says, as Python values."""
        result: Dict[str, Any] = json.loads(self.to_json())
        return result

    def __str__(self) -> str:
        """The scorecard, as the command line prints it."""
        return self.to_text().rstrip("\n")

    def __repr__(self) -> str:
        if self._handle is None:
            return "<Assessment, closed>"
        score = self.score
        return f"<Assessment by {self.pack_id} {self.pack_version} as of {self.as_of}: " + (
            "nothing counted>" if score is None else f"{score} %>"
        )

    def _repr_html_(self) -> Optional[str]:
        """The assessment for a notebook; None, for which that has its ``repr()``, once it is closed."""
        return None if self._handle is None else html.of_assessment(self)


def report_formats() -> Tuple[str, ...]:
    """What :meth:`Assessment.render` can write: ``"text"``, ``"json"``, and what later versions add."""
    return texts(lib.assay_format_count(), lib.assay_format_name_at)


def assessment_schema() -> Dict[str, Any]:
    """The JSON Schema (2020-12) of :meth:`Assessment.to_dict`."""
    result: Dict[str, Any] = json.loads(written(lib.assay_assessment_json_schema, AssayError))
    return result


def _setting(pointer: Any) -> Tuple[str, Setting]:
    values: List[Union[bool, int, Decimal, str]] = []
    for index in range(lib.assay_parameter_value_count(pointer)):
        value = text(lib.assay_parameter_value_at(pointer, index))
        kind = lib.assay_parameter_value_kind_at(pointer, index)
        if kind == lib.ASSAY_VALUE_BOOL:
            values.append(value == "true")
        elif kind == lib.ASSAY_VALUE_NUMBER:
            values.append(int(value) if value.lstrip("-").isdigit() else Decimal(value))
        else:
            values.append(value)
    is_list = lib.assay_parameter_value_is_list(pointer)
    return text(lib.assay_parameter_value_name(pointer)), tuple(values) if is_list else values[0]


def _tailoring(pointer: Any) -> Tailoring:
    def change(change: Any) -> Tuple[str, str]:
        return text(lib.assay_change_name(change)), text(lib.assay_change_why(change))

    return Tailoring(
        id=text(lib.assay_tailoring_id(pointer)),
        digest=text(lib.assay_tailoring_digest(pointer)),
        approved_by=text(lib.assay_tailoring_approved_by(pointer)),
        approved_on=date(lib.assay_tailoring_approved_on(pointer)),
        rationale=text(lib.assay_tailoring_rationale(pointer)),
        parameters=dict(listed("tailoring_parameter", pointer, change)),
        left_out=dict(listed("tailoring_left_out", pointer, change)),
    )


def _ineffective(pointer: Any) -> Ineffective:
    return Ineffective(
        record_type=text(lib.assay_ineffective_type(pointer)),
        record=text(lib.assay_ineffective_record(pointer)),
        why=text(lib.assay_ineffective_why(pointer)),
    )


def _model(pointer: Any) -> ModelScore:
    numbers = [fraction(read(pointer)) for read in (lib.assay_model_low, lib.assay_model_high, lib.assay_model_maximum)]
    low, high, maximum = (Fraction(0) if number is None else number for number in numbers)
    return ModelScore(name=text(lib.assay_model_name(pointer)), low=low, high=high, maximum=maximum)


def _flag(pointer: Any) -> Flag:
    return Flag(
        flag=text(lib.assay_flag_name(pointer)),
        record=text(lib.assay_flag_record(pointer)),
        detail=text(lib.assay_flag_detail(pointer)),
    )


def _observation(pointer: Any) -> Observation:
    return Observation(
        id=text(lib.assay_observation_id(pointer)),
        item=text(lib.assay_observation_item(pointer)),
        text=text(lib.assay_observation_text(pointer)),
        subjects=texts_of("observation_subject", pointer),
        error=text(lib.assay_observation_error(pointer)),
    )
