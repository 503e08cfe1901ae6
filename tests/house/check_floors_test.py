"""The floor check finds what it is there to find."""
import unittest

import check_floors
from bad_tree import BadTree

FLOORS = "base:\ndomain:\nfacts:\nengine: domain facts\ntools: engine\n"


class CheckFloors(BadTree):
    def setUp(self):
        super().setUp()
        self.write("floors.txt", FLOORS)
        self.write("include/assay/base/truth.h", "#include <cstdint>\n")
        self.write("src/engine/judge.cc", '#include "assay/facts/table.h"\n#include "src/engine/judge.h"\n')

    def faults(self) -> str:
        status, output = self.run_check(check_floors.main, self.root)
        self.assertEqual(status, 1, output)
        return output

    def test_a_good_tree_passes(self):
        self.assertEqual(self.run_check(check_floors.main, self.root)[0], 0)

    def test_an_include_upwards_in_a_public_header(self):
        self.write("include/assay/facts/table.h", '#include "assay/engine/judge.h"\n')
        self.assertIn("include/assay/facts/table.h: facts may not include engine", self.faults())

    def test_an_include_upwards_in_a_source_in_angle_brackets(self):
        self.write("src/base/truth.cc", "#  include <assay/domain/control.h>\n")
        self.assertIn("base may not include domain", self.faults())

    def test_a_private_header_of_a_room_above(self):
        self.write("src/domain/control.cc", '#include "src/engine/judge.h"\n')
        self.assertIn("domain may not include engine", self.faults())

    def test_a_private_header_in_a_public_one(self):
        self.write("include/assay/engine/judge.h", '#include "src/base/tree.h"\n')
        self.assertIn("not installed", self.faults())

    def test_the_header_of_the_whole_library_in_a_room(self):
        self.write("src/facts/table.cc", '#include "assay/library.h"\n')
        self.assertIn("includes the header of the whole library", self.faults())

    def test_a_tool_that_reaches_into_the_sources(self):
        self.write("tools/assay/main.cc", '#include "src/engine/judge.h"\n')
        self.assertIn("tools/assay/main.cc: includes src/engine", self.faults())

    def test_a_cycle(self):
        self.write("floors.txt", "base:\ndomain: facts\nfacts: domain\n")
        self.assertIn("domain names facts before", self.faults())

    def test_a_room_without_a_line(self):
        self.write("src/attic/box.cc", "")
        self.assertIn("src/attic: no line", self.faults())

    def test_a_word_of_one_framework_in_the_machinery(self):
        for word in ("Handbook", "disciplinary_process", "appraisal", "A.5.4", "I07", "I10"):
            with self.subTest(word):
                self.write("src/engine/judge.cc", f'\n// Needs {word}.\n')
                self.assertIn("src/engine/judge.cc:2", self.faults())

    def test_words_that_only_look_like_it(self):
        self.write("src/engine/judge.cc", "int I11 = 0; // A.5.40\n")
        self.write("src/domain/control.cc", "// handbook\n")
        self.assertEqual(self.run_check(check_floors.main, self.root)[0], 0)


if __name__ == "__main__":
    unittest.main()
