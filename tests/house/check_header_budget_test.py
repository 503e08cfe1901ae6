"""The header budget finds what it is there to find, with stand-ins for the libraries it watches for.

    check_header_budget_test.py <compiler>
"""
import sys
import unittest
import unittest.mock

import check_header_budget
from bad_tree import BadTree

COMPILER = sys.argv.pop(1) if len(sys.argv) > 1 else "c++"

class CheckHeaderBudget(BadTree):
    def result(self) -> tuple[int, str]:
        return self.run_check(
            check_header_budget.main, str(self.root / "include"), COMPILER, [str(self.root / "further")])

    def failure(self) -> str:
        status, output = self.result()
        self.assertEqual(status, 1, output)
        return output

    def test_a_good_header_passes(self):
        self.write("include/assay/base/id.h", "#ifndef ID_H_\n#define ID_H_\n#include <string>\nstruct Id { std::string s; };\n#endif\n")
        status, output = self.result()
        self.assertEqual(status, 0, output)

    def test_a_header_that_leans_on_another(self):
        self.write("include/assay/base/id.h", "#pragma once\nstruct Id { std::string s; };\n")
        self.assertIn("assay/base/id.h: does not compile alone", self.failure())

    def test_a_header_without_a_guard(self):
        self.write("include/assay/base/id.h", "struct Id {};\n")
        self.assertIn("redefinition", self.failure())

    def test_a_header_that_drags_in_what_is_private(self):
        self.write("further/boost/json.hpp", "")
        self.write("include/assay/base/id.h", "#pragma once\n#include <boost/json.hpp>\n")
        self.assertIn("brings in `boost/json`", self.failure())

    def test_a_dear_header(self):
        # As dear as the baseline, where half of it is allowed: the comparison is tested, not the library.
        self.write("include/assay/base/id.h", f"#pragma once\n{check_header_budget.BASELINE}")
        with unittest.mock.patch.object(check_header_budget, "VALUE_BUDGET", 0.5):
            self.assertIn("its budget is 0.50", self.failure())

    def test_a_header_that_returns_status_has_the_larger_budget(self):
        self.write("further/absl/status/status.h", "")
        self.write("include/assay/base/id.h", "#pragma once\n#include <absl/status/status.h>\n")
        status, output = self.result()
        self.assertEqual(status, 0, output)
        self.assertIn(f"of {check_header_budget.STATUS_BUDGET:.2f}", output)

    def test_no_header_proves_nothing(self):
        self.assertIn("no headers", self.failure())


if __name__ == "__main__":
    unittest.main()
