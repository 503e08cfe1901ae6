"""Holds README and docs to what is true: commands are run, shown files are compared, links are followed.

These fenced blocks are checked:

  ```console                      each line `$ command` is run in the repository; the lines below it must be its
                                  output. A line `...` stands for any number of lines. A comment before the block,
                                  <!-- exit: 1 -->, says which exit status the last command has.
  <!-- file: path -->             the block after it must be the file of that path, word for word; with
  <!-- file: path#L3-L9 -->       a part of it.
  <!-- keep: path -->             the block after it is written to that path in a scratch folder of the page. On a page
                                  that keeps files, commands run in that folder.
  <!-- pack: path -->             the same, and `assay check --strict` must find nothing wrong with it.
  <!-- in: path -->               the block after it is a piece of a pack. Laid over the pack kept before at that path
                                  (pack_pieces.py), `assay check --strict` must say of it exactly what its comments
                                  `# error[code] message` and `# warning[code] message` say: without any, nothing.

Usage: check_docs.py ROOT TOOL_FOLDER [FILE...]
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import List, NamedTuple, Optional

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import pack_pieces  # noqa: E402

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\s*$")
FILE_NOTE = re.compile(r"^\s*<!-- file: (?P<path>[^#\s]+)(?:#L(?P<first>\d+)-L(?P<last>\d+))? -->\s*$")
KEEP_NOTE = re.compile(r"^\s*<!-- (?P<kind>keep|pack): (?P<path>\S+) -->\s*$")
PIECE_NOTE = re.compile(r"^\s*<!-- in: (?P<path>\S+) -->\s*$")
EXPECTED = re.compile(r"#\s*(?P<said>(?:error|warning)\[[^\]]+\] .*?)\s*$")
SAID = re.compile(r"^\S+:\d+:\d+: (?P<said>(?:error|warning)\[[^\]]+\] .*?)\s*$")
EXIT_NOTE = re.compile(r"^\s*<!-- exit: (?P<status>\d+) -->\s*$")
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


class Block(NamedTuple):
    line: int
    language: str
    note: str
    lines: List[str]


def blocks_of(text: str) -> List[Block]:
    blocks: List[Block] = []
    current: Optional[Block] = None
    note = ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if current is None and fence:
            current = Block(number, fence.group("language"), note, [])
        elif current is not None and fence and not fence.group("language"):
            blocks.append(current)
            current, note = None, ""
        elif current is not None:
            current.lines.append(line)
        elif line.strip():
            note = line
    return blocks


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


def check_pack(block: Block, text: str, wanted: List[str], tools: str) -> List[str]:
    done = subprocess.run(["assay", "check", "--strict", "-"], input=text, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120, check=False,
                          env=dict(os.environ, PATH=tools + os.pathsep + os.environ["PATH"], NO_COLOR="1"))
    said = [match.group("said") for match in map(SAID.match, done.stdout.splitlines()) if match]
    if sorted(said) == sorted(wanted) and (done.returncode == 0) == (not wanted):
        return []
    return [f"line {block.line}: `assay check --strict` ended with {done.returncode} and said\n{done.stdout}"]


def check_piece(block: Block, kept: pathlib.Path, tools: str) -> List[str]:
    note = PIECE_NOTE.match(block.note)
    assert note is not None
    path = kept / note.group("path")
    if not path.is_file():
        return [f"line {block.line}: the page has kept no {note.group('path')}"]
    whole = path.read_text(encoding="utf-8").splitlines()
    wanted = [match.group("said") for match in map(EXPECTED.search, block.lines) if match]
    return check_pack(block, "\n".join(pack_pieces.laid_over(block.lines, whole)) + "\n", wanted, tools)


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
        for block in blocks_of(text):
            keep_note = KEEP_NOTE.match(block.note)
            if FILE_NOTE.match(block.note):
                faults += check_file(block, root)
            elif PIECE_NOTE.match(block.note):
                faults += check_piece(block, kept, tools)
            elif keep_note:
                folder = kept
                path = keep(block, kept)
                if keep_note.group("kind") == "pack":
                    faults += check_pack(block, path.read_text(encoding="utf-8"), [], tools)
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
