"""Who keeps what alive, in which order things may go, and what happens beside a fork."""

from __future__ import annotations

import concurrent.futures
import gc
import os
import random
import subprocess
import sys
import threading
from typing import Any, Callable, List, Tuple

import pytest

import assay

from conftest import REPOSITORY, SMALL


def test_things_may_go_in_any_order() -> None:
    """Everything that the library hands out, let go of in an order that chance decides; what is left still works."""
    chance = random.Random(1)
    for _ in range(60):
        pack = assay.load_pack(SMALL / "small_pack.yaml")
        facts = assay.Facts.from_json(SMALL / "small_facts.json", pack=pack)
        assessment = assay.assess(pack, facts)
        item = assessment["SIGNED"]
        account = assay.explain(pack, facts, "p2")
        kept: List[Any] = [pack, facts, assessment, item, item.minimum, item.minimum.parts[0], account,
                           assessment.controls[0]]
        ask: List[Callable[[Any], Any]] = [
            lambda x: x.id, lambda x: x.digest, lambda x: x.score, lambda x: x.rung, lambda x: x.missing,
            lambda x: x.missing, lambda x: x.entries, lambda x: x.items]
        left = list(zip(kept, ask))
        del pack, facts, assessment, item, account, kept
        chance.shuffle(left)
        while left:
            left.pop()
            gc.collect(0)
            for thing, question in left:
                assert question(thing)


def test_a_circle_of_references_is_no_trouble() -> None:
    class Holder:
        pass

    for _ in range(20):
        holder: Any = Holder()
        holder.pack = assay.load_pack(SMALL / "small_pack.yaml")
        holder.facts = assay.Facts.from_json(SMALL / "small_facts.json", pack=holder.pack)
        holder.level = assay.assess(holder.pack, holder.facts)["SIGNED"].minimum
        holder.itself = holder
        del holder
    gc.collect()


def test_a_child_process_goes_on(large: Tuple[assay.Pack, assay.Facts]) -> None:
    wanted = assay.assess(*large, threads=2).to_json()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            same = assay.assess(*large, threads=2).to_json() == wanted
            os.write(writing, b"same" if same else b"other")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == b"same"
    assert os.waitpid(child, 0)[1] == 0


def test_two_threads_assess_at_once(large: Tuple[assay.Pack, assay.Facts]) -> None:
    """Each is inside the library while the other is: it waits there, when asked whether to go on, for the other to come."""
    meeting = threading.Barrier(2)
    wanted = assay.assess(*large).to_json()

    def work(_: int) -> str:
        has_met: List[bool] = []

        def meet() -> bool:
            if not has_met:
                has_met.append(True)
                meeting.wait(60)
            return False

        return assay.assess(*large, threads=1, is_cancelled=meet).to_json()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert set(pool.map(work, range(2))) == {wanted}


def test_reading_while_somebody_closes() -> None:
    pack = assay.load_pack(SMALL / "small_pack.yaml")
    facts = assay.Facts.from_json(SMALL / "small_facts.json", pack=pack)
    for _ in range(20):
        assessment = assay.assess(pack, facts)
        item = assessment["SIGNED"]
        closing = threading.Thread(target=assessment.close)
        closing.start()
        try:
            for _ in range(50):
                assert item.minimum.missing == ("p2",)
        except ValueError as error:
            assert "the assessment is closed" in str(error)
        closing.join()


LEFT_OPEN = """
import assay
pack = assay.load_pack("iso27001-2022-a5.4")
facts = assay.Facts.from_json("examples/organisation/facts.json", pack=pack)
assessment = assay.assess(pack, facts, progress=lambda done, total: None)
item = assessment["I05"]
capsule = assessment.table("items").__arrow_c_stream__()
import logging
logging.basicConfig(level=logging.INFO)
again = assay.load_pack("iso27001-2022-a5.4")
print("ended")
"""


def test_python_may_end_with_everything_open() -> None:
    done = subprocess.run([sys.executable, "-X", "dev", "-c", LEFT_OPEN], cwd=REPOSITORY, capture_output=True, text=True,
                          check=False)
    assert (done.returncode, done.stdout) == (0, "ended\n"), done.stderr


def test_a_thread_that_goes_on_when_python_ends_is_no_trouble() -> None:
    script = LEFT_OPEN + """
import threading
import time
threading.Thread(target=lambda: [assay.assess(pack, facts) for _ in range(10**6)], daemon=True).start()
time.sleep(0.03)
"""
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "ended\n"), done.stderr
