"""Holds README and docs to what is true: commands are run, shown files are compared, links are followed.

These fenced blocks are checked:

  ```console                      each line `$ command` is run in the repository; the lines below it must be its
                                  output. A line `...` stands for any number of lines. A comment before the block,
                                  <!-- exit: 1 -->, says which exit status the last command has.
  <!-- file: path -->             the block after it must be the file of that path, word for word; with
  <!-- file: path#L3-L9 -->       a part of it.
  <!-- keep: path -->             the block after it is written to that path in a scratch folder of the page. On a page
                                  that keeps files, commands run in that folder.
  <!-- pack: path -->             the same, and `assay check --strict` must say of it exactly what its comments
                                  `# error[code] message` and `# warning[code] message` say: without any, nothing.
  <!-- in: path -->               the block after it is a piece of a pack. Laid over the pack kept before at that path
                                  (pack_pieces.py), `assay check --strict` must say of it exactly what its comments
                                  say. That nothing uses what the piece defines counts only where it says so:
                                  a piece shows a definition without its rules.
                                  Where the path is that of a test file (its folder is `tests`), the same of
                                  `assay test` and the pack beside it.
  <!-- pack says: codes -->       the block after it is a whole pack, `facts says:` whole facts, `piece says:` a piece of
                                  the pack that the page kept last. assay must say exactly these codes of it, each
                                  once however often it is said, or `nothing`.
  <!-- eval: options -->          the table after it is evaluated, row by row: the last two columns of a row are an
                                  expression and what `assay eval options` says of it. Where the first heading is an
                                  expression, the table is a square: `a` in it stands for what begins the row, `b` for
                                  what heads the column. A result is code, and may be several pieces: the diagnostics,
                                  as `warning[code]` or `error[code]`, and then the value. Of a value that is an error,
                                  `error` alone or with its code will do. `\\|` is a `|`.

Usage: check_docs.py ROOT TOOL_FOLDER [FILE...]
"""

from __future__ import annotations

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import Iterator, List, NamedTuple, Optional, Tuple

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import pack_pieces  # noqa: E402

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\s*$")
FILE_NOTE = re.compile(r"^\s*<!-- file: (?P<path>[^#\s]+)(?:#L(?P<first>\d+)-L(?P<last>\d+))? -->\s*$")
KEEP_NOTE = re.compile(r"^\s*<!-- (?P<kind>keep|pack): (?P<path>\S+) -->\s*$")
PIECE_NOTE = re.compile(r"^\s*<!-- in: (?P<path>\S+) -->\s*$")
SAYS_NOTE = re.compile(r"^\s*<!-- (?P<what>pack|facts|piece) says: (?P<codes>.+?) -->\s*$")
EXPECTED = re.compile(r"#\s*(?P<said>(?:error|warning)\[[^\]]+\] .*?)\s*$")
SAID = re.compile(r"^\S+:\d+:\d+: (?P<said>(?:error|warning)\[[^\]]+\] .*?)\s*$")
EVAL_NOTE = re.compile(r"^\s*<!-- eval:(?P<options>.*?)-->\s*$")
CODE = re.compile(r"(?P<ticks>`+) ?(?P<code>.*?) ?(?P=ticks)")
DIAGNOSTIC = re.compile(r"^\S+: (?P<code>(?:error|warning)\[[^\]]+\])", re.MULTILINE)
ERROR = re.compile(r"^(?:\S+: )?error(?: \w+)?$")
UNUSED = re.compile(r"pack\.unused-(?:field|function|population|tally)")
EXIT_NOTE = re.compile(r"^\s*<!-- exit: (?P<status>\d+) -->\s*$")
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


class Block(NamedTuple):
    line: int
    language: str  # TABLE: the lines are those of a table, not of a fenced block.
    note: str
    lines: List[str]


TABLE = "|"


def blocks_of(text: str) -> List[Block]:
    blocks: List[Block] = []
    current: Optional[Block] = None
    note = ""
    for number, line in enumerate(text.splitlines(), 1):
        if current is not None and current.language == TABLE and not line.startswith("|"):
            blocks.append(current)
            current, note = None, ""
        fence = FENCE.match(line)
        if current is None and line.startswith("|") and EVAL_NOTE.match(note):
            current = Block(number, TABLE, note, [line])
        elif current is None and fence:
            current = Block(number, fence.group("language"), note, [])
        elif current is not None and fence and not fence.group("language"):
            blocks.append(current)
            current, note = None, ""
        elif current is not None:
            current.lines.append(line)
        elif line.strip():
            note = line
    return blocks + [current] if current is not None and current.language == TABLE else blocks


def output_matches(wanted: List[str], seen: List[str]) -> bool:
    """Whether `seen` is `wanted`, in which `...` stands for any lines."""
    if not wanted:
        return not seen
    if wanted[0].strip() == "...":
        return any(output_matches(wanted[1:], seen[k:]) for k in range(len(seen) + 1))
    return bool(seen) and wanted[0].rstrip() == seen[0].rstrip() and output_matches(wanted[1:], seen[1:])


def check_console(block: Block, folder: pathlib.Path, tools: str) -> List[str]:
    faults: List[str] = []
    steps: List[List[str]] = []
    for line in block.lines:
        if line.startswith("$ "):
            steps.append([line[2:]])
        elif steps and steps[-1][0].endswith("\\"):
            steps[-1][0] = steps[-1][0][:-1] + line.strip()
        elif steps:
            steps[-1].append(line)
        else:
            faults.append(f"line {block.line}: output without a `$ command`")
    note = EXIT_NOTE.match(block.note)
    with tempfile.TemporaryDirectory() as scratch:
        environment = dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"], NO_COLOR="1", OUT=scratch)
        for step, (command, *wanted) in enumerate(steps):
            done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=120, check=False)
            if not output_matches(wanted, done.stdout.splitlines()):
                faults.append(f"line {block.line}: `{command}` printed\n{done.stdout}")
            status = int(note.group("status")) if note and step == len(steps) - 1 else 0
            if done.returncode != status:
                faults.append(f"line {block.line}: `{command}` ended with {done.returncode}, not {status}")
    return faults


def check_file(block: Block, root: pathlib.Path) -> List[str]:
    note = FILE_NOTE.match(block.note)
    assert note is not None
    path = root / note.group("path")
    if not path.is_file():
        return [f"line {block.line}: there is no file {note.group('path')}"]
    lines = path.read_text(encoding="utf-8").splitlines()
    if note.group("first"):
        lines = lines[int(note.group("first")) - 1:int(note.group("last"))]
    if lines == block.lines:
        return []
    return [f"line {block.line}: the block is not what {note.group('path')} holds"]


def keep(block: Block, kept: pathlib.Path) -> pathlib.Path:
    note = KEEP_NOTE.match(block.note)
    assert note is not None
    path = kept / note.group("path")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
    return path


def run(command: List[str], folder: pathlib.Path, tools: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, input=text, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120, check=False,
                          env=dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"], NO_COLOR="1"))


def said_by(done: subprocess.CompletedProcess[str]) -> List[str]:
    return [match.group("said") for match in map(SAID.match, (done.stderr + done.stdout).splitlines()) if match]


def expected(block: Block) -> List[str]:
    return [match.group("said") for match in map(EXPECTED.search, block.lines) if match]


def check_said(block: Block, done: subprocess.CompletedProcess[str], is_piece: bool) -> List[str]:
    wanted, said = expected(block), said_by(done)
    is_fine = done.returncode == 0
    if is_fine == (not said):
        if is_piece and not any(map(UNUSED.search, wanted)):
            said = [line for line in said if not UNUSED.search(line)]
        if sorted(said) == sorted(wanted):
            return []
    return [f"line {block.line}: `{' '.join(done.args)}` ended with {done.returncode} and said\n"
            f"{done.stderr}{done.stdout}"]


def check_pack(block: Block, text: str, tools: str, is_piece: bool = False) -> List[str]:
    done = run(["assay", "check", "--strict", "-"], pathlib.Path.cwd(), tools, text)
    return check_said(block, done, is_piece)


def check_test_file(block: Block, text: str, path: pathlib.Path, tools: str) -> List[str]:
    pack = path.parent.parent
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(pack, pathlib.Path(scratch) / pack.name)
        (pathlib.Path(scratch) / pack.name / "tests" / path.name).write_text(text, encoding="utf-8")
        done = run(["assay", "test", pack.name], pathlib.Path(scratch), tools)
    return check_said(block, done, is_piece=True)


def check_piece(block: Block, kept: pathlib.Path, tools: str) -> List[str]:
    note = PIECE_NOTE.match(block.note)
    assert note is not None
    path = kept / note.group("path")
    if not path.is_file():
        return [f"line {block.line}: the page has kept no {note.group('path')}"]
    whole = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(pack_pieces.laid_over(block.lines, whole)) + "\n"
    if path.parent.name == "tests":
        return check_test_file(block, text, path, tools)
    return check_pack(block, text, tools, is_piece=True)


def check_codes(block: Block, pack: Optional[pathlib.Path], tools: str) -> List[str]:
    note = SAYS_NOTE.match(block.note)
    assert note is not None
    lines = block.lines
    if note.group("what") == "piece":
        if pack is None:
            return [f"line {block.line}: the page has kept no pack"]
        lines = pack_pieces.laid_over(lines, pack.read_text(encoding="utf-8").splitlines())
    command = ["assay", "check", "-"]
    if note.group("what") == "facts":
        command = ["assay", "eval", "--facts", "-", "--as-of", "2026-03-31", "true"]
    done = run(command, pathlib.Path.cwd(), tools, "\n".join(lines) + "\n")
    seen = sorted(set(re.findall(r"(?:error|warning)\[([^\]]+)\]", done.stderr + done.stdout)))
    wanted = [] if note.group("codes") == "nothing" else sorted(note.group("codes").split())
    if note.group("what") == "piece" and not any(map(UNUSED.search, wanted)):
        seen = [code for code in seen if not UNUSED.search(code)]
    if seen == wanted:
        return []
    return [f"line {block.line}: `{' '.join(command)}` says {' '.join(seen) or 'nothing'}\n{done.stderr}"]


def cells_of(line: str) -> List[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def code_in(cell: str) -> List[str]:
    return [match.group("code") for match in CODE.finditer(cell)]


def questions_of(block: Block) -> Iterator[Tuple[int, str, List[str]]]:
    """The line, expression and result of each row, or of each cell of a square."""
    heads = cells_of(block.lines[0])
    pattern = code_in(heads[0])
    for line, row in enumerate(block.lines[2:], block.line + 2):
        cells = cells_of(row)
        if not pattern:
            yield line, " ".join(code_in(cells[-2])), code_in(cells[-1])
            continue
        for column, cell in zip(heads[1:], cells[1:]):
            names = {"a": " ".join(code_in(cells[0])), "b": " ".join(code_in(column))}
            yield line, re.sub(r"\b[ab]\b", lambda name: names[name.group()], pattern[0]), code_in(cell)


def says(wanted: List[str], seen: List[str]) -> bool:
    """Whether `seen`, diagnostics and then values, is `wanted`, which may leave out what an error says of itself."""
    return len(wanted) == len(seen) and all(
        line == piece or (ERROR.match(piece) is not None and line.startswith((piece + ":", piece + " ")))
        for piece, line in zip(wanted, seen))


def check_table(block: Block, folder: pathlib.Path, tools: str) -> List[str]:
    note = EVAL_NOTE.match(block.note)
    assert note is not None
    faults: List[str] = []
    questions = list(questions_of(block))
    for line, expression, wanted in questions:
        done = run(["assay", "eval", *shlex.split(note.group("options")), "--", expression], folder, tools)
        seen = DIAGNOSTIC.findall(done.stderr) + done.stdout.splitlines()
        if not expression or not says(wanted, seen):
            faults.append(f"line {line}: `{expression}` gives\n{done.stderr}{done.stdout}")
    return faults if questions else [f"line {block.line}: a table without a row to evaluate"]


def check_links(text: str, page: pathlib.Path) -> List[str]:
    outside_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    faults = []
    for link in LINK.finditer(outside_code):
        target = link.group("target")
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
            faults.append(f"the link to {target} leads nowhere")
    return faults


def check_page(page: pathlib.Path, root: pathlib.Path, tools: str) -> List[str]:
    text = page.read_text(encoding="utf-8")
    faults = check_links(text, page)
    with tempfile.TemporaryDirectory() as scratch:
        kept = pathlib.Path(scratch)
        folder = root
        pack: Optional[pathlib.Path] = None
        for block in blocks_of(text):
            keep_note = KEEP_NOTE.match(block.note)
            if FILE_NOTE.match(block.note):
                faults += check_file(block, root)
            elif PIECE_NOTE.match(block.note):
                faults += check_piece(block, kept, tools)
            elif SAYS_NOTE.match(block.note):
                faults += check_codes(block, pack, tools)
            elif keep_note:
                folder = kept
                path = keep(block, kept)
                if keep_note.group("kind") == "pack":
                    pack = path
                    faults += check_pack(block, path.read_text(encoding="utf-8"), tools)
            elif block.language == TABLE:
                faults += check_table(block, folder, tools)
            elif block.language == "console":
                faults += check_console(block, folder, tools)
    return faults


def main(arguments: List[str]) -> int:
    root = pathlib.Path(arguments[0])
    pages = [pathlib.Path(name) for name in arguments[2:]]
    if not pages:
        pages = [*sorted(root.glob("*.md")), *sorted(root.glob("docs/**/*.md")), *sorted(root.glob("packs/**/*.md")),
                 *sorted(root.glob("examples/**/*.md"))]
    faults = 0
    for page in pages:
        for fault in check_page(page, root, arguments[1]):
            print(f"{page}: {fault}")
            faults += 1
    print(f"{len(pages)} pages, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
