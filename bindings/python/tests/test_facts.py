"""Facts from text and files, and what is said of those at fault."""

from __future__ import annotations

import json
import os
import pathlib
from typing import Any, Dict, List

import pytest

import assay

from conftest import SMALL


def document() -> Dict[str, Any]:
    loaded: Dict[str, Any] = json.loads((SMALL / "small_facts.json").read_text(encoding="utf-8"))
    return loaded


def test_text_bytes_and_paths_are_the_same_facts(pack: assay.Pack) -> None:
    text = json.dumps(document())
    path = SMALL / "small_facts.json"
    sources: List[Any] = ["\n " + text, text.encode(), bytearray(text.encode()), path, str(path)]
    assert len({assay.Facts.from_json(source, pack=pack).digest for source in sources}) == 1


def test_the_order_of_records_does_not_count(pack: assay.Pack, facts: assay.Facts) -> None:
    turned = document()
    turned["people"].reverse()
    turned["evidence"].reverse()
    assert assay.Facts.from_json(json.dumps(turned), pack=pack).digest == facts.digest
    assert repr(facts) == f"<Facts {facts.digest}>"


def test_every_fault_of_facts_is_in_the_exception(pack: assay.Pack) -> None:
    wrong = document()
    wrong["people"][1]["engagement"] = "pirate"
    wrong["evidence"][2]["person"] = "nobody"
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_json(json.dumps(wrong), pack=pack, file="export.json")
    pointers = [diagnostic.pointer for diagnostic in caught.value.diagnostics]
    assert pointers == ["/people/1/engagement", "/evidence/2/person"]
    assert caught.value.diagnostics[0].file == "export.json"
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_json(json.dumps(wrong), pack=pack, max_diagnostics=1)
    only, closing = caught.value.diagnostics
    assert (only.pointer, only.severity) == ("/people/1/engagement", "error")
    assert (closing.code, closing.severity, closing.line) == ("facts.too-many", "warning", None)


def test_lenient_reading_makes_flags_of_dangling_references(pack: assay.Pack) -> None:
    wrong = document()
    wrong["evidence"][2]["person"] = "nobody"
    facts = assay.Facts.from_json(json.dumps(wrong), pack=pack, lenient=True)
    assert "e3" in {flag.record for flag in assay.assess(pack, facts).data_quality}


@pytest.mark.parametrize("text", [b"", b"{", b"\xff{}", b"{} {}", b"[]", b'{"a": 1, "a": 2}'])
def test_what_is_no_document_is_refused(pack: assay.Pack, text: bytes) -> None:
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_json(text, pack=pack)
    assert caught.value.diagnostics
    assert caught.value.diagnostics[0].code.split(".")[0] in ("json", "facts")


@pytest.mark.parametrize("text, code", [
    ("", "json.syntax"), (" \n", "json.syntax"), ("[]", "facts.wrong-type"), ("\n 3", "facts.wrong-type"),
    ("[", "facts.wrong-type"), ("\ufeff" + "{" * 5000, "json.")])
def test_what_is_meant_as_text_is_no_path(pack: assay.Pack, text: str, code: str) -> None:
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_json(text, pack=pack)
    assert caught.value.diagnostics[0].code.startswith(code)


def test_arguments_are_looked_at(pack: assay.Pack, tmp_path: pathlib.Path) -> None:
    with pytest.raises(TypeError, match="pack must be an assay.Pack, not str"):
        assay.Facts.from_json("{}", pack="small")  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        assay.Facts.from_json("{}", pack=pack, max_diagnostics=0)
    with pytest.raises(FileNotFoundError):
        assay.Facts.from_json(tmp_path / "absent.json", pack=pack)
    with pytest.raises(FileNotFoundError):
        assay.Facts.from_json("absent.json", pack=pack)


def test_a_file_may_be_called_anything(pack: assay.Pack, tmp_path: pathlib.Path) -> None:
    """A name is bytes to the system; what is no text in it is written as escapes."""
    path = tmp_path / os.fsdecode(b"facts\xff.json")
    path.write_bytes(b"{")
    with pytest.raises(assay.FactsError) as caught:
        assay.Facts.from_json(path, pack=pack)
    assert caught.value.diagnostics[0].file == str(tmp_path / "facts\\udcff.json")


def test_closed_facts_are_refused(pack: assay.Pack, facts: assay.Facts) -> None:
    facts.close()
    facts.close()
    assert repr(facts) == "<Facts, closed>"
    for use in (lambda: facts.digest, lambda: assay.assess(pack, facts), facts.__enter__):
        with pytest.raises(ValueError, match="the facts object is closed"):
            use()
