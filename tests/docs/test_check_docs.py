"""The checker itself: it must find what is false."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import check_docs  # noqa: E402


class CheckDocs(unittest.TestCase):
    def check(self, text: str) -> int:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "kept.txt").write_text("one\ntwo\nthree\n")
            page = root / "page.md"
            page.write_text(text)
            return len(check_docs.check_page(page, root, "/bin"))

    def test_true_pages_pass(self) -> None:
        self.assertEqual(self.check("```console\n$ echo a; echo b\na\nb\n```\n"), 0)
        self.assertEqual(self.check("```console\n$ printf '1\\n2\\n3\\n'\n1\n...\n```\n"), 0)
        self.assertEqual(self.check("<!-- exit: 3 -->\n```console\n$ exit 3\n```\n"), 0)
        self.assertEqual(self.check("<!-- file: kept.txt#L2-L3 -->\n```\ntwo\nthree\n```\n"), 0)
        self.assertEqual(self.check("see [it](kept.txt)\n"), 0)

    def test_false_pages_fail(self) -> None:
        self.assertEqual(self.check("```console\n$ echo a\nb\n```\n"), 1)
        self.assertEqual(self.check("```console\n$ echo a\n```\n"), 1)
        self.assertEqual(self.check("```console\n$ exit 3\n```\n"), 1)
        self.assertEqual(self.check("<!-- file: kept.txt -->\n```\none\n```\n"), 1)
        self.assertEqual(self.check("<!-- file: lost.txt -->\n```\none\n```\n"), 1)
        self.assertEqual(self.check("see [it](lost.txt)\n"), 1)


if __name__ == "__main__":
    unittest.main()
