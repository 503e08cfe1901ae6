"""The checker itself: it must find what is false."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import check_docs  # noqa: E402
import pack_pieces  # noqa: E402

# Stands in for `assay check --strict -`: each line of the pack that says BAD is at fault. And for
# `assay eval options -- expression`: the expression after the options, warned of where it says ODD.
ASSAY = """#!/bin/sh
if [ "$1" = eval ]; then
  shift
  while [ "$1" != -- ]; do options="$options$1 "; shift; done
  case "$2" in *ODD*) echo "1:1: warning[odd] that is odd" >&2;; esac
  echo "$options$2"
  exit
fi
! sed -n 's/^ *\\(BAD.*\\)/-:1:1: error[bad] \\1/p' | grep .
"""

ROWS = "<!-- eval: -->\n| is | expression | value |\n|---|---|---|\n"
SQUARE = "<!-- eval: -->\n| `b + a` | `1` | `2` |\n|---|---|---|\n"


class CheckDocs(unittest.TestCase):
    def check(self, text: str) -> int:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            tools = root / "tools"
            tools.mkdir()
            (tools / "assay").write_text(ASSAY)
            (tools / "assay").chmod(0o755)
            (root / "kept.txt").write_text("one\ntwo\nthree\n")
            page = root / "page.md"
            page.write_text(text)
            return len(check_docs.check_page(page, root, str(tools)))

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

    def test_codes_are_those_that_are_said(self) -> None:
        kept = "<!-- pack: p/pack.yaml -->\n```yaml\nid: p\n```\n"
        for what in ("pack", "piece"):
            page = kept + "<!-- " + what + " says: {} -->\n```yaml\n{}\n```\n"
            self.assertEqual(self.check(page.format("nothing", "good: 1")), 0)
            self.assertEqual(self.check(page.format("bad", "BAD: 1")), 0)
            self.assertEqual(self.check(page.format("bad", "good: 1")), 1)
            self.assertEqual(self.check(page.format("nothing", "BAD: 1")), 1)
            self.assertEqual(self.check(page.format("worse", "BAD: 1")), 1)
        self.assertEqual(self.check("<!-- piece says: nothing -->\n```yaml\ngood: 1\n```\n"), 1)

    def test_true_packs_pass(self) -> None:
        pack = "<!-- pack: p/pack.yaml -->\n```yaml\nid: p\n```\n"
        self.assertEqual(self.check(pack), 0)
        self.assertEqual(self.check(pack + "```console\n$ cat p/pack.yaml\nid: p\n```\n"), 0)
        self.assertEqual(self.check("<!-- keep: a.txt -->\n```\none\n```\n```console\n$ cat a.txt\none\n```\n"), 0)
        self.assertEqual(self.check(pack + "<!-- in: p/pack.yaml -->\n```yaml\nversion: 1\n```\n"), 0)
        self.assertEqual(self.check(pack + "<!-- in: p/pack.yaml -->\n```yaml\n# error[bad] BAD: 1\nBAD: 1\n```\n"), 0)

    def test_false_packs_fail(self) -> None:
        pack = "<!-- pack: p/pack.yaml -->\n```yaml\nid: p\n```\n"
        self.assertEqual(self.check("<!-- pack: p/pack.yaml -->\n```yaml\nBAD: p\n```\n"), 1)
        self.assertEqual(self.check(pack + "<!-- in: p/pack.yaml -->\n```yaml\nBAD: 1\n```\n"), 1)
        self.assertEqual(self.check(pack + "<!-- in: p/pack.yaml -->\n```yaml\n# error[bad] BAD: 1\nid: q\n```\n"), 1)
        self.assertEqual(self.check(pack + "<!-- in: p/pack.yaml -->\n```yaml\n# error[bad] BAD: 1\nBAD: 2\n```\n"), 1)
        self.assertEqual(self.check("<!-- in: q/pack.yaml -->\n```yaml\nid: q\n```\n"), 1)


    def test_true_tables_pass(self) -> None:
        self.assertEqual(self.check(ROWS + "| a | `1` | `1` |\n| b | `x \\| y` | `x \\| y` |\n"), 0)
        self.assertEqual(self.check(ROWS + "| a | `` `x` `` | `` `x` `` |\n\nand on\n"), 0)
        self.assertEqual(self.check(ROWS + "| a | `ODD` | `warning[odd]` `ODD` |\n"), 0)
        self.assertEqual(self.check(ROWS + "| a | `error none: of it` | `error none` |\n"), 0)
        self.assertEqual(self.check(ROWS + "| a | `d1: error none: of it` | `d1: error` |\n"), 0)
        self.assertEqual(self.check(ROWS.replace("eval:", "eval: --each x") + "| a | `1` | `--each x 1` |\n"), 0)
        self.assertEqual(self.check("| not | evaluated |\n|---|---|\n| `1` | `2` |\n"), 0)

    def test_false_tables_fail(self) -> None:
        self.assertEqual(self.check(ROWS + "| a | `1` | `2` |\n| b | `2` | `2` |\n| c | `3` | `4` |\n"), 2)
        self.assertEqual(self.check(ROWS + "| a | `1` | 1 |\n"), 1)
        self.assertEqual(self.check(ROWS + "| a | | `1` |\n"), 1)
        self.assertEqual(self.check(ROWS), 1)
        self.assertEqual(self.check(ROWS + "| a | `ODD` | `ODD` |\n"), 1)
        self.assertEqual(self.check(ROWS + "| a | `1` | `warning[odd]` `1` |\n"), 1)
        self.assertEqual(self.check(ROWS + "| a | `error none: of it` | `error non` |\n"), 1)
        self.assertEqual(self.check(ROWS + "| a | `errors` | `error` |\n"), 1)

    def test_squares(self) -> None:
        self.assertEqual(self.check(SQUARE + "| `3` | `1 + 3` | `2 + 3` |\n"), 0)
        self.assertEqual(self.check(SQUARE + "| `3` | `1 + 3` | `3 + 2` |\n| `4` | `5` | `2 + 4` |\n"), 2)
        self.assertEqual(self.check(SQUARE + "| `3` | `1 + 3` | |\n"), 1)


class LayPieces(unittest.TestCase):
    def lay(self, piece: str, whole: str) -> str:
        return "\n".join(pack_pieces.laid_over(piece.splitlines(), whole.splitlines())) + "\n"

    def test_mappings_join_member_by_member(self) -> None:
        whole = "id: a\nderive:\n  system:\n    x: self.id\n    y: |\n      a: b\ntail: 1\n"
        piece = "id: b\nderive:\n  system:\n    y: 2\n  person:\n    z: 3\n"
        self.assertEqual(self.lay(piece, whole), "id: b\nderive:\n  system:\n    x: self.id\n    y: 2\n"
                                                 "  person:\n    z: 3\ntail: 1\n")

    def test_lists_are_appended(self) -> None:
        self.assertEqual(self.lay("traps:\n  - id: T2\n", "traps:\n  - id: T1\n    when: true\n"),
                         "traps:\n  - id: T1\n    when: true\n  - id: T2\n")

    def test_what_is_new_follows(self) -> None:
        self.assertEqual(self.lay("f(x int, y list(int)): x\n", "id: a\n"), "id: a\nf(x int, y list(int)): x\n")

    def test_a_flow_mapping_takes_the_place_of_a_block(self) -> None:
        self.assertEqual(self.lay("hygiene: {a: 1}\n", "hygiene:\n  b: 2\nid: a\n"), "hygiene: {a: 1}\nid: a\n")


if __name__ == "__main__":
    unittest.main()
