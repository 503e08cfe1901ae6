"""What notebooks show. Every text in it comes from a pack or from facts, so every text is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Iterable, List

if TYPE_CHECKING:
    from ._assessment import Assessment
    from ._item import Item, Level

_SHOWN = 12
_COLOURS = {
    "satisfied": "#1a7f37",
    "not_satisfied": "#cf222e",
    "unknown": "#9a6700",
    "error": "#8250df",
}


def of_assessment(assessment: Assessment) -> str:
    """A heading, the score, and a row an item."""
    head = f"<strong>{_text(assessment.pack_id)}</strong> {_text(assessment.pack_version)} as of {assessment.as_of}"
    score = assessment.score
    said = "nothing counted" if score is None else f"score {score} %"
    rows: List[str] = []
    for control in assessment.controls:
        title = f"{_text(control.id)} {_text(control.title)}"
        if not control.is_applicable:
            title += f" (not applicable: {_text(control.exclusion)})"
        rows.append(f'<tr><th colspan="6" style="text-align:left">{title}</th></tr>')
        rows.extend(_row(item) for item in control.items)
    return (
        f"<div><p>{head}: {_text(said)}</p><table>"
        f"{_cells('th', ['item', '', 'minimum', 'full', 'rung', 'missing'])}{''.join(rows)}</table></div>"
    )


def of_item(item: Item) -> str:
    """A heading, the levels with their reasons and who is missing, the findings, and what to do."""
    rows = []
    for name, level in (("minimum", item.minimum), ("full", item.full)):
        if level.is_given:
            rows.append(
                _cells("td", [name, _verdict(level), _text(", ".join(level.reasons)), _names(level.missing)])
            )
    parts = [
        f"<p><strong>{_text(item.id)}</strong> {_text(item.title)}: {_text(_spoken(item.rung.value))}</p>",
        f"<table>{_cells('th', ['level', 'verdict', 'because of', 'missing'])}{''.join(rows)}</table>",
    ]
    findings = [f"<li>{_text(finding.statement)}</li>" for finding in item.findings]
    if findings:
        parts.append(f"<p>Findings</p><ul>{''.join(findings)}</ul>")
    todo = [
        f"<li>{_text(step.owner_role)}{'' if step.due is None else f', by {step.due}'}: {_text(step.text)}</li>"
        for step in item.remediation
    ]
    if todo:
        parts.append(f"<p>What to do</p><ul>{''.join(todo)}</ul>")
    return f"<div>{''.join(parts)}</div>"


def _row(item: Item) -> str:
    missing = sorted({name for level in (item.minimum, item.full) for name in level.missing})
    return _cells(
        "td",
        [
            _text(item.id),
            _text(item.title),
            _verdict(item.minimum),
            _verdict(item.full),
            _text(_spoken(item.rung.value)),
            _names(missing),
        ],
    )


def _verdict(level: Level) -> str:
    if not level.is_given:
        return ""
    verdict = level.verdict.value
    return f'<span style="color:{_COLOURS.get(verdict, "inherit")}">{_text(_spoken(verdict))}</span>'


def _names(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return _text(", ".join(names[:_SHOWN]) + more)


def _cells(kind: str, contents: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<{kind} style="text-align:left">{content}</{kind}>' for content in contents) + "</tr>"


def _spoken(word: str) -> str:
    return word.replace("_", " ")


def _text(raw: str) -> str:
    return html.escape(raw, quote=True)
