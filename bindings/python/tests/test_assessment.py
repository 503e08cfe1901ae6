"""Reading an assessment: everything that the small pack puts into one."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import assay
from assay import CheckState, Operation, Rung, TrapState, Verdict


def test_a_level_names_who_is_missing(assessment: assay.Assessment) -> None:
    level = assessment["SIGNED"].minimum
    assert level.is_given
    assert level.verdict is Verdict.NOT_SATISFIED
    assert level.verdict_by_rules is Verdict.NOT_SATISFIED
    assert not level.is_satisfied
    assert (level.due, level.met) == (3, 1)
    assert level.missing == ("p2",)
    assert level.unknown == ("p3",)
    assert level.erring == ()
    assert level.reasons == ()  # Its rule alone decided.
    assert not assessment["SIGNED"].full.is_given


def test_a_part_counts(assessment: assay.Assessment) -> None:
    (part,) = assessment["SIGNED"].minimum.parts
    assert (part.name, part.population, part.verdict) == ("", "staff", Verdict.NOT_SATISFIED)
    assert (part.population_count, part.due, part.met, part.failed, part.maybe_due) == (3, 3, 1, 1, 0)
    assert part.threshold_pct == 100
    assert not part.is_organisation
    assert not part.population_is_open
    assert part.error == ""


def test_a_rule_that_errs_is_a_verdict(assessment: assay.Assessment) -> None:
    item = assessment["GUESTS"]
    assert item.rung is Rung.ERROR
    assert item.minimum.verdict is Verdict.ERROR
    assert item.minimum.erring == ("g1",)
    assert "1 / params.divisor" in item.minimum.parts[0].error


def test_several_rules_are_parts_by_name(assessment: assay.Assessment) -> None:
    item = assessment["CHANNEL"]
    assert item.title == "There is a channel, and people who were there before"
    assert item.rung is Rung.FULL
    assert item.operation is Operation.NOT_TESTED
    assert [part.name for part in item.full.parts] == ["channel", "veterans"]
    assert item.full.parts[0].is_organisation
    assert (item.full.due, item.full.met, item.full.missing) == (3, 3, ())


def test_traps_and_checks_are_found_by_id(assessment: assay.Assessment) -> None:
    trap = assessment.traps["T1"]
    assert (trap.id, trap.title, trap.state) == ("T1", "nobody is there", TrapState.NOT_DETECTED)
    assert (trap.caps_full, trap.asks, trap.error) == (True, "", "")
    assert assessment["CHANNEL"].traps == assessment.traps
    assert assessment["SIGNED"].traps == {}
    check = assessment.checks["RC1"]
    assert (check.id, check.state, check.asks) == (
        "RC1", CheckState.NOT_PERFORMED, "Where would you look for a message?")
    assert (check.is_interview, check.is_census, check.population) == (True, False, 3)
    assert (check.asked, check.deviations, check.upper_bound, check.people) == (0, 0, None, ())


def test_findings_say_what_was_required_and_seen(assessment: assay.Assessment) -> None:
    finding = assessment["SIGNED"].findings[0]
    assert (finding.item, finding.level, finding.verdict) == ("SIGNED", "minimum", Verdict.NOT_SATISFIED)
    assert finding.statement == "1 of 3 have not signed: p2"
    assert "p2" in finding.subjects
    assert finding in assessment.findings


def test_records_that_do_not_count_are_flagged(assessment: assay.Assessment) -> None:
    assert [(flag.flag, flag.record) for flag in assessment.data_quality] == [("future_dated", "e2")]


def test_scores_are_exact(assessment: assay.Assessment) -> None:
    score = assessment.score
    assert score is not None
    written = assessment.to_dict()["score"]
    assert (str(score.low.numerator) + "/" + str(score.low.denominator)) == written["exact"]["low"]
    assert float(score.low_text) == written["low"]
    assert float(score.high_text) == written["high"]
    assert assessment.score_without_waivers == score
    assert isinstance(assessment.known_pct, Fraction)
    item = assessment["SIGNED"].score
    assert item is not None and item.is_certain and item.low == 0
    assert str(assay.Score(Fraction(655, 8), Fraction(191, 2))) == "81.88 to 95.50"
    assert str(assay.Score(Fraction(1, 3), Fraction(1, 3))) == "0.33"


def test_items_are_a_collection(assessment: assay.Assessment) -> None:
    assert [item.id for item in assessment] == ["SIGNED", "GUESTS", "CHANNEL"]
    assert len(assessment) == 3
    assert "SIGNED" in assessment
    assert "I99" not in assessment
    with pytest.raises(KeyError, match="I99"):
        assessment["I99"]
    with pytest.raises(TypeError):
        assessment[0]  # type: ignore[index]
    assert [control.id for control in assessment.controls] == ["C1", "C2"]
    assert assessment.controls[0].title == "Agreements"
    assert assessment.controls[0].is_applicable
    assert assessment.controls[0].exclusion == ""
    assert assessment.controls[1].items[0].id == "CHANNEL"


def test_a_level_is_not_a_truth_value(assessment: assay.Assessment) -> None:
    with pytest.raises(TypeError, match="ask for its verdict"):
        bool(assessment["CHANNEL"].full)


def test_what_it_was_made_from(assessment: assay.Assessment, pack: assay.Pack, facts: assay.Facts) -> None:
    assert (assessment.pack_id, assessment.pack_version) == ("small", "1.2.3")
    assert assessment.pack_digest == pack.digest
    assert assessment.facts_digest == facts.digest
    assert repr(assessment).startswith("<Assessment by small 1.2.3 as of 2026-03-31: ")
    assert repr(assessment["SIGNED"]) == "<Item SIGNED not_satisfied>"


def test_reports(assessment: assay.Assessment) -> None:
    assert {"text", "json"} <= set(assay.report_formats())
    for name in assay.report_formats():
        assert "SIGNED" in assessment.render(name)
    assert json.loads(assessment.to_json()) == assessment.to_dict()
    assert assessment.to_dict()["format"] == "assay.assessment/1"
    assert str(assessment) + "\n" == assessment.render("text")
    with pytest.raises(ValueError, match="papyrus"):
        assessment.render("papyrus")


def test_it_stands_alone(pack: assay.Pack, facts: assay.Facts) -> None:
    assessment = assay.assess(pack, facts)
    pack.close()
    facts.close()
    assert assessment["SIGNED"].minimum.missing == ("p2",)


def test_closed_it_is_refused_with_all_that_came_from_it(pack: assay.Pack, facts: assay.Facts) -> None:
    with assay.assess(pack, facts) as assessment:
        item = assessment["SIGNED"]
        level = item.minimum
        (part,) = level.parts
        control = assessment.controls[0]
        assert [repr(each) for each in (item, level, part, control)] == [
            "<Item SIGNED not_satisfied>", "<Level not_satisfied>", "<Part not_satisfied>", "<Control C1>"]
    assessment.close()
    assert [repr(each) for each in (assessment, item, level, part, control)] == [
        f"<{kind}, closed>" for kind in ("Assessment", "Item", "Level", "Part", "Control")]
    assert assessment._repr_html_() is None and item._repr_html_() is None
    for use in (lambda: assessment.score, lambda: item.rung, lambda: level.verdict, lambda: part.missing,
                lambda: control.items, lambda: assessment["SIGNED"], assessment.to_json, assessment.__enter__):
        with pytest.raises(ValueError, match="the assessment is closed"):
            use()


def test_ids_of_several_parts_are_in_the_order_of_the_library() -> None:
    """Python orders by code points, the library by bytes of UTF-8: the same order."""
    names = ["p", "z", "\u00e9", "\uffee", "\U0001f600", "P"]
    assert sorted(names) == [name.decode() for name in sorted(name.encode() for name in names)]
