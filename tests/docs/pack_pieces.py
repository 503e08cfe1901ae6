"""Pieces of packs, as a manual shows them: laid over a whole pack, a piece can be checked like one.

A piece is YAML in block style with some of a pack's sections. Its mappings join those of the whole, member by member;
its lists are appended to those of the whole; anything else takes the place of what was there. The text is moved, never
parsed: what an author writes, wrong quoting included, reaches assay as it stands.
"""

from __future__ import annotations

import re
from typing import Dict, List, Optional

# `name:` or `name(argument type): ...`; neither `- item` nor a comment.
KEY = re.compile(r"""^ *(?P<key>[^\s\-{\["'#][^:]*):(?:\s.*)?$""")
BLOCK_HEAD = re.compile(r":\s*(?:#.*)?$")


def is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def first_of(lines: List[str]) -> str:
    return next((line for line in lines if not is_blank(line)), "")


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def members_of(lines: List[str]) -> Optional[Dict[str, List[str]]]:
    """The lines of each member of a block mapping, those before the first under ""; nothing if it is no mapping."""
    first = first_of(lines)
    if not KEY.match(first):
        return None
    members: Dict[str, List[str]] = {"": []}
    current = members[""]
    for line in lines:
        if not is_blank(line) and indent_of(line) == indent_of(first):
            key = KEY.match(line)
            if key is None:
                return None
            current = members.setdefault(key.group("key"), [])
        current.append(line)
    return members


def laid_over(piece: List[str], whole: List[str]) -> List[str]:
    """The lines of `whole` with those of `piece` laid over them."""
    ours, theirs = members_of(whole), members_of(piece)
    if ours is None or theirs is None:
        are_lists = first_of(whole).lstrip().startswith("- ") and first_of(piece).lstrip().startswith("- ")
        return whole + piece if are_lists else piece
    merged = dict(ours)
    for key, lines in theirs.items():
        known = ours.get(key, [])
        if key and known and BLOCK_HEAD.search(known[0]) and BLOCK_HEAD.search(lines[0]):
            merged[key] = [known[0], *laid_over(lines[1:], known[1:])]
        elif key and known:
            merged[key] = lines
        else:
            merged[key] = known + lines
    return [line for lines in merged.values() for line in lines]
