"""What a pack has, before anything is assessed. Values; texts are in the pack's main language, braces as written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Tuple

from ._library import decimal, lib, listed, text, texts_of


@dataclass(frozen=True)
class ItemDefinition:
    """What is assessed."""

    id: str
    """As assessments call it: ``"I05"``."""
    title: str
    """What it asks for."""
    asks: str
    """What an auditor would ask; may be empty."""
    is_enabled: bool
    """False: the pack has switched it off; assessments do not have it."""
    weight: Decimal
    """Its share of the score."""


@dataclass(frozen=True)
class ControlDefinition:
    """A control of the framework, with its items."""

    id: str
    """As the framework calls it: ``"A.5.4"``."""
    title: str
    """Its name."""
    objective: str
    """What it is for; may be empty."""
    items: Tuple[ItemDefinition, ...]
    """In the order of the pack."""


@dataclass(frozen=True)
class TrapDefinition:
    """A look for papers that are not lived."""

    id: str
    """``"T1"``."""
    title: str
    """What it looks for."""
    asks: str
    """What an auditor would ask; may be empty."""
    items: Tuple[str, ...]
    """The ids of the items that it belongs to."""


@dataclass(frozen=True)
class CheckDefinition:
    """A reality check."""

    id: str
    """``"RC1"``."""
    item: str
    """The id of the item whose practice it checks."""
    asks: str
    """The question; may be empty where it looks at evidence."""
    is_interview: bool
    """People are asked, and a sample can be drawn for it; else it looks at evidence."""
    population: str
    """Who may be asked: a population of the pack; empty where nobody is."""


def control(pointer: Any) -> ControlDefinition:
    """A copy of an assay_control_definition."""
    return ControlDefinition(
        id=text(lib.assay_control_definition_id(pointer)),
        title=text(lib.assay_control_definition_title(pointer)),
        objective=text(lib.assay_control_definition_objective(pointer)),
        items=listed("control_definition_item", pointer, _item),
    )


def trap(pointer: Any) -> TrapDefinition:
    """A copy of an assay_trap_definition."""
    return TrapDefinition(
        id=text(lib.assay_trap_definition_id(pointer)),
        title=text(lib.assay_trap_definition_title(pointer)),
        asks=text(lib.assay_trap_definition_asks(pointer)),
        items=texts_of("trap_definition_item", pointer),
    )


def check(pointer: Any) -> CheckDefinition:
    """A copy of an assay_check_definition."""
    return CheckDefinition(
        id=text(lib.assay_check_definition_id(pointer)),
        item=text(lib.assay_check_definition_item(pointer)),
        asks=text(lib.assay_check_definition_asks(pointer)),
        is_interview=bool(lib.assay_check_definition_is_interview(pointer)),
        population=text(lib.assay_check_definition_population(pointer)),
    )


def _item(pointer: Any) -> ItemDefinition:
    return ItemDefinition(
        id=text(lib.assay_item_definition_id(pointer)),
        title=text(lib.assay_item_definition_title(pointer)),
        asks=text(lib.assay_item_definition_asks(pointer)),
        is_enabled=bool(lib.assay_item_definition_is_enabled(pointer)),
        weight=decimal(lib.assay_item_definition_weight(pointer)),
    )
