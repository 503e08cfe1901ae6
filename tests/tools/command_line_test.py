"""The command line as people type it: what it refuses, what it says then, and that no text of the data steers a terminal.

    command_line_test.py TOOL SOURCE
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

TOOL = ""
SOURCE = pathlib.Path()

# A line that looks like a verdict, and everything that steers a terminal.
EVIL = "p1\n  I99  Forged  satisfied  satisfied  full  1.00\x1b[2J\x1b[31m\x07\r\x85\u202e\u2028\u2066\u200b\x7f"
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f]")


def run(*arguments, stdin="", **more):
    return subprocess.run([TOOL, *arguments], input=stdin, capture_output=True, encoding="utf-8", **more)


def small_facts(**names):
    """The small facts, with ids replaced."""
    text = (SOURCE / "tests/capi/small_facts.json").read_text()
    for old, new in names.items():
        text = text.replace(f'"{old}"', json.dumps(new))
    return text


def pack():
    return ["--pack", str(SOURCE / "tests/capi/small_pack.yaml")]


def facts():
    return ["--facts", str(SOURCE / "tests/capi/small_facts.json")]


class Display(unittest.TestCase):
    """Texts for people are lines of assay's own."""

    def assert_harmless(self, text, colours=False):
        if colours:
            text = re.sub("\x1b\\[([0-9]|3[1-3])m", "", text)
            self.assertNotIn("?[2J\x1b", text)
        self.assertIsNone(STEERS.search(text), text)
        for line in text.splitlines():
            self.assertFalse(line.strip().startswith("I99"), text)

    def test_reports(self):
        hostile = small_facts(p2=EVIL, g1=EVIL + "g", e1=EVIL + "e", r=EVIL + "r")
        for arguments in (
            ["assess"],
            ["explain"],
            ["explain", "--history", "0", "SIGNED", "minimum"],
            ["explain", "--person", EVIL],
            ["sample", "RC1", "--seed", EVIL],
            ["sample", "RC1", "--seed", "s", "--size", "3"],
            ["eval", "--each", "person", "--explain", "person.id + '!'"],
        ):
            with self.subTest(arguments=arguments):
                done = run(*arguments, *pack(), "--facts", "-", stdin=hostile)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                self.assertNotEqual(done.stdout, "")
                self.assert_harmless(done.stdout + done.stderr)

    def test_colours_are_assays_own(self):
        hostile = small_facts(p2=EVIL)
        for verb in ("assess", "explain"):
            done = run(verb, "--color", "always", *pack(), "--facts", "-", stdin=hostile)
            self.assertIn("\x1b[1m", done.stdout)
            self.assertRegex(done.stdout, "p1[? ]")
            self.assertNotIn("1.00\x1b", done.stdout)
            self.assert_harmless(done.stdout, colours=True)

    def test_complaints(self):
        for arguments in (
            ["assess", *pack(), "--facts", EVIL],
            ["assess", "--pack", EVIL, *facts()],
            ["assess", *pack(), *facts(), "--as-of", EVIL],
            ["assess", *pack(), *facts(), "--param", EVIL],
            ["assess", *pack(), *facts(), "--param", EVIL + "=1"],
            ["assess", *pack(), *facts(), "--format", EVIL],
            ["explain", *pack(), *facts(), EVIL],
            ["explain", *pack(), *facts(), "--person", EVIL],
            ["sample", EVIL, *pack(), *facts(), "--seed", "s"],
            ["eval", EVIL],
            [EVIL],
        ):
            with self.subTest(arguments=arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertNotEqual(done.stderr, "")
                self.assert_harmless(done.stderr)

    def test_complaints_are_bounded(self):
        long = "x" * 2_000_000
        dangling = small_facts().replace('"person": "p3"', f'"person": "{long}"')
        for arguments, text in (
            (["assess", *pack(), "--facts", "-"], dangling),
            (["assess", *pack(), "--facts", "-"], small_facts().replace('"source"', f'"{long}"')),
            (["assess", *pack(), *facts(), "--as-of", long[:100_000]], ""),
            (["explain", *pack(), *facts(), "--person", long[:100_000]], ""),
            (["eval", long[:100_000]], ""),
        ):
            done = run(*arguments, stdin=text)
            self.assertEqual(done.returncode, 2)
            self.assertIn("…", done.stderr)
            self.assertLess(len(done.stderr), 10_000)

    def test_data_stay_as_they_are(self):
        done = run("assess", *pack(), "--facts", "-", "--format", "json", stdin=small_facts(p2=EVIL))
        self.assertIn(EVIL, json.loads(done.stdout)["controls"][0]["items"][0]["findings"][0]["subjects"])
        done = run("sample", "RC1", *pack(), "--facts", "-", "--seed", EVIL, "--format", "json", "--size", "3",
                   stdin=small_facts(p2=EVIL))
        plan = json.loads(done.stdout)
        self.assertEqual(plan["seed"], EVIL)
        self.assertIn(EVIL, plan["drawn_ids"])


class EmptyValues(unittest.TestCase):
    """A variable that is not set must not choose another day, or another place to write to."""

    def test_are_refused(self):
        assess = ["assess", *pack(), *facts()]
        for arguments in (
            [*assess, "--as-of", ""],
            [*assess, "--as-of="],
            [*assess, "--history", ""],
            [*assess, "--history="],
            [*assess, "-o", ""],
            [*assess, "--output", ""],
            [*assess, "--tailoring", ""],
            [*assess, "--param", ""],
            [*assess, "--format", ""],
            ["explain", *pack(), *facts(), "--person", ""],
            ["explain", *pack(), *facts(), ""],
            ["explain", *pack(), *facts(), "SIGNED", ""],
            ["sample", "RC1", *pack(), *facts(), "--seed", ""],
            ["eval", "1", "--facts", ""],
            ["eval", "--", ""],
            ["test", "x", "--filter", ""],
            ["new", ""],
            [""],
        ):
            with self.subTest(arguments=arguments):
                done = run(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("empty", done.stderr)
        self.assertIn("`--as-of` is given an empty value", run(*assess, "--as-of", "").stderr)

    def test_of_a_parameter_and_behind_two_dashes_may_be(self):
        self.assertIn("is not a whole number", run("assess", *pack(), *facts(), "--param", "divisor=").stderr)
        self.assertEqual(run("eval", "a", "--bind=a=''").stdout, "''\n")


class Arguments(unittest.TestCase):
    def test_numbers_are_decimal_and_within_bounds(self):
        for arguments in (
            ["--history", "0x10"],
            ["--history", "25"],
            ["--history", "-1"],
            ["--history", "1.5"],
            ["--history", " 1"],
            ["--max-errors", "0"],
            ["--max-errors", "-1"],
            ["--max-errors", "99999999999999999999"],
            ["--max-errors", "1000001"],
        ):
            with self.subTest(arguments=arguments):
                done = run("assess", *pack(), *facts(), *arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("is not a whole number from", done.stderr)
        ten = run("explain", *pack(), *facts(), "--history", "10")
        self.assertEqual(run("explain", *pack(), *facts(), "--history", "010").stdout, ten.stdout)
        self.assertNotEqual(run("explain", *pack(), *facts(), "--history", "08").stdout, "")
        self.assertEqual(run("assess", *pack(), *facts(), "--history").returncode, 1)
        done = run("sample", "RC1", *pack(), *facts(), "--seed", "s", "--size", "010")
        self.assertNotIn("8 people", done.stdout)

    def test_one_fault_is_one(self):
        done = run("assess", *pack(), "--facts", "-", "--max-errors", "1", stdin=small_facts(p1="", p2=""))
        self.assertIn("1 fault", done.stderr)
        self.assertNotIn("1 faults", done.stderr)

    def test_a_verb_that_is_none_is_told_what_was_meant(self):
        done = run("asses", *pack(), *facts())
        self.assertEqual(done.returncode, 2)
        self.assertIn("there is no verb `asses`; did you mean `assess`?", done.stderr)
        self.assertIn("there are: assess, check", run("zzzzzz").stderr)

    def test_an_input_that_cannot_be_read_is_told_so(self):
        folder = os.open("/", os.O_RDONLY)
        try:
            done = subprocess.run([TOOL, "assess", *pack(), "--facts", "-"], stdin=folder, capture_output=True, text=True)
        finally:
            os.close(folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot read the standard input: Is a directory", done.stderr)
        shell = '"$@" <&-'
        done = subprocess.run(["sh", "-c", shell, "sh", TOOL, "assess", *pack(), "--facts", "-"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot read the standard input: Bad file descriptor", done.stderr)

    def test_help_that_cannot_be_written_is_no_success(self):
        for arguments in (["--help"], ["--version"], ["assess", "--help"]):
            self.assertEqual(run(*arguments).returncode, 0)
            with open("/dev/full", "w") as full:
                done = subprocess.run([TOOL, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertIn("cannot write", done.stderr)

    def test_a_title_that_is_no_text_is_not_the_ids_fault(self):
        done = subprocess.run([TOOL, "new", "/nonexistent/acme", "--title", b"\xff"], capture_output=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("the title `\ufffd` is not UTF-8", done.stderr.decode())

    def test_an_expression_may_begin_with_a_minus(self):
        self.assertEqual(run("eval", "--bind", "a=2", "--", "-(a + 1)").stdout, "-3\n")
        self.assertEqual(run("eval", "--bind", "a=2", "--bind", "b=1", "a + b").stdout, "3\n")
        done = run("explain", "--param", "divisor=1", "GUESTS", *pack(), *facts())
        self.assertEqual(done.stdout.split()[0], "GUESTS", done.stderr)
        self.assertIn("behind the options and `--`", run("eval", "--help").stdout)


if __name__ == "__main__":
    TOOL, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
