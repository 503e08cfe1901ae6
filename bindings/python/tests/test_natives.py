"""Python functions that rules call."""

from __future__ import annotations

import datetime
import gc
import signal
import threading
import weakref
from decimal import Decimal
from typing import Any, Callable, Dict, List, Optional, Tuple, Type

import pytest

import assay
from assay._native_function import _Call

PEOPLE: List[Dict[str, Any]] = [
    {"id": "ann", "engagement": "employee", "start": "2024-01-01", "manager": "bob"},
    {"id": "bob", "engagement": "contractor", "start": "2025-06-01", "end": "2026-12-31"},
    {"id": "cyd", "engagement": "employee", "start": "2026-02-01", "manager": "bob"},
]


def pack_with(require: str, native: Any, **more: Any) -> assay.Pack:
    name = native.signature.split("(")[0]
    return assay.load_pack({
        "format": "assay.pack/1", "id": "natives", "title": "Natives", "version": "1.0.0", "language": "assay-cel/1",
        "native": [name], "populations": {"people": {"of": "person"}},
        "controls": [{"id": "C", "title": "C", "items": [
            {"id": "X", "title": "X", "each": "people", "levels": {"minimum": {"require": require}}}]}],
        **more}, natives=[native])


def part_of(pack: assay.Pack) -> assay.Part:
    facts = assay.Facts.from_json({
        "as_of": "2026-03-31", "collected": [], "people": PEOPLE,
        "organization": {"id": "o", "time_zone": "Europe/Paris", "isms_start": "2024-01-01"}}, pack=pack)
    (part,) = assay.assess(pack, facts)["X"].minimum.parts
    return part


def test_a_function_is_called_by_rules() -> None:
    @assay.native("acme.tenure(person, date) -> int", version="7")
    def tenure(person: assay.Record, day: datetime.date) -> int:
        """How long."""
        return int((day - person.start).days)

    assert tenure.__doc__ == "How long."
    assert tenure(type("P", (), {"start": datetime.date(2026, 1, 1)}), datetime.date(2026, 1, 3)) == 2
    pack = pack_with("acme.tenure(person, as_of) > 100", tenure)
    assert pack.functions == ("acme.tenure",)
    part = part_of(pack)
    assert (part.missing, part.met) == (("cyd",), 2)
    facts = assay.Facts.from_json({
        "as_of": "2026-03-31", "collected": [], "people": PEOPLE,
        "organization": {"id": "o", "time_zone": "Europe/Paris", "isms_start": "2024-01-01"}}, pack=pack)
    assert assay.assess(pack, facts).functions == {"acme.tenure": "7"}


def test_what_a_record_gives() -> None:
    seen: Dict[str, Dict[str, Any]] = {}

    def look(person: assay.Record) -> bool:
        manager = person.manager
        seen[person.id] = {
            "engagement": person.engagement, "start": person.start, "end": person["end"], "in_scope": person.in_scope,
            "manager": None if manager is None else manager.record_id, "assignments": person.get("assignments"),
            "ndas": person.get("ndas"), "repr": repr(person)}
        return True

    part = part_of(pack_with("acme.look(person)", assay.native("acme.look(person) -> bool", look)))
    assert part.error == ""
    assert part.met == 3
    assert seen["ann"] == {
        "engagement": "employee", "start": datetime.date(2024, 1, 1), "end": None, "in_scope": True, "manager": "bob",
        "assignments": [], "ndas": assay.UNKNOWN, "repr": "<Record ann>"}
    assert seen["bob"]["end"] == datetime.date(2026, 12, 31)
    assert seen["bob"]["manager"] is None


def test_to_read_what_was_not_collected_is_no_answer() -> None:
    def counts(person: assay.Record) -> int:
        return len(person.ndas)

    part = part_of(pack_with("acme.ndas(person) == 0", assay.native("acme.ndas(person) -> int", counts)))
    assert (part.met, part.unknown) == (0, ("ann", "bob", "cyd"))


def swallow(error: Type[BaseException], read: Callable[[], Any]) -> Any:
    try:
        return read()
    except error:
        return 0


@pytest.mark.parametrize("swallowed", [Exception, BaseException])
@pytest.mark.parametrize("read", [
    lambda person: len(person.ndas),
    lambda person: len(person["ndas"]),
    lambda person: len(person.manager.ndas) if person.manager else len(person.ndas),
    lambda person: getattr(person, "ndas", []) and 0,
    lambda person: hasattr(person, "ndas") and 0,
])
def test_what_was_not_collected_is_no_answer_whatever_is_caught(read: Any, swallowed: Type[BaseException]) -> None:
    careful = assay.native("acme.ndas(person) -> int", lambda person: swallow(swallowed, lambda: read(person)))
    part = part_of(pack_with("acme.ndas(person) == 0", careful))
    assert (part.met, part.unknown) == (0, ("ann", "bob", "cyd"))

    # Raised again as something else, or past the end of what was caught, it is no answer either.
    def other(person: assay.Record) -> int:
        swallow(swallowed, lambda: read(person))
        raise ValueError("no")

    assert part_of(pack_with("acme.ndas(person) == 0", assay.native("acme.ndas(person) -> int", other))).met == 0


def test_only_the_row_that_reads_it_is_unknown() -> None:
    def of_bob(person: assay.Record) -> int:
        return swallow(BaseException, lambda: len(person.ndas)) if person.id == "bob" else 0

    def of_all(people: List[assay.Record]) -> List[int]:
        try:
            return [len(person.ndas) if person.id == "bob" else 0 for person in people]
        except BaseException:
            return [0 for _ in people]

    for batch, function in ((False, of_bob), (True, of_all), (True, lambda people: [of_bob(each) for each in people])):
        native = assay.native("acme.ndas(person) -> int", function, batch=batch)
        part = part_of(pack_with("acme.ndas(person) == 0", native))
        assert (part.met, part.unknown) == (2, ("bob",))


class Rows(_Call):
    """Rows that come together, as the library may hand them over but seldom does; the results are kept."""

    def __init__(self, *rows: Any):
        self.given, self.rows, self.arguments, self.has_read_unknown = rows, len(rows), 1, False
        self.results: List[Any] = [None for _ in rows]

    def row(self, row: int) -> List[Any]:
        return [self.given[row]]

    def set(self, row: int, value: Any) -> None:
        self.results[row] = value

    def fail(self, row: int, error: BaseException) -> None:
        self.results[row] = str(error)


def test_what_comes_of_one_row_in_a_batch_is_no_affair_of_another() -> None:
    sizes: List[int] = []

    def picky(numbers: List[int]) -> List[bool]:
        sizes.append(len(numbers))
        if 7 in numbers:
            raise LookupError("no seven")
        if 8 in numbers:
            rows.has_read_unknown = True  # As a Record says when it is read, whatever the function catches.
        return [True for _ in numbers]

    native: assay.Native[Any] = assay.native("a.picky(int) -> bool", picky, batch=True)
    rows = Rows(1, 2)
    native._compute(rows)
    assert (rows.results, sizes) == ([True, True], [2])
    rows = Rows(1, 7, 2)
    native._compute(rows)
    assert rows.results == [True, "no seven", True]
    rows = Rows(1, 8, 2)
    native._compute(rows)
    assert rows.results == [True, assay.UNKNOWN, True]


def test_what_a_function_may_return() -> None:
    def result(signature: str, require: str, value: Any) -> assay.Part:
        return part_of(pack_with(require, assay.native(signature, lambda person: value)))

    everybody = ("ann", "bob", "cyd")
    assert result("a.f(person) -> bool", "a.f(person)", True).met == 3
    assert result("a.f(person) -> int", "a.f(person) == -5", -5).met == 3
    assert result("a.f(person) -> double", "a.f(person) == 0.5", 0.5).met == 3
    assert result("a.f(person) -> decimal", "a.f(person) * 2 == 25 && string(a.f(person)) == '12.5'", Decimal("12.50")).met == 3
    assert result("a.f(person) -> string", "a.f(person) == 'é'", "é").met == 3
    assert result("a.f(person) -> date", "a.f(person) == as_of", datetime.date(2026, 3, 31)).met == 3
    assert result("a.f(person) -> int?", "a.f(person) == null", None).met == 3
    assert result("a.f(person) -> bool", "a.f(person)", assay.UNKNOWN).unknown == everybody
    for wrong in (None, "text", 2**63, object(), datetime.datetime(2026, 1, 1), Decimal("1E+30"), float):
        part = result("a.f(person) -> int", "a.f(person) > 0", wrong)
        assert part.erring == everybody, wrong


def test_what_a_function_raises_is_an_error_of_its_row() -> None:
    @assay.native("acme.picky(person) -> bool")
    def picky(person: assay.Record) -> bool:
        if person.id == "bob":
            raise LookupError("no such\nvendor")
        return True

    part = part_of(pack_with("acme.picky(person)", picky))
    assert (part.met, part.erring) == (2, ("bob",))
    assert "LookupError: no such vendor" in part.error

    def no_field(person: assay.Record) -> bool:
        try:
            return bool(person.shoe_size)
        except KeyError:
            return True  # Too late: the row is an error.

    assert part_of(pack_with("a.f(person)", assay.native("a.f(person) -> bool", no_field))).met == 0


def test_batches() -> None:
    sizes: List[int] = []

    @assay.native("acme.even(string, int) -> bool", batch=True)
    def even(names: List[str], numbers: List[int]) -> List[bool]:
        sizes.append(len(names))
        return [number % 2 == 0 for number in numbers]

    assert part_of(pack_with("acme.even(person.id, size(person.id))", even)).missing == ("ann", "bob", "cyd")
    assert sum(sizes) >= 3

    pyarrow = pytest.importorskip("pyarrow")
    compute = pytest.importorskip("pyarrow.compute")
    lengths = assay.native(
        "acme.length(string) -> int", lambda names: compute.utf8_length(pyarrow.array(names)), batch=True)
    assert part_of(pack_with("acme.length(person.id) == 3", lengths)).met == 3

    def none(names: List[str]) -> List[bool]:
        return []

    short = assay.native("acme.short(string) -> bool", none, batch=True)
    part = part_of(pack_with("acme.short(person.id)", short))
    assert len(part.erring) == 3
    assert "0 results" in part.error


def test_arrays_of_any_library_may_be_results() -> None:
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")

    def met(kind: str, value: str, form: Callable[[Any], Any], batch: bool = True) -> int:
        native = assay.native(f"a.f(string) -> {kind}", form, batch=batch)
        return part_of(pack_with(f"a.f(person.id) == {value}", native)).met

    cases: List[Tuple[str, str, Callable[[List[str]], Any]]] = [
        ("bool", "true", lambda names: numpy.array([len(name) == 3 for name in names])),
        ("int", "3", lambda names: numpy.array([len(name) for name in names], "uint8")),
        ("double", "0.5", lambda names: numpy.ones(len(names), "float32") / 2),
        ("string", "person.id", lambda names: numpy.array(names)),
        ("int?", "null", lambda names: numpy.array([None for _ in names], object)),
        ("date", "as_of", lambda names: numpy.array(["2026-03-31" for _ in names], "datetime64[D]")),
    ]
    for kind, value, array in cases:
        assert met(kind, value, array) == 3, kind
        assert met(kind, value, lambda names: list(array(names))) == 3, kind
        assert met(kind, value, lambda name: array([name])[0], batch=False) == 3, kind
        if kind not in ("date", "int?"):  # Of which pandas makes points in time, and numbers with a fraction.
            assert met(kind, value, lambda names: pandas.Series(array(names))) == 3, kind
            assert met(kind, value, lambda names: polars.Series(array(names))) == 3, kind

    # What is finer than a microsecond numpy gives as an int, and what is no time as None.
    for what in (numpy.datetime64("2026-03-31T00:00:00", "ns"), numpy.datetime64("NaT"), numpy.timedelta64(1, "ns"), numpy.ones(1)):
        for kind in ("int", "int?"):
            native = assay.native(f"a.f(string) -> {kind}", lambda name: what)
            assert "cannot be the result" in part_of(pack_with("a.f(person.id) == 1", native)).error, what


def test_a_batch_gives_a_sequence() -> None:
    pandas = pytest.importorskip("pandas")
    wrong: List[Callable[[List[str]], Any]] = [
        lambda names: dict.fromkeys(names, "a"), set, lambda names: "a", lambda names: b"a", lambda names: pandas.DataFrame({"a": names}),
        lambda names: 7, lambda names: None, lambda names: (name for name in names)]
    for function in wrong:
        native = assay.native("a.f(string) -> string", function, batch=True)
        assert "TypeError: a batch gives a sequence of results, not" in part_of(pack_with("a.f(person.id) == 'a'", native)).error


def test_a_record_is_no_longer_good_when_its_function_has_returned() -> None:
    kept: List[assay.Record] = []

    def keep(person: assay.Record) -> bool:
        kept.append(person)
        return True

    part_of(pack_with("a.f(person)", assay.native("a.f(person) -> bool", keep)))
    assert repr(kept[0]) == "<Record, no longer>"
    for use in (lambda: kept[0].id, lambda: kept[0]["id"], lambda: kept[0].get("id"), lambda: kept[0].record_id):
        with pytest.raises(ValueError, match="has returned"):
            use()


def test_unknown_is_no_truth() -> None:
    with pytest.raises(TypeError):
        bool(assay.UNKNOWN)


def test_wrong_signatures_and_missing_functions_are_refused() -> None:
    with pytest.raises(assay.PackError, match="acme.tenure"):
        assay.load_pack(pack_with("true", assay.native("acme.tenure(person) -> int", lambda person: 1)).to_yaml())
    for signature in ("tenure(person) -> int", "acme.tenure(person)", "acme.tenure(person -> int", "", "acme.t() -> what"):
        with pytest.raises(assay.PackError):
            pack_with("true", assay.native(signature, lambda *_: 1))
    with pytest.raises(TypeError, match="callable"):
        assay.native("acme.tenure(person) -> int", 7)  # type: ignore[call-overload]


def test_an_error_that_cannot_be_said_is_one_of_its_row() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError("no words")

    for error, said in ((Mute(), "failed: Mute"), (ValueError("\udc80"), "ValueError: \\udc80")):
        def fails(person: assay.Record, error: Exception = error) -> bool:
            raise error

        part = part_of(pack_with("a.f(person)", assay.native("a.f(person) -> bool", fails)))
        assert len(part.erring) == 3
        assert said in part.error


def interrupt(calls: int) -> None:
    raise KeyboardInterrupt


def signalled(calls: int) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # Shells let those in the background ignore it.
    try:
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("batch", [False, True])
@pytest.mark.parametrize("end", [interrupt, signalled])
def test_ctrl_c_in_a_function_ends_the_assessment_at_once(end: Callable[[int], None], batch: bool) -> None:
    calls = 0

    def interrupted(name: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 10:
            end(calls)
        return [True for _ in name] if batch else True

    pack = pack_with("a.f(person.id)", assay.native("a.f(string) -> bool", interrupted, batch=batch))
    facts = many_people(pack)
    with pytest.raises(KeyboardInterrupt):
        assay.assess(pack, facts)
    assert calls == 10
    assert assay.assess(pack, facts)["X"].minimum.parts[0].met == 1000, "nothing of it is left"


def many_people(pack: assay.Pack) -> assay.Facts:
    return assay.Facts.from_json({
        "as_of": "2026-03-31", "collected": [],
        "people": [{"id": f"p{i}", "engagement": "employee", "start": "2024-01-01"} for i in range(1000)],
        "organization": {"id": "o", "time_zone": "Europe/Paris", "isms_start": "2024-01-01"}}, pack=pack)


def test_a_function_is_not_called_after_the_call_was_ended() -> None:
    ended: List[int] = []
    calls: List[int] = []

    def called(name: str) -> bool:
        calls.append(len(ended))
        return True

    item = {"each": "people", "levels": {"minimum": {"require": "a.f(person.id)"}}}
    pack = pack_with("a.f(person.id)", assay.native("a.f(string) -> bool", called), controls=[
        {"id": "C", "title": "C", "items": [{"id": name, "title": name, **item} for name in ("X", "Y")]}])
    facts = many_people(pack)

    def say(error: Optional[BaseException]) -> bool:
        if not calls:
            return False
        ended.append(1)
        if error is not None:
            raise error
        return True

    endings: Dict[Type[BaseException], Dict[str, Any]] = {
        assay.Cancelled: {"is_cancelled": lambda: say(None)},
        LookupError: {"is_cancelled": lambda: say(LookupError())},
        KeyError: {"progress": lambda done, total: say(KeyError())}}
    for kind, ending in endings.items():
        ended.clear()
        calls.clear()
        with pytest.raises(kind):
            assay.assess(pack, facts, **ending)
        assert len(ended) == 1 and calls and not any(calls), kind


def test_a_function_lives_as_long_as_rules_may_call_it() -> None:
    class Function:
        def __call__(self, person: assay.Record) -> bool:
            return True

    function: Optional[Function] = Function()
    gone = weakref.ref(function)
    pack: Optional[assay.Pack] = pack_with("a.f(person)", assay.native("a.f(person) -> bool", function))
    function = None
    gc.collect()
    assert pack is not None and part_of(pack).met == 3
    pack = None
    gc.collect()
    assert gone() is None


def test_functions_are_called_in_several_threads() -> None:
    names = set()

    def where(person: assay.Record) -> bool:
        names.add(threading.current_thread().name)
        return True

    pack = pack_with("a.f(person)", assay.native("a.f(person) -> bool", where))
    threads = [threading.Thread(target=part_of, args=(pack,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names
