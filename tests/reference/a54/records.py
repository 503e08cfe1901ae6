"""The facts as typed records. Absent and null mean the same; a field with a written default takes it.

Of the other fields, those that the specification marks as optional are none when they are absent, and all the rest are
unknown: a record that does not say whether a course was passed is no proof that it was failed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Dict, List, Mapping, Optional, Tuple

from .dates import When, parse_date, parse_when, parse_zone
from .logic import Truth

CivilDate = date  # Inside a class with a member called `date`.

LEVELS = ("none", "line_manager", "department_head", "top")
ATTESTATIONS = ("asserted", "documented", "observed", "tested")


@dataclass(frozen=True)
class Role:
    id: str
    management_level: str
    top_executive: Truth
    required_topics: Tuple[str, ...]


@dataclass(frozen=True)
class Assignment:
    role: str
    first: date
    last: Optional[date]


@dataclass(frozen=True)
class Leave:
    first: date
    last: Optional[date]


@dataclass(frozen=True)
class Person:
    id: str
    engagement: str
    start: date
    end: Optional[date]
    manager: Optional[str]
    in_scope: bool
    leaves: Tuple[Leave, ...]
    assignments: Tuple[Assignment, ...]


@dataclass(frozen=True)
class Version:
    version: str
    effective_from: date
    material: bool
    word_count: Optional[int]
    security_misconduct_clause: Truth
    procedure_covers_security: Truth
    procedure_steps: Tuple[str, ...]


@dataclass(frozen=True)
class Document:
    id: str
    kind: str
    versions: Tuple[Version, ...]


@dataclass(frozen=True)
class Module:
    id: str
    basic: Truth
    topics: Tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """One evidence record: what all have in common, and the remaining fields by name."""

    id: str
    type: str
    when: When
    occurred_at: str
    person: Optional[str]
    author: Optional[str]
    sha256: Optional[str]
    attestation: str
    revoked_on: Optional[date]
    fields: Mapping[str, Any]

    @property
    def date(self) -> CivilDate:
        return self.when.date

    def get(self, name: str) -> Any:
        return self.fields.get(name)

    @property
    def is_automated(self) -> bool:
        return self.fields.get("automated") is True

    def says(self, name: str) -> Truth:
        """Whether a yes-or-no field says yes."""
        value = self.fields.get(name)
        return None if value is None else value is True

    def has(self, name: str, *values: str) -> Truth:
        """Whether a field has one of these values."""
        value = self.fields.get(name)
        return None if value is None else value in values

    def listed(self, name: str) -> List[Any]:
        return list(self.fields.get(name) or [])

    def day(self, name: str) -> Optional[CivilDate]:
        return parse_date(self.fields.get(name))


@dataclass(frozen=True)
class Waiver:
    item: str
    levels: Tuple[str, ...]
    approved_on: date
    expires_on: date
    approved_by: Optional[str]
    requested_by: Optional[str]


@dataclass(frozen=True)
class SoaEntry:
    control: str
    applicable: bool
    justification: str
    approved_by: Optional[str]
    approved_on: Optional[date]


class Facts:
    """Everything that was handed in, indexed by id."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        organization = source["organization"]
        self.zone = parse_zone(organization["time_zone"])
        self.isms_start: date = date.fromisoformat(organization["isms_start"])
        self.primary_channel: Optional[str] = organization.get("primary_channel")
        self.headcount_declared: Optional[int] = organization.get("headcount_declared")
        self.collected: List[Any] = list(source["collected"])
        self.roles: Dict[str, Role] = {row["id"]: _role(row) for row in _rows(source, "roles")}
        self.people: Dict[str, Person] = {row["id"]: _person(row) for row in _rows(source, "people")}
        self.documents: Dict[str, Document] = {
            row["id"]: _document(row) for row in _rows(source, "documents")
        }
        self.modules: Dict[str, Module] = {
            row["id"]: _module(row) for row in _rows(source, "training_modules")
        }
        # Canonical order: whatever order the records came in, they are judged by id.
        self.evidence: List[Evidence] = sorted(
            (self._evidence(row) for row in _rows(source, "evidence")), key=lambda record: record.id
        )
        self.waivers: List[Waiver] = [_waiver(row) for row in _rows(source, "exceptions")]
        self.soa: List[SoaEntry] = [_soa_entry(row) for row in _rows(source, "soa")]

    def _evidence(self, row: Mapping[str, Any]) -> Evidence:
        revoked = row.get("revoked_at")
        return Evidence(
            id=row["id"],
            type=row["type"],
            when=parse_when(row["occurred_at"], self.zone),
            occurred_at=row["occurred_at"],
            person=row.get("person"),
            author=row.get("author"),
            sha256=row.get("sha256"),
            attestation=row.get("attestation") or "documented",
            revoked_on=None if revoked is None else parse_when(revoked, self.zone).date,
            fields=row,
        )


def _rows(source: Mapping[str, Any], name: str) -> List[Mapping[str, Any]]:
    return list(source.get(name) or [])


def _default(row: Mapping[str, Any], name: str, value: Any) -> Any:
    found = row.get(name)
    return value if found is None else found


def _role(row: Mapping[str, Any]) -> Role:
    return Role(
        id=row["id"],
        management_level=row["management_level"],
        top_executive=row.get("top_executive"),
        required_topics=tuple(_default(row, "required_topics", [])),
    )


def _person(row: Mapping[str, Any]) -> Person:
    return Person(
        id=row["id"],
        engagement=row["engagement"],
        start=date.fromisoformat(row["start"]),
        end=parse_date(row.get("end")),
        manager=row.get("manager"),
        in_scope=_default(row, "in_scope", True),
        leaves=tuple(
            Leave(date.fromisoformat(leave["start"]), parse_date(leave.get("end")))
            for leave in _rows(row, "leaves")
        ),
        assignments=tuple(
            Assignment(entry["role"], date.fromisoformat(entry["from"]), parse_date(entry.get("to")))
            for entry in _rows(row, "assignments")
        ),
    )


def _document(row: Mapping[str, Any]) -> Document:
    return Document(row["id"], row["kind"], tuple(_version(version) for version in _rows(row, "versions")))


def _version(row: Mapping[str, Any]) -> Version:
    procedure = row.get("disciplinary_procedure")
    return Version(
        version=row["version"],
        effective_from=date.fromisoformat(row["effective_from"]),
        material=_default(row, "material", True),
        word_count=row.get("word_count"),
        security_misconduct_clause=row.get("security_misconduct_clause"),
        procedure_covers_security=False if procedure is None else procedure.get("covers_security"),
        procedure_steps=() if procedure is None else tuple(_default(procedure, "steps", [])),
    )


def _module(row: Mapping[str, Any]) -> Module:
    return Module(row["id"], row.get("basic"), tuple(_default(row, "topics", [])))


def _waiver(row: Mapping[str, Any]) -> Waiver:
    return Waiver(
        item=row["item"],
        levels=tuple(_default(row, "levels", [])),
        approved_on=date.fromisoformat(row["approved_on"]),
        expires_on=date.fromisoformat(row["expires_on"]),
        approved_by=row.get("approved_by"),
        requested_by=row.get("requested_by"),
    )


def _soa_entry(row: Mapping[str, Any]) -> SoaEntry:
    return SoaEntry(
        control=row["control"],
        applicable=row["applicable"],
        justification=_default(row, "justification", ""),
        approved_by=row.get("approved_by"),
        approved_on=parse_date(row.get("approved_on")),
    )
