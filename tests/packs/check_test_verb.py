"""What `assay test` says of the examples of a pack, and how it ends: above all, that what does not run does not pass.

    check_test_verb.py <assay> <repository>
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ASSAY = ""
EXAMPLE = pathlib.Path()


class TestVerb(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        shutil.copytree(EXAMPLE, self.folder / "acme")
        self.tests = self.folder / "acme" / "tests"
        self.cases = self.tests / "J01.yaml"

    def run_verb(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([ASSAY, "test", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)

    def change(self, old: str, new: str) -> None:
        text = self.cases.read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.cases.write_text(text.replace(old, new), encoding="utf-8")

    def assert_refused(self, reason: str, *arguments: str) -> None:
        done = self.run_verb(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertIn(reason, done.stderr)

    def test_all_cases_pass(self) -> None:
        for pack in ("acme", "acme/pack.yaml"):
            done = self.run_verb("--strict", pack)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertTrue(done.stdout.endswith("\n\n6 passed, 0 failed\n"), done.stdout)

    def test_a_failing_case_has_a_line_for_each_expectation_and_shows_nothing(self) -> None:
        self.change("joiner_nda_days: 365", "joiner_nda_days: 30")
        self.change("as_of: 2026-10-02", "as_of: 2026-10-01")
        done = self.run_verb("--strict", "acme")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "acme/tests/J01.yaml:33:30: J01/never signed, but our own deadline is longer: "
                                   "J01 minimum: expected not_applicable, got not_satisfied (failing ann)")
        self.assertIn("J01/nobody joined within the year", lines[1])
        self.assertIn("J01 minimum: no case shows not_applicable", lines)
        self.assertEqual(lines[-1], "4 passed, 2 failed")

    def test_strict_alone_minds_what_was_not_shown(self) -> None:
        self.change("minimum: not_applicable", "rung: not_applicable")
        self.assertEqual(self.run_verb("acme").returncode, 0)
        self.assertEqual(self.run_verb("acme", "--strict").returncode, 1)

    def test_filter_and_list(self) -> None:
        done = self.run_verb("acme", "--filter", "J01/signed*")
        self.assertEqual((done.returncode, done.stdout), (0, "3 passed, 0 failed\n"))
        done = self.run_verb("acme", "--list", "--filter", "*/signed*")
        self.assertEqual((done.returncode, done.stdout),
                         (0, "J01/signed in time\nJ01/signed on the last day\nJ01/signed a day late\n"))
        self.assert_refused("no case matches `J02/*`", "acme", "--filter", "J02/*")
        self.assert_refused("does not go with --filter", "acme", "--strict", "--filter", "*")

    def test_no_tests_are_not_passed_tests(self) -> None:
        self.assert_refused("are not built in: name the pack's folder", "iso27001-2022-a5.4")
        self.assert_refused("is not a folder", "acme", "--tests", "nowhere")
        self.cases.unlink()
        self.assert_refused("tests.no-cases", "acme")
        self.tests.rmdir()
        self.assert_refused("is not a folder", "acme")

    def test_files_that_would_not_be_read_are_refused(self) -> None:
        for name in ("J02.yml", "J02.json"):
            (self.tests / name).write_text("", encoding="utf-8")
            self.assert_refused(f"{name}` would not be read", "acme")
            (self.tests / name).unlink()
        (self.tests / "more").mkdir()
        self.assert_refused("more` would not be read", "acme")

    def test_faults_of_facts_are_told_once_where_they_are_written(self) -> None:
        self.change("engagement: employee", "engagement: emploee")  # In the base of all six cases.
        self.change("occurred_at: 2025-10-31", "ocurred_at: 2025-10-31")
        done = self.run_verb("acme")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("acme/tests/J01.yaml:8:29: error[facts.unknown-value]", done.stderr)
        self.assertIn("acme/tests/J01.yaml:19:38: error[facts.unknown-member]", done.stderr)
        self.assertTrue(done.stderr.endswith("2 errors\n"), done.stderr)

    def test_a_pack_at_fault_is_not_tested(self) -> None:
        (self.folder / "acme" / "pack.yaml").write_text("format: assay.pack/1\n", encoding="utf-8")
        self.assert_refused("pack.missing-member", "acme")


if __name__ == "__main__":
    ASSAY, EXAMPLE = sys.argv[1], pathlib.Path(sys.argv[2], "examples", "custom_pack")
    unittest.main(argv=sys.argv[:1])
