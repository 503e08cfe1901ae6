"""Reading an assessment: what the small pack does not have, out of a whole organisation."""

from __future__ import annotations

import datetime
import pathlib
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any, Dict, Tuple

import pytest

import assay
from assay import LevelName, Rung, Truth, Verdict


def item_in(document: Dict[str, Any], name: str) -> Dict[str, Any]:
    found: Dict[str, Any] = next(
        item for control in document["controls"] for item in control["items"] if item["id"] == name)
    return found


def test_the_walk_says_what_the_json_says(audited: assay.Assessment) -> None:
    written = audited.to_dict()
    for item in audited:
        told = item_in(written, item.id)
        assert item.rung.value == told["rung"]
        assert item.asks == told.get("asks", "")
        assert item.maturity == told["maturity"]
        assert [finding.statement for finding in item.findings] == [finding["statement"] for finding in told["findings"]]
        assert [step.text for step in item.remediation] == [step["text"] for step in told["remediation"]]
        assert [trap.state.value for trap in item.traps.values()] == [trap["state"] for trap in told["traps"]]
        assert [check.state.value for check in item.checks.values()] == [check["state"] for check in told["reality_checks"]]
        assert [list(link.references) for link in item.crosswalk] == [link["references"] for link in told["crosswalk"]]


def test_a_worklist(audited: assay.Assessment) -> None:
    work = audited.remediation
    assert [step.item for step in work] == [step.item for item in audited for step in item.remediation]
    step = next(step for step in work if step.item == "I05")
    assert step.owner_role == "HR"
    assert set(step.subjects) <= set(audited["I05"].full.missing)
    assert step.text.startswith("Put the graduated steps")


def test_a_finding_shows_what_came_nearest(audited: assay.Assessment) -> None:
    (finding,) = audited["I05"].findings
    assert (finding.level, finding.verdict) == (LevelName.FULL, Verdict.NOT_SATISFIED)
    nearest = finding.nearest
    assert nearest is not None and nearest in finding.evidence and nearest.nearest is not None
    record = nearest.nearest
    assert (record.record_type, record.of - record.met) == ("acknowledgement", len(record.failed))
    condition = record.failed[0]
    assert condition.state is Truth.FAIL
    assert (condition.shortfall, condition.shortfall_unit) == (Decimal(28), "days")
    assert assay.Reading("params.reack_grace_days", "30") in condition.readings
    assert {rejected.id for rejected in nearest.rejected} <= {rejected.id for rejected in finding.rejected}
    assert nearest.rejected_total == len(nearest.rejected)


def test_traps_checks_and_waivers(audited: assay.Assessment) -> None:
    trap = audited.traps["T5"]
    assert {signal.name: (signal.low, signal.high) for signal in trap.signals} == {
        "hollow_clicks": (31, 31), "honest_clicks": (96, 96)}
    check = audited.checks["RC1"]
    assert (check.asked, check.deviations, len(check.people)) == (22, 1, 22)
    assert check.upper_bound is not None and 0.1 < check.upper_bound < 0.3
    waivers = [waiver for item in audited for waiver in item.waivers]
    assert len(waivers) == 1
    assert waivers[0].expires_on is not None and waivers[0].expires_on >= audited.as_of
    assert all(isinstance(level, LevelName) for level in waivers[0].levels)
    crosswalk = audited["I01"].crosswalk
    assert all(link.relation in ("equal", "subset", "superset", "intersects") and link.references for link in crosswalk)


def test_the_whole(audited: assay.Assessment, large: Tuple[assay.Pack, assay.Facts]) -> None:
    pack, facts = large
    assert audited.as_of == datetime.date(2026, 3, 31) == facts.as_of
    assert audited.engine_version == assay.__version__
    assert audited.rule_language == "assay-cel/1"
    assert audited.tzdata
    assert audited.fact_counts == {name: rows for name, rows in facts.counts.items() if rows}
    assert audited.fact_counts["person"] == 161
    assert audited.parameters["training_pct"] == 100
    assert audited.parameters["live_formats"] == ("in_person", "live_remote")
    assert list(audited.parameters) == [parameter.name for parameter in pack.parameters]
    assert audited.score_model == "ladder"
    assert set(audited.model_scores) == {"default", "flat", "flat_unweighted", "absolute"}
    assert audited.model_scores["default"].maximum == Fraction(100)
    assert audited.functions == {}
    assert audited.is_major_nonconformity is audited.to_dict()["major_nonconformity"]
    assert all(observation.text and observation.error == "" for observation in audited.observations)
    written = audited.to_dict()
    assert list(audited.assumed_fields) == written["pack"]["assumes"]
    assert [lost.record for lost in audited.ineffective] == [
        entry.get("record", entry.get("control")) for entry in written["ineffective"]]
    score = audited.score
    assert score is not None and score.floats == (float(score.low), float(score.high))
    part = audited["I05"].full.part("acknowledged")
    assert part.due == part.met + part.failed + part.unclear + part.errors
    with pytest.raises(KeyError):
        audited["I05"].full.part("nobody")
    assert audited["I05"].level("full").verdict is audited["I05"].full.verdict
    with pytest.raises(ValueError):
        audited["I05"].level("middle")


def test_words_are_not_in_the_order_of_the_alphabet(audited: assay.Assessment) -> None:
    assert Rung.ERROR < Rung.UNKNOWN < Rung.NOT_SATISFIED < Rung.MINIMUM < Rung.FULL < Rung.EFFECTIVE
    assert max(Rung.FULL, Rung.MINIMUM) is Rung.FULL
    assert Rung.FULL >= "minimum"
    with pytest.raises(TypeError, match="outside the ladder"):
        Rung.WAIVED > Rung.FULL
    with pytest.raises(TypeError, match="has no order"):
        Verdict.SATISFIED > Verdict.UNKNOWN
    assert {Verdict.SATISFIED: 1}[audited["I03"].minimum.verdict] == 1


def test_what_is_read_are_values(audited: assay.Assessment) -> None:
    values = (audited.findings, audited.remediation, audited.traps, audited.checks, audited.score)
    assert pickle.loads(pickle.dumps(values)) == values


def test_reports_are_written_by_their_ending(audited: assay.Assessment, tmp_path: pathlib.Path) -> None:
    audited.write(tmp_path / "a.json")
    audited.write(str(tmp_path / "a.TXT"))
    audited.write(tmp_path / "report", "json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "report").read_bytes() == audited.to_json().encode()
    assert (tmp_path / "a.TXT").read_text(encoding="utf-8") == audited.to_text()
    for name in assay.report_formats():
        audited.write(tmp_path / "any", name)
        assert (tmp_path / "any").read_text(encoding="utf-8") == audited.render(name)
    with pytest.raises(ValueError, match="papyrus"):
        audited.write(tmp_path / "a.papyrus")
    assert not (tmp_path / "a.papyrus").exists()
    with pytest.raises(OSError):
        audited.write(tmp_path / "no" / "folder.json")


def test_explaining_an_item(audited: assay.Assessment) -> None:
    said = audited.explain("I05")
    assert said.startswith("I05  Breaches have consequences")
    assert "p020" in said and "short by 28 days" in said
    assert "I09" not in said and "I09" in audited.explain()
    assert "minimum" in audited.explain("I05", "minimum")
    assert audited.explain("I05", LevelName.FULL, ascii=True).isascii()
    assert "\x1b[" in audited.explain("I05", color=True) and "\x1b[" not in said
    assert max(map(len, audited.explain("I05", width=60).splitlines())) <= 60
    with pytest.raises(assay.AssessError) as caught:
        audited.explain("I99")
    assert caught.value.code == "not_found"
    with pytest.raises(ValueError):
        audited.explain("I05", "middle")
    with pytest.raises(ValueError, match="width"):
        audited.explain("I05", width=10)


def test_explaining_somebody(large: Tuple[assay.Pack, assay.Facts]) -> None:
    with assay.explain(*large, "p020") as account:
        assert (account.subject, account.record_type, account.as_of) == ("p020", "person", datetime.date(2026, 3, 31))
        entry = next(entry for entry in account.entries if (entry.item, entry.level) == ("I05", "full"))
        assert (entry.is_member, entry.due, entry.met) == (Truth.PASS, Truth.PASS, Truth.FAIL)
        assert entry.evidence.nearest is not None and entry.evidence.nearest.record == "e0528"
        assert str(account).startswith("p020  person")
        assert "I05" in account.to_text("I05") and "I09" not in account.to_text("I05")
        assert repr(account) == "<Account of person p020>"
    assert repr(account) == "<Account, closed>"
    for use in (lambda: account.entries, lambda: account.subject, account.to_text):
        with pytest.raises(ValueError, match="the account is closed"):
            use()
    with pytest.raises(assay.AssessError) as caught:
        assay.explain(*large, "nobody")
    assert caught.value.code == "not_found"
    forgiving = assay.explain(*large, "p020", as_of="2026-02-20")
    assert forgiving.as_of == datetime.date(2026, 2, 20)


def test_a_sample_can_be_drawn_again(large: Tuple[assay.Pack, assay.Facts]) -> None:
    five = assay.sample(*large, "RC1", "2026-Q1", size=5)
    assert five.people == ("p015", "p002", "p070", "p129", "p125")  # As the command line draws them.
    assert assay.sample(*large, "RC1", "2026-Q1", size=8).people[:5] == five.people
    assert assay.sample(*large, "RC1", "another", size=5).people != five.people
    assert len(assay.sample(*large, "RC1", "2026-Q1").people) == 22
    assert (five.check, five.seed, five.tolerable_pct, five.confidence_pct) == ("RC1", "2026-Q1", 10, 90)
    assert five.record["drawn_ids"] == list(five.people)
    assert five.population.startswith("workforce")
    with pytest.raises(assay.AssessError) as caught:
        assay.sample(*large, "RC2", "2026-Q1")
    assert caught.value.code == "not_found"
    with pytest.raises(ValueError, match="size"):
        assay.sample(*large, "RC1", "2026-Q1", size=0)


def test_a_pack_shows_what_it_has(large: Tuple[assay.Pack, assay.Facts], audited: assay.Assessment) -> None:
    pack = large[0]
    assert pack.title
    assert [item.id for control in pack.controls for item in control.items if item.is_enabled] == [
        item.id for item in audited]
    assert all(item.weight > 0 for control in pack.controls for item in control.items)
    assert {trap.id for trap in pack.traps} == set(audited.traps)
    assert {check.id for check in pack.checks} == set(audited.checks)
    interview = next(check for check in pack.checks if check.id == "RC1")
    assert (interview.item, interview.is_interview, interview.population) == ("I01", True, "workforce")
    assert {"person", "training_completion", "assignment"} <= set(pack.record_types)
    assert pack.functions == ()


def test_notebooks_get_text_not_code(large: Tuple[assay.Pack, assay.Facts], audited: assay.Assessment) -> None:
    shown = audited._repr_html_() or ""
    assert "I05" in shown and "not satisfied" in shown and "and 18 more" in shown
    assert "p020" in (audited["I05"]._repr_html_() or "")
    evil = "<script>alert('&\"')</script>"
    pack = assay.load_pack({
        "format": "assay.pack/1", "id": "evil", "title": evil, "version": "1.0.0", "language": "assay-cel/1",
        "populations": {"everybody": {"of": "person"}},
        "controls": [{"id": "C", "title": evil, "items": [{
            "id": "X", "title": evil, "each": "everybody", "levels": {"minimum": {"require": "false"}},
            "finding": evil + " {subjects}", "remediation": {"owner": evil, "text": evil}}]}]})
    facts = assay.Facts.from_json({
        "as_of": "2026-03-31", "collected": ["*"], "organization": {"id": "o", "time_zone": "UTC", "isms_start": "2024-01-01"},
        "people": [{"id": evil, "engagement": "employee", "start": "2024-01-01"}]}, pack=pack)
    assessment = assay.assess(pack, facts)
    assert assessment["X"].minimum.missing == (evil,)
    for html in (assessment._repr_html_() or "", assessment["X"]._repr_html_() or ""):
        assert "&lt;script&gt;" in html
        assert "<script" not in html and "alert('" not in html


def test_errors_survive_a_process_border(pack: assay.Pack) -> None:
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(b"format: [")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is assay.PackError
    assert (str(again), again.code, again.message, again.diagnostics) == (
        str(caught.value), caught.value.code, caught.value.message, caught.value.diagnostics)
    assert again.diagnostics[0].line == 1


def test_schemas(audited: assay.Assessment, pack: assay.Pack) -> None:
    for schema in (assay.pack_schema(), assay.assessment_schema(), pack.facts_schema()):
        assert schema["$schema"].endswith("2020-12/schema")
    assert set(audited.to_dict()) <= set(assay.assessment_schema()["$defs"]["assessment"]["properties"])


def test_groups_each_have_their_verdict() -> None:
    pack = assay.load_pack({
        "format": "assay.pack/1", "id": "groups", "title": "Groups", "version": "1.0.0", "language": "assay-cel/1",
        "populations": {"people": {"of": "person"}},
        "controls": [{"id": "C", "title": "C", "items": [{
            "id": "X", "title": "X", "each": "people", "per": "string(person.engagement)", "coverage_pct": "50",
            "levels": {"minimum": {"require": "person.in_scope"}}}]}]})
    people = [{"id": f"p{number}", "engagement": "employee" if number < 3 else "contractor", "start": "2024-01-01",
               "in_scope": number < 3} for number in range(5)]
    facts = assay.Facts.from_tables(
        pack, {"people": people}, collected=["*"], as_of="2026-03-31",
        organization={"id": "o", "time_zone": "UTC", "isms_start": "2024-01-01"})
    (part,) = assay.assess(pack, facts)["X"].minimum.parts
    assert part.verdict is Verdict.NOT_SATISFIED
    assert [(group.name, group.verdict, group.due, group.met, group.failed) for group in part.groups] == [
        ("contractor", Verdict.NOT_SATISFIED, 2, 0, 2), ("employee", Verdict.SATISFIED, 3, 3, 0)]
    assert {(group.population_count, group.unclear, group.errors, group.maybe_due) for group in part.groups} == {
        (2, 0, 0, 0), (3, 0, 0, 0)}
