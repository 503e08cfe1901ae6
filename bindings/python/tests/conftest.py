"""The small pack and facts that the tests of the C interface use as well."""

from __future__ import annotations

import pathlib
from typing import Iterator

import pytest

import assay

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
SMALL = REPOSITORY / "tests" / "capi"


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
