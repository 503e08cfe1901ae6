"""The check of codes finds what it is there to find."""
import unittest

import check_codes
from bad_tree import BadTree


class CheckCodes(BadTree):
    def setUp(self):
        super().setUp()
        self.write("src/pack/read.cc", 'Report("pack.empty", x);\n// Report("pack.old");\npath / "pack.yaml";\n')
        self.write("src/engine/parameters.cc", 'code = StrCat("assess.parameter-", what); Fault("range");\n')
        self.write("docs/diagnostics.md", "# Packs\n\n## pack.empty\n\n## tests.empty\n\n## assess.parameter-range\n")

    def faults(self) -> str:
        status, output = self.run_check(check_codes.main, self.root)
        self.assertEqual(status, 1, output)
        return output

    def test_a_good_tree_passes(self):
        self.assertEqual(self.run_check(check_codes.main, self.root)[0], 0)

    def test_a_code_without_a_section(self):
        self.write("tools/new.cc", 'Complain("facts.lost");\n')
        self.assertIn("tools/new.cc: `facts.lost` has no section", self.faults())

    def test_a_section_of_no_code(self):
        self.write("docs/diagnostics.md", "## pack.empty\n\n## pack.old\n")
        self.assertIn("nothing gives `pack.old`", self.faults())

    def test_a_composed_code_of_no_part(self):
        self.write("docs/diagnostics.md", "## pack.empty\n\n## assess.parameter-colour\n")
        self.assertIn("nothing gives `assess.parameter-colour`", self.faults())

    def test_a_section_twice(self):
        self.write("docs/diagnostics.md", "## pack.empty\n\n## pack.empty\n")
        self.assertIn("two sections", self.faults())


if __name__ == "__main__":
    unittest.main()
