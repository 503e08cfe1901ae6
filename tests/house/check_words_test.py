"""The word check finds what it is there to find, in files git knows and in a plain folder."""
import subprocess
import unittest

import check_words
from bad_tree import BadTree


class CheckWords(BadTree):
    def result(self) -> tuple[int, str]:
        return self.run_check(check_words.main, self.root)

    def test_a_good_tree_passes(self):
        self.write("src/base/truth.cc", "// See docs/work/notes.md and ~/work/x, the todo list and $prefix/root/x.\n")
        self.assertEqual(self.result()[0], 0)

    def test_each_word(self):
        # Joined here, so that the check does not find them in this file.
        for word in ("TO" "DO", "FIX" "ME", "XX" "X", "/wo" "rk/main", "/ro" "ot/x", "/ho" "me/me/x", "<<<<<<" "< ours"):
            with self.subTest(word):
                self.write("src/base/truth.cc", f"\n{word} at last\n")
                status, output = self.result()
                self.assertEqual(status, 1)
                self.assertIn("src/base/truth.cc:2", output)

    def test_each_name(self):
        for name in ("src/common/list.h", "src/base/string_util.cc", "src/base/helpers.h", "src/pack/pack_manager.h"):
            with self.subTest(name):
                self.write(name, "")
                status, output = self.result()
                self.assertEqual(status, 1)
                self.assertIn(f"{name}: ", output)

    def test_bytes_that_are_no_text_are_passed_over(self):
        self.write("good.txt", "fine\n")
        (self.root / "case.bin").write_bytes(b"\xff\xfeTO" + b"DO")
        self.assertEqual(self.result()[0], 0)

    def test_an_empty_tree_proves_nothing(self):
        self.assertEqual(self.result()[0], 1)

    def test_only_tracked_files_count_where_there_is_git(self):
        subprocess.run(["git", "init", "-q", self.root], check=True)
        self.write("good.txt", "fine\n")
        self.write("bad.txt", "TO" "DO\n")
        subprocess.run(["git", "-C", self.root, "add", "good.txt"], check=True)
        self.assertEqual(self.result()[0], 0)
        subprocess.run(["git", "-C", self.root, "add", "bad.txt"], check=True)
        self.assertEqual(self.result()[0], 1)


if __name__ == "__main__":
    unittest.main()
