"""Packs written in Python: the same digest, the same diagnostics, the same assessments as those in YAML."""

from __future__ import annotations

import datetime
import functools
import importlib.util
import pathlib
from decimal import Decimal
from typing import Any, Callable, Dict, List

import pytest

import assay
from assay import cel, document

from conftest import REPOSITORY

PACKAGE = REPOSITORY / "bindings" / "python"
JOINERS = REPOSITORY / "examples" / "custom_pack" / "pack.yaml"

person, params, as_of, cal = (cel.name(word) for word in ("person", "params", "as_of", "cal"))
days = cel.name("days")


def joiners() -> document.Pack:
    """The pack of examples/custom_pack."""
    started = cal.add_months(person.start, 12)
    return document.Pack(
        format="assay.pack/1",
        id="acme-joiners",
        title="Joiners are bound in time",
        version="1.0.0",
        language="assay-cel/1",
        parameters={"joiner_nda_days": {"default": 30, "doc": "how long a joiner has to sign the NDA"}},
        populations={
            "joiners": document.Population(
                of="person", where=person.in_scope & (person.start <= as_of) & (as_of <= started)
            )
        },
        controls=[
            document.Control(
                id="ACME-1",
                title="Joiners sign before they settle in",
                items=[
                    document.Item(
                        id="J01",
                        title="NDA signed within a month",
                        each="joiners",
                        levels={
                            "minimum": {
                                "due": as_of - person.start > params.joiner_nda_days,
                                "require": person.ndas.exists(
                                    lambda n: n.date <= person.start + days(params.joiner_nda_days)
                                ),
                            }
                        },
                        finding="{failing} of {due} joiners signed late or never: {subjects}",
                        remediation={
                            "owner": "HR",
                            "due_in_days": 14,
                            "text": "Have {subjects} sign by {due_date}; put the NDA on the first-day checklist.",
                        },
                    )
                ],
            )
        ],
    )


def test_the_same_pack_in_yaml_and_in_python_gives_the_same_bytes() -> None:
    written, read = assay.Pack.from_dict(joiners()), assay.load_pack(JOINERS)
    assert written.digest == read.digest
    facts = REPOSITORY / "examples" / "organisation" / "facts.json"
    by_written, by_read = (
        assay.assess(pack, assay.Facts.from_json(facts, pack=pack)).to_json().encode() for pack in (written, read))
    assert by_written == by_read
    assert b'"J01"' in by_read


def test_faults_of_a_dict_have_a_place() -> None:
    wrong: Any = joiners()
    wrong["controls"][0]["items"][0]["levels"]["minimum"]["require"] = person.nda.exists(lambda n: n.date < as_of)
    wrong["controls"][0]["titel"] = "x"
    with pytest.raises(assay.PackError) as caught:
        assay.Pack.from_dict(wrong, file="joiners.py")
    assert {diagnostic.code for diagnostic in caught.value.diagnostics} >= {"pack.unknown-member"}
    assert caught.value.diagnostics[0].file == "joiners.py"
    del wrong["controls"][0]["titel"]
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(wrong)
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.length) == ("expr.no-such-field", 3)
    assert "did you mean `ndas`" in str(caught.value)


@pytest.mark.parametrize("value, fault", [
    (object(), TypeError), (b"x", TypeError), ({1: 2}, TypeError), (float("nan"), ValueError),
    (Decimal("Infinity"), ValueError), (datetime.datetime(2026, 1, 1), ValueError)])
def test_what_json_has_no_form_for_is_refused_with_its_place(value: Any, fault: Any) -> None:
    with pytest.raises(fault, match="/parameters/a/default"):
        assay.load_pack({"parameters": {"a": {"default": value}}})
    with pytest.raises(TypeError, match="dict"):
        assay.Pack.from_dict([])  # type: ignore[arg-type]


def test_packs_may_use_others(tmp_path: pathlib.Path) -> None:
    base: Dict[str, Any] = {
        "format": "assay.pack/1", "id": "acme-base", "title": "Base", "version": "1.0.0", "language": "assay-cel/1",
        "populations": {"everybody": {"of": "person"}}}
    user: Dict[str, Any] = {
        "format": "assay.pack/1", "id": "acme-user", "title": "User", "version": "1.0.0", "language": "assay-cel/1",
        "uses": [{"id": "acme-base", "version": "1.0.0"}],
        "controls": [{"id": "C", "title": "C", "items": [
            {"id": "X", "title": "X", "each": "everybody", "levels": {"minimum": {"require": "person.in_scope"}}}]}]}
    with pytest.raises(assay.PackError, match="acme-base"):
        assay.load_pack(user)
    folder = tmp_path / "acme-base"
    folder.mkdir()
    (folder / "pack.yaml").write_text(assay.load_pack(base).to_yaml(), encoding="utf-8")
    digests = {assay.load_pack(user, uses=[other]).digest for other in (base, folder, str(folder / "pack.yaml"))}
    assert len(digests) == 1
    with pytest.raises(TypeError, match="uses"):
        assay.load_pack(user, uses="acme-base")


def test_a_pack_can_be_written_out_again(pack: assay.Pack) -> None:
    text = pack.to_yaml()
    assert text.startswith("format: assay.pack/1\n")
    assert assay.load_pack(text).digest == pack.digest
    assert assay.load_pack(assay.Pack.from_dict(joiners()).to_yaml()).digest == assay.load_pack(JOINERS).digest


n, a, b, c = (cel.name(word) for word in "nabc")


@pytest.mark.parametrize("written, text", [
    (a & b | c, "a && b || c"),
    (a & (b | c), "a && (b || c)"),
    ((a & b) & c, "a && b && c"),
    (a & (b & c), "a && (b && c)"),
    (~(a & b), "!(a && b)"),
    (~a.b & ~~c, "!a.b && !!c"),
    (a - (b - c), "a - (b - c)"),
    (a - b - c, "a - b - c"),
    (a * (b + 1) / 2 % 3, "a * (b + 1) / 2 % 3"),
    (-a + -1, "-a + -1"),
    (5 < a, "a > 5"),
    (1 - a, "1 - a"),
    ((a < b) == (b >= c), "(a < b) == (b >= c)"),
    (a != "it's", "a != 'it\\'s'"),
    (a == "two\nlines\\", "a == 'two\\nlines\\\\'"),
    (True & a, "true && a"),
    (a > Decimal("0.50"), "a > 0.50"),
    (a > 0.5, "a > 0.5"),
    (a > Decimal("-3E+1"), "a > -30.0"),
    (a > 1e-7, "a > 1e-07"),
    (a < datetime.date(2026, 3, 31), "a < date('2026-03-31')"),
    (a + datetime.timedelta(days=30), "a + days(30)"),
    (cel.is_in(a.kind, ["x", "y"]), "a.kind in ['x', 'y']"),
    (cel.choose(a, cel.choose(b, 1, 2), 3), "a ? (b ? 1 : 2) : 3"),
    (cel.choose(a, 1, 2) + 1, "(a ? 1 : 2) + 1"),
    (a[0].b, "a[0].b"),
    ((a | b).c, "(a || b).c"),
    (cel.name("has")(a.end), "has(a.end)"),
    (a.b.all(lambda x: x.c.exists(lambda y: y.d == x.d)), "a.b.all(x, x.c.exists(y, y.d == x.d))"),
    (a.latest(lambda e: e.b, lambda e: e.date), "a.latest(e, e.b, e.date)"),
    (a.map(lambda i, v: v + i), "a.map(i, v, v + i)"),
    (cel.Expression("x ? 1 : 2") * 3, "(x ? 1 : 2) * 3"),
    (cel.name("cal.add_months")(a, -1), "cal.add_months(a, -1)"),
])
def test_expressions_are_written_with_the_parentheses_they_need(written: cel.Expression, text: str) -> None:
    assert str(written) == text
    assert repr(written) == f"<Expression {text}>"


def same_day(other: cel.Expression) -> Callable[[cel.Expression], cel.Expression]:
    """A helper, as one writes them: the name in it has nothing to do with those of who calls it."""
    return lambda x: x.date == other.date


@pytest.mark.parametrize("written, text", [
    (a.b.all(lambda x: x.c.exists(same_day(x))), "a.b.all(x, x.c.exists(x2, x2.date == x.date))"),
    (a.b.all(lambda x: x.c.exists(lambda y: y.d.exists(same_day(x)) & y.e.exists(same_day(y)))),
     "a.b.all(x, x.c.exists(y, y.d.exists(x2, x2.date == x.date) && y.e.exists(x, x.date == y.date)))"),
    (a.b.all(lambda x: x.c.all(lambda x, o=x: x.d.all(lambda x, p=x: (x.e == p.e) & (x.e == o.e)))),
     "a.b.all(x, x.c.all(x2, x2.d.all(x3, x3.e == x2.e && x3.e == x.e)))"),
    # One that hides nothing that is used keeps its name.
    (a.b.all(lambda x: x.c & x.d.exists(lambda x: x.e)), "a.b.all(x, x.c && x.d.exists(x, x.e))"),
    (a.b.all(lambda x: a.c.exists(lambda x: x.e)), "a.b.all(x, a.c.exists(x, x.e))"),
    # What rules know by a name is hidden no more than what a lambda has named.
    (a.b.exists(lambda a, o=a: a.c == o.c), "a.b.exists(a2, a2.c == a.c)"),
    (n.map(lambda i, x: a.map(lambda i, x, j=i: i + j + x)), "n.map(i, x, a.map(i2, x, i2 + i + x))"),
    (a.b.exists(lambda x: a.latest(lambda x, o=x: x.c == o.c, lambda x: x.date) == x),
     "a.b.exists(x, a.latest(x2, x2.c == x.c, x2.date) == x)"),
    (a.b.exists(lambda x: cel.literal([cel.choose(x, 1, 2)])[0] == a.c[x].exists(lambda x, o=x: -x & ~o)),
     "a.b.exists(x, [x ? 1 : 2][0] == a.c[x].exists(x2, -x2 && !x))"),
    # A text may mean anything by a name: it is kept away from.
    (a.b.exists(lambda x: cel.Expression("x.c > x2.c")), "a.b.exists(x, x.c > x2.c)"),
    (a.b.exists(lambda x: a.c.exists(lambda x, o=x: cel.Expression("x2.c") & (x == o))),
     "a.b.exists(x, a.c.exists(x3, (x2.c) && x3 == x))"),
    (a.b.exists(lambda x: "x" == x), "a.b.exists(x, x == 'x')"),
    (a.b.exists(lambda x1, x2: a.c.exists(lambda x1, o=x1, p=x2: x1 == o + p)),
     "a.b.exists(x1, x2, a.c.exists(x3, x3 == x1 + x2))"),
    (a.b.exists(functools.partial(lambda x, day: x.date == day, day=a.day)), "a.b.exists(x, x.date == a.day)"),
])
def test_names_mean_what_they_mean_in_python(written: cel.Expression, text: str) -> None:
    assert str(written) == text


def test_a_parameter_with_a_default_is_no_name_of_a_rule() -> None:
    rules = [a.b.exists(lambda n, day=day: n.date == day) for day in (1, 2)]
    assert [str(rule) for rule in rules] == ["a.b.exists(n, n.date == 1)", "a.b.exists(n, n.date == 2)"]
    refused: List[Callable[..., Any]] = [lambda: a, lambda *n: a, lambda *, n: a, lambda n=1: a]
    for function in refused:
        with pytest.raises(TypeError, match="one parameter for each name"):
            a.b.exists(function)


x: Any = a  # Of most of these the types say already that they are refused.
REFUSED: List[Callable[[], object]] = [
    lambda: a and b, lambda: not a, lambda: 1 < a < 3, lambda: a in [b, c], lambda: b in x, lambda: list(x), lambda: {x: 1},
    lambda: 1 if a else 2, lambda: a == float("nan"), lambda: a == None,  # noqa: E711
    lambda: a == datetime.datetime(2026, 1, 1), lambda: a < datetime.timedelta(hours=1), lambda: x + object()]


@pytest.mark.parametrize("write", REFUSED)
def test_what_python_would_decide_is_refused(write: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        write()


def test_names_are_names() -> None:
    with pytest.raises(ValueError):
        cel.name("a + b")
    assert not hasattr(a, "_private") and not hasattr(a, "__arrow_c_stream__")


def test_the_types_of_packs_are_those_of_the_schema(tmp_path: pathlib.Path) -> None:
    spec = importlib.util.spec_from_file_location("document_types", PACKAGE / "document_types.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(str(REPOSITORY / "schemas" / "pack.schema.json"), str(tmp_path / "document.py"))
    assert (tmp_path / "document.py").read_text() == (PACKAGE / "src" / "assay" / "document.py").read_text()
