"""What `assay new` makes passes `check` and `test`, and nothing that is there is touched.

    check_new_verb.py <assay>
"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ASSAY = ""


class NewVerb(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)

    def run_assay(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([ASSAY, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)

    def assert_content(self, folder: str) -> None:
        for verb in ("check", "test"):
            done = self.run_assay(verb, "--strict", folder)
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_a_new_pack_passes_check_and_test(self) -> None:
        done = self.run_assay("new", "acme-onboarding")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("next: assay test --strict acme-onboarding", done.stdout)
        self.assert_content("acme-onboarding")
        self.assertIn("id: acme-onboarding\n", (self.folder / "acme-onboarding" / "pack.yaml").read_text())

    def test_any_title_will_do(self) -> None:
        done = self.run_assay("new", "packs/deep/", "--id", "acme", "--title", 'All: "of" it\\ {#1}')
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assert_content("packs/deep")

    def test_what_is_there_stays(self) -> None:
        kept = self.folder / "acme" / "pack.yaml"
        kept.parent.mkdir()
        kept.write_text("mine")
        done = self.run_assay("new", "acme")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("`acme` is there already", done.stderr)
        self.assertEqual(kept.read_text(), "mine")

    def test_an_id_that_is_none_is_refused_before_anything_is_made(self) -> None:
        done = self.run_assay("new", "My Pack")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("choose another with --id", done.stderr)
        self.assertFalse((self.folder / "My Pack").exists())


if __name__ == "__main__":
    ASSAY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
