"""What an assessment can be asked for: day, parameters, limits, cancellation, threads."""

from __future__ import annotations

import concurrent.futures
import datetime
import logging
import signal
import subprocess
import sys
import threading
import time
import types
from decimal import Decimal
from typing import Any, Callable, Dict, List, Tuple

import pytest

import assay

from conftest import SMALL


@pytest.mark.parametrize("day", ["2027-06-30", datetime.date(2027, 6, 30)])
def test_the_day_is_the_one_asked_for(pack: assay.Pack, facts: assay.Facts, day: Any) -> None:
    assert assay.assess(pack, facts).as_of == datetime.date(2026, 3, 31)
    assert assay.assess(pack, facts, as_of=day).as_of == datetime.date(2027, 6, 30)


def test_a_point_in_time_is_no_day(pack: assay.Pack, facts: assay.Facts) -> None:
    with pytest.raises(TypeError, match="as_of must be a date"):
        assay.assess(pack, facts, as_of=datetime.datetime(2027, 6, 30))
    with pytest.raises(assay.AssessError, match="2027-02-30"):
        assay.assess(pack, facts, as_of="2027-02-30")


def test_a_day_is_given_or_not(pack: assay.Pack, facts: assay.Facts) -> None:
    assert assay.assess(pack, facts, as_of=None).as_of == facts.as_of
    asks: List[Callable[[Any], object]] = [
        lambda day: assay.assess(pack, facts, as_of=day), lambda day: assay.explain(pack, facts, "p1", as_of=day),
        lambda day: assay.sample(pack, facts, "KNOWN", "s", as_of=day),
        lambda day: assay.Facts.from_tables(pack, {}, document=facts.to_dict(), as_of=day)]
    for ask in asks:
        with pytest.raises(ValueError, match="as_of is empty"):
            ask("")


def test_parameters_change_the_verdict(pack: assay.Pack, facts: assay.Facts) -> None:
    assert assay.assess(pack, facts)["SIGNED"].minimum.verdict == "not_satisfied"
    assert assay.assess(pack, facts, nda_coverage_pct=30)["SIGNED"].minimum.verdict == "satisfied"
    by_mapping = assay.assess(pack, facts, parameters={"nda_coverage_pct": 30})
    assert by_mapping["SIGNED"].minimum.is_satisfied
    assert by_mapping.to_dict()["parameters"]["nda_coverage_pct"] == 30


def test_every_wrong_parameter_is_reported(pack: assay.Pack, facts: assay.Facts) -> None:
    with pytest.raises(assay.AssessError) as caught:
        assay.assess(pack, facts, no_such_parameter=1, nda_coverage_pct=101)
    assert caught.value.code == "invalid_argument"
    assert len(caught.value.diagnostics) == 2
    assert all(diagnostic.code.startswith("assess.") for diagnostic in caught.value.diagnostics)


@pytest.mark.parametrize("value", ["30", Decimal(30), Decimal("3E+1")])
def test_values_may_be_written_in_several_ways(pack: assay.Pack, facts: assay.Facts, value: Any) -> None:
    if isinstance(value, str):  # A text is a text, even one of digits.
        with pytest.raises(assay.AssessError):
            assay.assess(pack, facts, nda_coverage_pct=value)
    else:
        assert assay.assess(pack, facts, nda_coverage_pct=value)["SIGNED"].minimum.is_satisfied


@pytest.mark.parametrize("value", [0.5, None, {"a": 1}, b"x", Decimal("NaN"), datetime.datetime(2026, 1, 1)])
def test_values_that_are_none_are_a_type_error(pack: assay.Pack, facts: assay.Facts, value: Any) -> None:
    with pytest.raises(TypeError, match="nda_coverage_pct"):
        assay.assess(pack, facts, nda_coverage_pct=value)


def test_lists_are_parameters_too(large: Tuple[assay.Pack, assay.Facts]) -> None:
    assessment = assay.assess(*large, handbook_engagements=["employee", "contractor"])
    assert assessment.to_dict()["parameters"]["handbook_engagements"] == ["employee", "contractor"]


def test_the_step_budget_ends_it(pack: assay.Pack, facts: assay.Facts) -> None:
    with pytest.raises(assay.LimitReached) as caught:
        assay.assess(pack, facts, step_budget=1)
    assert caught.value.code == "limit"
    with pytest.raises(ValueError):
        assay.assess(pack, facts, step_budget=0)


def test_it_can_be_cancelled(pack: assay.Pack, facts: assay.Facts) -> None:
    with pytest.raises(assay.Cancelled) as caught:
        assay.assess(pack, facts, is_cancelled=lambda: True)
    assert caught.value.code == "cancelled"
    asked = []

    def never() -> bool:
        asked.append(True)
        return False

    assay.assess(pack, facts, is_cancelled=never)
    assert asked


def test_what_the_callbacks_raise_comes_out(pack: assay.Pack, facts: assay.Facts) -> None:
    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        assay.assess(pack, facts, is_cancelled=interrupted)
    with pytest.raises(KeyboardInterrupt):
        assay.assess(pack, facts, progress=interrupted)
    assert assay.assess(pack, facts).as_of  # And nothing of it stays.


def test_ctrl_c_ends_it(large: Tuple[assay.Pack, assay.Facts]) -> None:
    """Without this, twenty-four months of every item take many times as long as the alarm waits."""
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            while True:
                assay.assess(*large, history_months=24)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_progress_is_told_to_the_end(large: Tuple[assay.Pack, assay.Facts]) -> None:
    told: List[Tuple[int, int]] = []
    assessment = assay.assess(*large, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] >= len(assessment)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert assessment.to_json() == assay.assess(*large).to_json()


def test_progress_may_be_a_bar(large: Tuple[assay.Pack, assay.Facts], monkeypatch: pytest.MonkeyPatch) -> None:
    bars: List[Any] = []

    class Bar:
        def __init__(self, total: int, **_: Any):
            self.total, self.n, self.is_closed = total, 0, False
            bars.append(self)

        def update(self, more: int) -> None:
            self.n += more

        def close(self) -> None:
            self.is_closed = True

    monkeypatch.setitem(sys.modules, "tqdm.auto", types.SimpleNamespace(tqdm=Bar))
    assay.assess(*large, progress=True)
    (bar,) = bars
    assert bar.n == bar.total > 0
    assert bar.is_closed
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)  # Not installed.
    assay.assess(*large, progress=True)
    with pytest.raises(TypeError, match="progress"):
        assay.assess(*large, progress=3)  # type: ignore[arg-type]


def test_history_and_threads(large: Tuple[assay.Pack, assay.Facts], audited: assay.Assessment) -> None:
    assert audited.history_months == 3
    assert audited["I03"].lapse is not None
    assert audited["I03"].lapse.on is not None and audited["I03"].lapse.on > audited.as_of
    assert audited["I03"].lapse.to < audited["I03"].rung
    assert audited["I01"].lapse is None and audited["I01"].since is None  # Nobody asked.
    one, two = (assay.assess(*large, threads=threads).to_json() for threads in (1, 2))
    assert one == two


@pytest.mark.parametrize("wrong", [
    {"threads": 0}, {"threads": 257}, {"step_budget": 0}, {"memory_limit_bytes": 0}, {"history_months": 25}, {"history_months": -1},
    {"explained_subjects": -1}])
def test_numbers_have_bounds(pack: assay.Pack, facts: assay.Facts, wrong: Dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=name):
        assay.assess(pack, facts, **wrong)


@pytest.mark.parametrize("wrong", [
    {"threads": "2"}, {"step_budget": 1.5}, {"history_months": True}, {"language": None}, {"is_cancelled": 1},
    {"as_of": 20260331}, {"history_items": "I03"}])
def test_arguments_have_types(pack: assay.Pack, facts: assay.Facts, wrong: Dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        assay.assess(pack, facts, **wrong)


def test_evidence_is_of_as_many_subjects_as_asked_for(large: Tuple[assay.Pack, assay.Facts]) -> None:
    def explained(count: int) -> int:
        (finding,) = assay.assess(*large, explained_subjects=count)["I05"].findings
        return len({evidence.subject for evidence in finding.evidence} - {""})

    assert (explained(0), explained(3)) == (0, 3)


def test_logging_is_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="assay"):
        loaded = assay.load_pack(SMALL / "small_pack.yaml")
        read = assay.Facts.from_json(SMALL / "small_facts.json", pack=loaded)
        assay.assess(loaded, read)
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert any(level == "WARNING" and "expr.unusual-word" in line for level, line in said)
    assert any(level == "INFO" and read.digest in line for level, line in said)
    caplog.clear()
    with caplog.at_level(logging.ERROR, logger="assay"):
        assay.load_pack(SMALL / "small_pack.yaml")
    assert not caplog.records


def test_arguments_are_looked_at(pack: assay.Pack, facts: assay.Facts) -> None:
    with pytest.raises(TypeError, match="facts must be an assay.Facts, not Pack"):
        assay.assess(pack, pack)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="pack must be an assay.Pack, not Facts"):
        assay.assess(facts, facts)  # type: ignore[arg-type]


def test_facts_of_one_pack_serve_another_without_record_types(facts: assay.Facts) -> None:
    other = assay.load_pack("iso27001-2022-a5.4")
    assert len(assay.assess(other, facts)) > 0


def test_threads_share_pack_facts_and_assessment_and_get_the_same_bytes(
    large: Tuple[assay.Pack, assay.Facts]
) -> None:
    threads = 8
    start = threading.Barrier(threads)
    shared = assay.assess(*large)

    def work(_: int) -> Tuple[str, str, Tuple[str, ...]]:
        start.wait(30)
        return assay.assess(*large).to_json(), shared.to_json(), shared["I04"].full.missing

    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        results = set(pool.map(work, range(threads)))
    assert results == {(shared.to_json(), shared.to_json(), shared["I04"].full.missing)}


def test_other_threads_run_while_an_assessment_is_made(large: Tuple[assay.Pack, assay.Facts]) -> None:
    """Python is told to take its lock from no thread, so that another one runs only where the lock is given away."""
    ticks = 0
    done = False

    def tick() -> None:
        nonlocal ticks
        while not done:
            ticks += 1
            time.sleep(0)  # Gives the lock away.

    def moves(work: Callable[[], object]) -> bool:
        before = ticks
        made = work()
        moved = ticks != before
        del made  # Not before: freeing it is a call that gives the lock away too.
        return moved

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    other = threading.Thread(target=tick)
    other.start()
    try:
        # What keeps the lock lets nobody run, however long it takes: so the measure can tell.
        assert not moves(lambda: sum(range(3_000_000)))
        # When the other thread is woken is for the system to say: it has as many chances as it needs.
        assert any(moves(lambda: assay.assess(*large)) for _ in range(1000))
    finally:
        done = True
        sys.setswitchinterval(interval)
        other.join()


def test_closing_in_another_thread_waits_for_nobody_and_breaks_nothing(
    pack: assay.Pack, facts: assay.Facts
) -> None:
    def close_both() -> bool:
        pack.close()
        facts.close()
        return False

    close: Callable[[], bool] = close_both
    assert assay.assess(pack, facts, is_cancelled=close)["SIGNED"].id == "SIGNED"
    with pytest.raises(ValueError):
        assay.assess(pack, facts)


def test_nobody_is_told_where_nobody_listens() -> None:
    script = """
import logging
from assay import _log
print(_log.callback() is None)
logging.basicConfig()
print(_log.callback() is None)
logging.getLogger("assay").propagate = False
print(_log.callback() is None)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "True"]


def test_facts_of_a_pack_with_record_types_serve_no_other(pack: assay.Pack) -> None:
    other = assay.load_pack({
        "format": "assay.pack/1", "id": "systems", "title": "Systems", "version": "1.0.0", "language": "assay-cel/1",
        "populations": {"systems": {"of": "system"}},
        "records": {"types": {"system": {"plural": "systems", "role": "table", "doc": "A system.", "fields": {
            "id": {"type": "text", "key": True, "doc": "Its name."}}}}}})
    assert "system" in other.record_types
    facts = assay.Facts.from_tables(
        other, {"systems": [{"id": "crm"}]}, collected=[], as_of="2026-03-31",
        organization={"id": "o", "time_zone": "UTC", "isms_start": "2024-01-01"})
    assert facts.counts["system"] == 1
    with pytest.raises(assay.AssessError) as caught:
        assay.assess(pack, facts)
    assert caught.value.code == "invalid_argument"
    with pytest.raises(assay.AssessError):
        assay.explain(pack, facts, "crm")
