"""Controls, items, levels and rules of an assessment, read from the library when they are asked for.

So an assessment of a million people costs no Python objects until somebody looks at them.
"""

from __future__ import annotations

import datetime
from typing import Any, Callable, Dict, NoReturn, Optional, Tuple, TypeVar

from . import _html as html
from ._evidence import evidence, rejected
from ._handle import Handle
from ._library import date, fraction, lib, listed, text, texts, texts_of
from ._values import (
    Check,
    Crosswalk,
    Finding,
    Group,
    Lapse,
    Remediation,
    Score,
    Signal,
    Trap,
    Waiver,
    level_name,
)
from ._words import CheckState, LevelName, Operation, Rung, TrapState, Verdict

Made = TypeVar("Made")


class _Borrowed:
    """Something inside an assessment. Holds the assessment's memory; refuses once the assessment is closed."""

    __slots__ = ("_owner", "_keep", "_pointer")

    def __init__(self, owner: Handle, pointer: Any):
        self._owner = owner
        self._keep = owner._open()
        self._pointer = pointer

    def _open(self) -> Any:
        self._owner._open()
        return self._pointer

    def _list(self, noun: str, make: Callable[[Any], Made]) -> Tuple[Made, ...]:
        return listed(noun, self._open(), make)

    def _text(self, read: Callable[[Any], Any]) -> str:
        return text(read(self._open()))

    def _said(self) -> str:
        """What it is, while it can be asked."""
        raise NotImplementedError

    def __repr__(self) -> str:
        kind = type(self).__name__
        return f"<{kind}, closed>" if self._owner._handle is None else f"<{kind} {self._said()}>"


class Part(_Borrowed):
    """One rule of a level: its counts, and whom it concerns."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """Empty when the level is this one rule."""
        return self._text(lib.assay_part_name)

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
        return self._text(lib.assay_part_population)

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
    def unclear(self) -> int:
        """Of how many of those it is not known whether they do."""
        return self._tally(lib.ASSAY_TALLY_UNKNOWN)

    @property
    def errors(self) -> int:
        """Over how many of those the rule erred."""
        return self._tally(lib.ASSAY_TALLY_ERRORS)

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
    def missing(self) -> Tuple[str, ...]:
        """The ids of those who certainly do not meet it, ascending and complete."""
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
    def groups(self) -> Tuple[Group, ...]:
        """Those that each must meet the rule by itself, by name; empty unless the rule asks for that."""
        return self._list("part_group", _group)

    @property
    def error(self) -> str:
        """What the first rule that erred ran into; empty if none did."""
        return self._text(lib.assay_part_error)

    @property
    def used(self) -> Tuple[str, ...]:
        """The records that a rule about the organisation rests on, whatever its verdict: ids, ascending, at most 50."""
        return texts_of("part_used", self._open())

    def _said(self) -> str:
        return f"{self.name!r} {self.verdict}" if self.name else str(self.verdict)


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
        return texts_of("level_reason", self._open())

    @property
    def parts(self) -> Tuple[Part, ...]:
        """The rules of the level: one, unless the pack names several."""
        return self._list("level_part", lambda pointer: Part(self._owner, pointer))

    def part(self, name: str) -> Part:
        """The rule of that name; KeyError if there is none."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)

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
    def missing(self) -> Tuple[str, ...]:
        """The ids of all who certainly do not meet one of its rules, ascending and complete."""
        return self._everybody(lambda part: part.missing)

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

    def _said(self) -> str:
        return str(self.verdict)


class Item(_Borrowed):
    """One item of a control, at both levels."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """As the pack calls it: ``"I05"``."""
        return self._text(lib.assay_item_id)

    @property
    def title(self) -> str:
        """What it asks for, in the language that was asked for."""
        return self._text(lib.assay_item_title)

    @property
    def rung(self) -> Rung:
        """How far it got."""
        return _rung(lib.assay_item_rung(self._open()))

    @property
    def operation(self) -> Operation:
        """Whether practice was tested, and what came of it."""
        return Operation(text(lib.assay_operation_name(lib.assay_item_operation(self._open()))))

    @property
    def score(self) -> Optional[Score]:
        """From 0 to 1; None when the item stands outside the score."""
        pointer = self._open()
        return score_of(lib.assay_item_score_low(pointer), lib.assay_item_score_high(pointer))

    @property
    def minimum(self) -> Level:
        """At the lower of its two levels."""
        return Level(self._owner, lib.assay_item_level(self._open(), lib.ASSAY_LEVEL_MINIMUM))

    @property
    def full(self) -> Level:
        """At the upper of its two levels."""
        return Level(self._owner, lib.assay_item_level(self._open(), lib.ASSAY_LEVEL_FULL))

    @property
    def asks(self) -> str:
        """What an auditor would ask; may be empty."""
        return self._text(lib.assay_item_asks)

    @property
    def maturity(self) -> Optional[int]:
        """0 unknown, or nothing to see; 1 there is evidence and the minimum fails; 2 minimum; 3 full; 4 effective;
        5 effective and kept up for as long as the pack asks. None when the item stands outside the ladder."""
        found = int(lib.assay_item_maturity(self._open()))
        return None if found < 0 else found

    @property
    def since(self) -> Optional[datetime.date]:
        """With ``history_months`` only: the first day of the present rung; None if that lies further back."""
        return date(lib.assay_item_since(self._open()))

    @property
    def lapse(self) -> Optional[Lapse]:
        """With ``history_months`` only: how the rung falls if nothing new arrives; None if it does not so soon."""
        lapse = lib.assay_item_lapse(self._open())
        return _lapse(lapse) if lapse else None

    @property
    def waivers(self) -> Tuple[Waiver, ...]:
        """Those that hold on the day, by id."""
        return self._list("item_waiver", _waiver)

    @property
    def crosswalk(self) -> Tuple[Crosswalk, ...]:
        """Where other frameworks ask for it, in the order of the pack."""
        return self._list("item_crosswalk", _crosswalk)

    @property
    def remediation(self) -> Tuple[Remediation, ...]:
        """What to do, whose it is to do, for whom and until when."""
        item = self.id
        return self._list("item_remediation", lambda pointer: _remediation(item, pointer))

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

    def level(self, name: str) -> Level:
        """:attr:`minimum` or :attr:`full`, by that name; ValueError for any other."""
        return self.minimum if LevelName(name) is LevelName.MINIMUM else self.full

    def _said(self) -> str:
        return f"{self.id} {self.rung}"

    def _repr_html_(self) -> Optional[str]:
        """The item for a notebook; None, for which that has its ``repr()``, once the assessment is closed."""
        return None if self._owner._handle is None else html.of_item(self)


class Control(_Borrowed):
    """One control, with its items."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """As the framework calls it: ``"A.5.4"``."""
        return self._text(lib.assay_control_id)

    @property
    def title(self) -> str:
        """Its name, in the language that was asked for."""
        return self._text(lib.assay_control_title)

    @property
    def is_applicable(self) -> bool:
        """Whether the statement of applicability has it in."""
        return bool(lib.assay_control_is_applicable(self._open()))

    @property
    def exclusion(self) -> str:
        """Why it does not apply; empty if it does."""
        return self._text(lib.assay_control_exclusion)

    @property
    def items(self) -> Tuple[Item, ...]:
        """In the order of the pack."""
        return self._list("control_item", lambda pointer: Item(self._owner, pointer))

    def _said(self) -> str:
        return self.id


def score_of(low: Any, high: Any) -> Optional[Score]:
    """Two assay_fraction; None where they are no numbers."""
    low_number, high_number = fraction(low), fraction(high)
    if low_number is None or high_number is None:
        return None
    return Score(low=low_number, high=high_number)


def _verdict(number: int) -> Verdict:
    return Verdict(text(lib.assay_verdict_name(number)))


def _rung(number: int) -> Rung:
    return Rung(text(lib.assay_rung_name(number)))


def _group(pointer: Any) -> Group:
    def tally(kind: str) -> int:
        return int(lib.assay_group_tally(pointer, getattr(lib, f"ASSAY_TALLY_{kind}")))

    return Group(
        name=text(lib.assay_group_name(pointer)),
        verdict=_verdict(lib.assay_group_verdict(pointer)),
        population_count=tally("POPULATION"),
        due=tally("DUE"),
        met=tally("MET"),
        failed=tally("FAILED"),
        unclear=tally("UNKNOWN"),
        errors=tally("ERRORS"),
        maybe_due=sum(map(tally, ("MAYBE_MET", "MAYBE_FAILED", "MAYBE_UNKNOWN", "MAYBE_ERRORS"))),
    )


def _signal(pointer: Any) -> Signal:
    return Signal(
        name=text(lib.assay_signal_name(pointer)),
        low=lib.assay_signal_low(pointer),
        high=None if lib.assay_signal_high_is_open(pointer) else lib.assay_signal_high(pointer),
    )


def _trap(pointer: Any) -> Trap:
    return Trap(
        id=text(lib.assay_trap_id(pointer)),
        title=text(lib.assay_trap_title(pointer)),
        asks=text(lib.assay_trap_asks(pointer)),
        state=TrapState(text(lib.assay_trap_state_name(lib.assay_trap_state(pointer)))),
        caps_full=bool(lib.assay_trap_caps_full(pointer)),
        signals=listed("trap_signal", pointer, _signal),
        error=text(lib.assay_trap_error(pointer)),
    )


def _check(pointer: Any) -> Check:
    bound = lib.assay_check_upper_bound(pointer)
    return Check(
        id=text(lib.assay_check_id(pointer)),
        state=CheckState(text(lib.assay_check_state_name(lib.assay_check_state(pointer)))),
        asks=text(lib.assay_check_asks(pointer)),
        is_interview=bool(lib.assay_check_is_interview(pointer)),
        is_census=bool(lib.assay_check_is_census(pointer)),
        population=lib.assay_check_population(pointer),
        asked=lib.assay_check_asked(pointer),
        deviations=lib.assay_check_deviations(pointer),
        upper_bound=None if bound < 0 else bound,
        people=texts_of("check_person", pointer),
    )


def _finding(item: str, pointer: Any) -> Finding:
    looked_at = listed("finding_evidence", pointer, evidence)
    nearest = lib.assay_finding_nearest(pointer)
    return Finding(
        item=item,
        level=LevelName(text(lib.assay_level_name(lib.assay_finding_level(pointer)))),
        verdict=_verdict(lib.assay_finding_verdict(pointer)),
        statement=text(lib.assay_finding_statement(pointer)),
        subjects=texts_of("finding_subject", pointer),
        evidence=looked_at,
        used=texts_of("finding_used", pointer),
        rejected=listed("finding_rejected", pointer, rejected),
        nearest=evidence(nearest) if nearest else None,
    )


def _remediation(item: str, pointer: Any) -> Remediation:
    return Remediation(
        item=item,
        text=text(lib.assay_remediation_text(pointer)),
        owner_role=text(lib.assay_remediation_owner_role(pointer)),
        subjects=texts_of("remediation_subject", pointer),
        due=date(lib.assay_remediation_due(pointer)),
    )


def _waiver(pointer: Any) -> Waiver:
    levels = (lib.assay_waiver_level_at(pointer, index) for index in range(lib.assay_waiver_level_count(pointer)))
    return Waiver(
        id=text(lib.assay_waiver_id(pointer)),
        levels=tuple(LevelName(text(lib.assay_level_name(level))) for level in levels),
        expires_on=date(lib.assay_waiver_expires_on(pointer)),
    )


def _crosswalk(pointer: Any) -> Crosswalk:
    return Crosswalk(
        framework=text(lib.assay_crosswalk_framework(pointer)),
        relation=text(lib.assay_crosswalk_relation(pointer)),
        references=texts_of("crosswalk_reference", pointer),
        is_verified=bool(lib.assay_crosswalk_is_verified(pointer)),
    )


def _lapse(pointer: Any) -> Lapse:
    return Lapse(
        on=date(lib.assay_lapse_on(pointer)),
        to=_rung(lib.assay_lapse_to(pointer)),
        level=level_name(lib.assay_lapse_level(pointer)),
        record=text(lib.assay_lapse_record(pointer)),
        subject=text(lib.assay_lapse_subject(pointer)),
        why=text(lib.assay_lapse_why(pointer)),
    )
