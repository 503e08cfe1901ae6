"""The organisation of examples/organisation as tables: what a facts document says in nested arrays."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from conftest import REPOSITORY

Rows = List[Dict[str, Any]]

# What stays in the document: records whose parts are nested too deeply for a flat table to be of use.
IN_DOCUMENT = ("format", "as_of", "organization", "collected", "documents", "training_modules", "exceptions", "soa")


def document() -> Dict[str, Any]:
    path = REPOSITORY / "examples" / "organisation" / "facts.json"
    loaded: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def split() -> "tuple[Dict[str, Any], Dict[str, Rows]]":
    """The document without its largest records, and those as rows by table."""
    whole = document()
    rest = {name: value for name, value in whole.items() if name in IN_DOCUMENT}
    tables: Dict[str, Rows] = {"roles": whole["roles"], "people": [], "assignment": []}
    for person in whole["people"]:
        own = dict(person)
        for assignment in own.pop("assignments", ()):
            tables["assignment"].append({"person_id": person["id"], **assignment})
        tables["people"].append(own)
    rest["evidence"] = []
    flat = {"acknowledgement", "job_description", "nda", "training_completion", "appraisal", "communication",
            "access_review", "role_change_checklist", "interview"}
    for record in whole["evidence"]:
        if record["type"] in flat:
            tables.setdefault(record["type"], []).append(record)
        else:
            rest["evidence"].append(record)
    return rest, tables
