"""The small pack and facts that the tests of the C interface use as well."""

from __future__ import annotations

import pathlib
from typing import Iterator, Tuple

import pytest

import assay

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
SMALL = REPOSITORY / "tests" / "capi"


@pytest.fixture(scope="session")
def large() -> Tuple[assay.Pack, assay.Facts]:
    """The shipped pack, and an organisation of 161 people. Closed by nobody."""
    pack = assay.load_pack("iso27001-2022-a5.4")
    return pack, assay.Facts.from_json(REPOSITORY / "examples" / "organisation" / "facts.json", pack=pack)


@pytest.fixture(scope="session")
def audited(large: Tuple[assay.Pack, assay.Facts]) -> assay.Assessment:
    """That organisation, with history of two items."""
    return assay.assess(*large, history_months=3, history_items=["I03", "I05"])


@pytest.fixture
def pack() -> Iterator[assay.Pack]:
    with assay.load_pack(SMALL / "small_pack.yaml") as loaded:
        yield loaded


@pytest.fixture
def facts(pack: assay.Pack) -> Iterator[assay.Facts]:
    with assay.Facts.from_json(SMALL / "small_facts.json", pack=pack) as read:
        yield read


@pytest.fixture
def assessment(pack: assay.Pack, facts: assay.Facts) -> assay.Assessment:
    return assay.assess(pack, facts)
