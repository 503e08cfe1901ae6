"""Packs by name, by path and as text, and what is said of those at fault."""

from __future__ import annotations

import datetime
import os
import pathlib
from typing import Any, List, Tuple

import pytest

import assay

from conftest import REPOSITORY, SMALL


def test_every_shipped_pack_loads_by_its_name() -> None:
    assert "iso27001-2022-a5.4" in assay.shipped_packs()
    for name in assay.shipped_packs():
        with assay.load_pack(name) as pack:
            assert pack.id == name
            assert pack.warnings == ()


def test_a_path_a_folder_and_the_text_are_the_same_pack(tmp_path: pathlib.Path) -> None:
    text = (SMALL / "small_pack.yaml").read_text(encoding="utf-8")
    (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
    sources: List[Any] = [SMALL / "small_pack.yaml", str(SMALL / "small_pack.yaml"), tmp_path, text, text.encode(),
               bytearray(text.encode()), memoryview(text.encode())]
    assert len({assay.load_pack(source).digest for source in sources}) == 1


def test_a_pack_says_what_it_is_and_what_it_takes(pack: assay.Pack) -> None:
    assert (pack.id, pack.version) == ("small", "1.2.3")
    assert pack.digest.startswith("sha256:")
    assert [parameter.name for parameter in pack.parameters] == ["nda_coverage_pct", "divisor"]
    assert pack.parameters[0] == assay.Parameter(
        name="nda_coverage_pct", type="int", unit="percent", documentation="share of the staff who must have signed",
        default=100, minimum=0, maximum=100)
    assert repr(pack) == "<Pack small 1.2.3>"


def test_a_name_that_is_nothing_says_what_there_is() -> None:
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack("iso27001")
    assert caught.value.code == "not_found"
    assert "iso27001-2022-a5.4" in str(caught.value)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(FileNotFoundError):
        assay.load_pack(tmp_path / "absent.yaml")


def test_every_fault_of_a_pack_is_in_the_exception(tmp_path: pathlib.Path) -> None:
    broken = (SMALL / "small_pack.yaml").read_text(encoding="utf-8")
    broken = broken.replace("org.primary_channel == 'none'", "org.primary_chanel == 'none'")
    broken = broken.replace("n.references_security_policy", "n.references")
    path = tmp_path / "broken.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(path)
    error = caught.value
    assert error.code == "invalid_argument"
    assert [diagnostic.code for diagnostic in error.diagnostics] == ["expr.no-such-field"] * 2
    first = error.diagnostics[0]
    assert first.file == os.fspath(path)
    assert first.severity == "error"
    assert first.line is not None and "n.references" in broken.splitlines()[first.line - 1]
    assert "primary_channel" in error.diagnostics[1].hint
    assert f"{path}:{first.line}:{first.column}: error[expr.no-such-field]" in str(error)
    assert isinstance(error, assay.AssayError)


def test_a_closed_pack_is_refused(pack: assay.Pack, facts: assay.Facts) -> None:
    pack.close()
    pack.close()
    assert repr(pack) == "<Pack, closed>"
    for use in (lambda: pack.id, lambda: pack.parameters, lambda: assay.assess(pack, facts), pack.__enter__):
        with pytest.raises(ValueError, match="the pack is closed"):
            use()
    assert facts.digest  # Facts keep what they need.


def test_texts_of_another_language_are_joined(tmp_path: pathlib.Path, large: Tuple[assay.Pack, assay.Facts]) -> None:
    shipped, facts = large
    folder = REPOSITORY / "packs" / "iso27001-2022-a5.4"
    assert assay.load_pack(folder).digest == shipped.digest  # With the texts beside it.
    alone = assay.load_pack((folder / "pack.yaml").read_bytes())
    assert alone.digest != shipped.digest
    texts = folder / "texts.de.yaml"
    for given in (texts, texts.read_text(encoding="utf-8"), texts.read_bytes()):
        assert assay.load_pack((folder / "pack.yaml").read_bytes(), texts=[given]).digest == shipped.digest
    german = assay.assess(shipped, facts, language="de")
    assert german.controls[0].title == "Verantwortlichkeiten der Leitung"
    assert assay.assess(alone, facts, language="de").controls[0].title == "Management responsibilities"
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(SMALL / "small_pack.yaml", texts=[texts])  # They are those of another pack.
    assert "texts.other-pack" in [diagnostic.code for diagnostic in caught.value.diagnostics]
    with pytest.raises(TypeError):
        assay.load_pack(folder, texts=str(texts))


def test_limits_are_the_callers() -> None:
    path = SMALL / "small_pack.yaml"
    size = len(path.read_bytes())
    assert assay.load_pack(path, limits=assay.PackLimits(bytes=size, rules=(1 << 63) - 1)).id
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(path, limits=assay.PackLimits(bytes=size - 1))
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["yaml.too-large"]
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(path, limits=assay.PackLimits(expression_code_points=3))
    assert "expr.limit-size" in {diagnostic.code for diagnostic in caught.value.diagnostics}
    with pytest.raises(ValueError):
        assay.load_pack(path, limits=assay.PackLimits(rules=0))
    with pytest.raises(TypeError):
        assay.load_pack(path, limits=100)  # type: ignore[arg-type]


def test_a_tailoring_is_told(large: Tuple[assay.Pack, assay.Facts]) -> None:
    path = REPOSITORY / "examples" / "organisation" / "tailoring.yaml"
    shipped, facts = large
    tailored = assay.load_pack(shipped.id, tailoring=path)
    assessment = assay.assess(tailored, facts)
    told = assessment.tailoring
    assert told is not None
    assert (told.id, told.approved_by, told.approved_on) == ("acme-2026", "the board", datetime.date(2026, 1, 15))
    assert told.digest.startswith("sha256:") and told.rationale
    assert told.left_out == {"I08": "the group's own assessment covers it"}
    assert told.parameters["briefing_coverage_pct"] == "each briefing is held twice"
    assert assessment.parameters["briefing_coverage_pct"] == 95
    assert assessment.pack_digest == shipped.digest
    assert assay.assess(shipped, facts).tailoring is None
    text = path.read_text(encoding="utf-8")
    assert assay.assess(assay.load_pack(shipped.id, tailoring=text), facts).tailoring == told
    with pytest.raises(assay.PackError) as caught:
        assay.load_pack(shipped.id, tailoring=text.replace("I08", "I80"))
    assert caught.value.diagnostics[0].code.startswith("tailoring.")
    with pytest.raises(assay.PackError):
        assay.load_pack(SMALL / "small_pack.yaml", tailoring=path)  # It names another pack.
