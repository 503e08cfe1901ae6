"""The assessment, as the domain speaks of it.

Everything is read from the library when it is asked for, so an assessment of a million people costs no Python objects
until somebody looks at them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Callable, Dict, Iterator, List, NoReturn, Optional, Tuple, TypeVar

from ._errors import AssayError
from ._handle import Handle
from ._library import fraction, given, lib, made, text, texts
from ._words import CheckState, Operation, Rung, TrapState, Verdict

__all__ = [
    "Assessment", "Check", "CheckState", "Control", "Finding", "Flag", "Item", "Level", "Operation", "Part", "Rung",
    "Score", "Trap", "TrapState", "Verdict", "report_formats",
]  # fmt: skip

Made = TypeVar("Made")


@dataclass(frozen=True)
class Score:
    """A score between two exact bounds; the same number twice where all is known. ``str()`` has both, rounded."""

    low: Fraction
    """With all that is unknown taken for unmet."""
    high: Fraction
    """With all that is unknown taken for met; never below ``low``."""

    @property
    def low_text(self) -> str:
        """With two decimals, as reports print it: ``"95.50"``."""
        return _two_decimals(self.low)

    @property
    def high_text(self) -> str:
        """With two decimals, as reports print it."""
        return _two_decimals(self.high)

    @property
    def is_certain(self) -> bool:
        """Nothing unknown can change it: both bounds are the same."""
        return self.low == self.high

    def __str__(self) -> str:
        return self.low_text if self.is_certain else f"{self.low_text} to {self.high_text}"


@dataclass(frozen=True)
class Trap:
    """A look for papers that are not lived."""

    id: str
    """As the pack calls it: ``"T1"``."""
    state: TrapState
    """What the look found."""
    caps_full: bool
    """While triggered, its items cannot be full."""


@dataclass(frozen=True)
class Check:
    """A reality check: people were asked, or evidence of practice was looked for."""

    id: str
    """As the pack calls it: ``"RC1"``."""
    state: CheckState
    """What it came to."""


@dataclass(frozen=True)
class Finding:
    """What was required and what was seen."""

    item: str
    """The id of the item."""
    level: str
    """``"minimum"`` or ``"full"``."""
    verdict: Verdict
    """The verdict of that level."""
    statement: str
    """For people, in the language that was asked for."""
    subjects: Tuple[str, ...]
    """The ids of those it names, ascending."""


@dataclass(frozen=True)
class Flag:
    """A record that the rules did not see, or that is odd."""

    flag: str
    """``"duplicate"``, ``"future_dated"``, ``"revoked"`` ..."""
    record: str
    """Its id; empty when the flag is of the whole."""
    detail: str
    """More of it for people; may be empty."""


class _Borrowed:
    """Something inside an assessment. Holds the assessment's memory; refuses once the assessment is closed."""

    __slots__ = ("_owner", "_keep", "_pointer")

    def __init__(self, owner: Assessment, pointer: Any):
        self._owner = owner
        self._keep = owner._open()
        self._pointer = pointer

    def _open(self) -> Any:
        self._owner._open()
        return self._pointer

    def _list(self, noun: str, make: Callable[[Any], Made]) -> Tuple[Made, ...]:
        pointer = self._open()
        at = getattr(lib, f"assay_{noun}_at")
        return tuple(make(at(pointer, index)) for index in range(getattr(lib, f"assay_{noun}_count")(pointer)))


class Part(_Borrowed):
    """One rule of a level: its counts, and whom it concerns."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Empty when the level is this one rule."""
        return text(lib.assay_part_name(self._open()))

    @property
    def verdict(self) -> Verdict:
        """Of this rule alone."""
        return _verdict(lib.assay_part_verdict(self._open()))

    @property
    def is_organisation(self) -> bool:
        """The rule is about the organisation: it counts nobody."""
        return bool(lib.assay_part_is_organisation(self._open()))

    @property
    def population(self) -> str:
        """Whom it is about: a population of the pack; empty if :attr:`is_organisation`."""
        return text(lib.assay_part_population(self._open()))

    @property
    def population_is_open(self) -> bool:
        """There may be subjects that were never collected."""
        return bool(lib.assay_part_population_is_open(self._open()))

    @property
    def threshold_pct(self) -> int:
        """The share of those due that must meet it, in percent."""
        return int(lib.assay_part_threshold_pct(self._open()))

    def _tally(self, kind: int) -> int:
        return int(lib.assay_part_tally(self._open(), kind))

    @property
    def population_count(self) -> int:
        """Everybody, due or not."""
        return self._tally(lib.ASSAY_TALLY_POPULATION)

    @property
    def due(self) -> int:
        """How many it is certainly due from."""
        return self._tally(lib.ASSAY_TALLY_DUE)

    @property
    def met(self) -> int:
        """How many of those meet it."""
        return self._tally(lib.ASSAY_TALLY_MET)

    @property
    def failed(self) -> int:
        """How many of those certainly do not meet it."""
        return self._tally(lib.ASSAY_TALLY_FAILED)

    @property
    def maybe_due(self) -> int:
        """How many of whom it is not known whether it is due."""
        kinds = ("MET", "FAILED", "UNKNOWN", "ERRORS")
        return sum(self._tally(getattr(lib, f"ASSAY_TALLY_MAYBE_{kind}")) for kind in kinds)

    def _subjects(self, which: int) -> Tuple[str, ...]:
        pointer = self._open()
        return texts(
            lib.assay_part_subject_count(pointer, which),
            lambda index: lib.assay_part_subject_at(pointer, which, index),
        )

    @property
    def failing(self) -> Tuple[str, ...]:
        """The ids of those who do not meet it, ascending."""
        return self._subjects(lib.ASSAY_SUBJECTS_FAILING)

    @property
    def unknown(self) -> Tuple[str, ...]:
        """The ids of those of whom it is not known, ascending."""
        return self._subjects(lib.ASSAY_SUBJECTS_UNKNOWN)

    @property
    def erring(self) -> Tuple[str, ...]:
        """The ids of those over whom the rule erred, ascending."""
        return self._subjects(lib.ASSAY_SUBJECTS_ERRING)

    @property
    def error(self) -> str:
        """What the first rule that erred ran into; empty if none did."""
        return text(lib.assay_part_error(self._open()))

    def __repr__(self) -> str:
        return f"<Part {self.name!r} {self.verdict}>" if self.name else f"<Part {self.verdict}>"


class Level(_Borrowed):
    """An item at one of its two levels."""

    __slots__ = ()

    @property
    def is_given(self) -> bool:
        """Whether the pack has rules for this level at all."""
        return bool(lib.assay_level_is_given(self._open()))

    @property
    def verdict(self) -> Verdict:
        """Final: after level link, traps, waivers and applicability."""
        return _verdict(lib.assay_level_verdict(self._open()))

    @property
    def verdict_by_rules(self) -> Verdict:
        """By the rules and the level link alone."""
        return _verdict(lib.assay_level_verdict_by_rules(self._open()))

    @property
    def is_satisfied(self) -> bool:
        """The verdict is ``satisfied``: False for everything else, unknown included."""
        return self.verdict is Verdict.SATISFIED

    @property
    def reasons(self) -> Tuple[str, ...]:
        """What besides the counts of its rules made the verdict, as stable words.

        ``"link:full"``, ``"trap:T1"``, ``"ineffective:RC1"``, ``"waiver:x-1"``, ``"excluded"``, ``"empty_scope"``; and,
        where the rules cannot tell, what was not collected: ``"feed:contract"``. Empty where the rules decided alone.
        """
        pointer = self._open()
        return texts(
            lib.assay_level_reason_count(pointer), lambda index: lib.assay_level_reason_at(pointer, index)
        )

    @property
    def parts(self) -> Tuple[Part, ...]:
        """The rules of the level: one, unless the pack names several."""
        return self._list("level_part", lambda pointer: Part(self._owner, pointer))

    # The whole level, over all of its rules. Somebody who is due under two rules counts twice, and is named once.

    @property
    def due(self) -> int:
        """How often a rule of this level is certainly due."""
        return sum(part.due for part in self.parts)

    @property
    def met(self) -> int:
        """How often of those it is met."""
        return sum(part.met for part in self.parts)

    def _everybody(self, names: Callable[[Part], Tuple[str, ...]]) -> Tuple[str, ...]:
        parts = self.parts
        if len(parts) == 1:
            return names(parts[0])
        # By the bytes of UTF-8, as the library orders ids; code points are in the same order.
        return tuple(sorted({name for part in parts for name in names(part)}))

    @property
    def failing(self) -> Tuple[str, ...]:
        """The ids of all who do not meet one of its rules, ascending."""
        return self._everybody(lambda part: part.failing)

    @property
    def unknown(self) -> Tuple[str, ...]:
        """The ids of all of whom one of its rules cannot say, ascending."""
        return self._everybody(lambda part: part.unknown)

    @property
    def erring(self) -> Tuple[str, ...]:
        """The ids of all over whom one of its rules erred, ascending."""
        return self._everybody(lambda part: part.erring)

    def __bool__(self) -> NoReturn:
        raise TypeError("a level is neither true nor false: it may be unknown; ask for its verdict")

    def __repr__(self) -> str:
        return f"<Level {self.verdict}>"


class Item(_Borrowed):
    """One item of a control, at both levels."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """As the pack calls it: ``"I05"``."""
        return text(lib.assay_item_id(self._open()))

    @property
    def title(self) -> str:
        """What it asks for, in the language that was asked for."""
        return text(lib.assay_item_title(self._open()))

    @property
    def rung(self) -> Rung:
        """How far it got."""
        return Rung(text(lib.assay_rung_name(lib.assay_item_rung(self._open()))))

    @property
    def operation(self) -> Operation:
        """Whether practice was tested, and what came of it."""
        return Operation(text(lib.assay_operation_name(lib.assay_item_operation(self._open()))))

    @property
    def score(self) -> Optional[Score]:
        """From 0 to 1; None when the item stands outside the score."""
        pointer = self._open()
        return _score(lib.assay_item_score_low(pointer), lib.assay_item_score_high(pointer))

    @property
    def minimum(self) -> Level:
        """At the lower of its two levels."""
        return Level(self._owner, lib.assay_item_level(self._open(), lib.ASSAY_LEVEL_MINIMUM))

    @property
    def full(self) -> Level:
        """At the upper of its two levels."""
        return Level(self._owner, lib.assay_item_level(self._open(), lib.ASSAY_LEVEL_FULL))

    @property
    def traps(self) -> Dict[str, Trap]:
        """The traps that look at this item, by id, in the order of the pack."""
        return {trap.id: trap for trap in self._list("item_trap", _trap)}

    @property
    def checks(self) -> Dict[str, Check]:
        """The reality checks of this item, by id, in the order of the pack."""
        return {check.id: check for check in self._list("item_check", _check)}

    @property
    def findings(self) -> Tuple[Finding, ...]:
        """What was found wrong or left open, the lower level first; empty if nothing was."""
        item = self.id
        return self._list("item_finding", lambda pointer: _finding(item, pointer))

    def __repr__(self) -> str:
        return f"<Item {self.id} {self.rung}>"


class Control(_Borrowed):
    """One control, with its items."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """As the framework calls it: ``"A.5.4"``."""
        return text(lib.assay_control_id(self._open()))

    @property
    def title(self) -> str:
        """Its name, in the language that was asked for."""
        return text(lib.assay_control_title(self._open()))

    @property
    def is_applicable(self) -> bool:
        """Whether the statement of applicability has it in."""
        return bool(lib.assay_control_is_applicable(self._open()))

    @property
    def exclusion(self) -> str:
        """Why it does not apply; empty if it does."""
        return text(lib.assay_control_exclusion(self._open()))

    @property
    def items(self) -> Tuple[Item, ...]:
        """In the order of the pack."""
        return self._list("control_item", lambda pointer: Item(self._owner, pointer))

    def __repr__(self) -> str:
        return f"<Control {self.id}>"


class Assessment(Handle):
    """What the rules of a pack say of an organisation on a day. Made by :func:`assay.assess`.

    ``assessment["I05"]`` is an item, iterating gives all of them, ``print(assessment)`` shows the scorecard. Complete in
    itself: pack and facts may be closed.

    Never changes, so any number of threads may use it at once. It is freed when nobody refers to it or to anything taken
    from it, or earlier by :meth:`close` or the end of its ``with``. What is asked of a closed assessment, or of an item,
    level or part taken from it, raises ValueError; scores, findings, flags, traps and checks are values and stay.
    """

    _noun = "assessment"

    @property
    def as_of(self) -> str:
        """The day that was judged, ``"2026-03-31"``."""
        return self._text(lib.assay_assessment_as_of)

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

    def _score(self, kind: int) -> Optional[Score]:
        handle = self._open()
        return _score(lib.assay_assessment_score_low(handle, kind), lib.assay_assessment_score_high(handle, kind))

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
    def controls(self) -> Tuple[Control, ...]:
        """In the order of the pack."""
        handle = self._open()
        return tuple(
            Control(self, lib.assay_assessment_control_at(handle, index))
            for index in range(lib.assay_assessment_control_count(handle))
        )

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
    def data_quality(self) -> Tuple[Flag, ...]:
        """Records that the rules did not see, or that are odd."""
        handle = self._open()
        flags: List[Flag] = []
        for index in range(lib.assay_assessment_flag_count(handle)):
            flag = lib.assay_assessment_flag_at(handle, index)
            flags.append(
                Flag(
                    flag=text(lib.assay_flag_name(flag)),
                    record=text(lib.assay_flag_record(flag)),
                    detail=text(lib.assay_flag_detail(flag)),
                )
            )
        return tuple(flags)

    def render(self, report: str) -> str:
        """A report in one of the :func:`report_formats`; ValueError for any other."""
        handle, wanted = self._open(), given(report)
        try:
            string = made(
                "string",
                lambda out: lib.assay_assessment_render(handle, wanted, len(wanted), out),
                AssayError,
            )
        except AssayError as error:
            if error.code == "invalid_argument":
                raise ValueError(error.message) from None
            raise
        return text(lib.assay_string_text(string))

    def to_json(self) -> str:
        """The whole assessment, format ``assay.assessment/1``: the same bytes as from C and from the command line."""
        return self.render("json")

    def to_dict(self) -> Dict[str, Any]:
        """What :meth:`to_json` says, as Python values."""
        result: Dict[str, Any] = json.loads(self.to_json())
        return result

    def __str__(self) -> str:
        """The scorecard, as the command line prints it."""
        return self.render("text").rstrip("\n")

    def __repr__(self) -> str:
        if self._handle is None:
            return "<Assessment, closed>"
        score = self.score
        return f"<Assessment by {self.pack_id} {self.pack_version} as of {self.as_of}: " + (
            "nothing counted>" if score is None else f"{score} %>"
        )


def report_formats() -> Tuple[str, ...]:
    """What :meth:`Assessment.render` can write: ``"text"``, ``"json"``, and what later versions add."""
    return texts(lib.assay_format_count(), lib.assay_format_name_at)


def _two_decimals(number: Fraction) -> str:
    value = {"numerator": number.numerator, "denominator": number.denominator}
    string = made("string", lambda out: lib.assay_fraction_text(value, out), AssayError)
    return text(lib.assay_string_text(string))


def _score(low: Any, high: Any) -> Optional[Score]:
    low_number, high_number = fraction(low), fraction(high)
    if low_number is None or high_number is None:
        return None
    return Score(low=low_number, high=high_number)


def _verdict(number: int) -> Verdict:
    return Verdict(text(lib.assay_verdict_name(number)))


def _trap(pointer: Any) -> Trap:
    return Trap(
        id=text(lib.assay_trap_id(pointer)),
        state=TrapState(text(lib.assay_trap_state_name(lib.assay_trap_state(pointer)))),
        caps_full=bool(lib.assay_trap_caps_full(pointer)),
    )


def _check(pointer: Any) -> Check:
    return Check(
        id=text(lib.assay_check_id(pointer)),
        state=CheckState(text(lib.assay_check_state_name(lib.assay_check_state(pointer)))),
    )


def _finding(item: str, pointer: Any) -> Finding:
    return Finding(
        item=item,
        level=text(lib.assay_level_name(lib.assay_finding_level(pointer))),
        verdict=_verdict(lib.assay_finding_verdict(pointer)),
        statement=text(lib.assay_finding_statement(pointer)),
        subjects=texts(
            lib.assay_finding_subject_count(pointer),
            lambda index: lib.assay_finding_subject_at(pointer, index),
        ),
    )
