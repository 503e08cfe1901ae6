"""Writes the types of a pack in Python from its JSON Schema: src/assay/document.py.

    document_types.py <schemas/pack.schema.json> <output: src/assay/document.py>

The output is kept in the repository, so that editors find it; a test holds it to the schema.
"""
import json
import keyword
import pathlib
import sys
import textwrap
from typing import Any, Dict, List

HEAD = '''"""The parts of a pack, as types of dicts: made from the JSON Schema of packs by document_types.py.

    from assay import Pack, document

    pack = Pack.from_dict(document.Pack(format="assay.pack/1", id="acme-joiners", ...))

A dict in braces is checked against them as well, where an annotation or :meth:`assay.Pack.from_dict` asks for one. They are
dicts when the program runs, so nothing is checked then until the pack is loaded. docs/packs.md explains every part.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal, Mapping, Sequence, TypedDict, Union

from .cel import Expression

# A text for people: in the pack's main language, or by language tag.
Text = Union[str, Mapping[str, str]]
Number = Union[int, float, Decimal]
# A rule, as text or as an expression, or a plain value where that is enough.
RuleText = Union[str, Expression, bool, int, float, Decimal, datetime.date]
'''
VALUE = ["string", "number", "boolean"]


def class_name(definition: str) -> str:
    return "".join(word.capitalize() for word in definition.split("_"))


def type_of(schema: Dict[str, Any]) -> str:
    if "$ref" in schema:
        return class_name(schema["$ref"].rsplit("/", 1)[-1])
    if "const" in schema:
        return f"Literal[{schema['const']!r}]".replace("'", '"')
    if "enum" in schema:
        return "Literal[" + ", ".join(json.dumps(word) for word in schema["enum"]) + "]"
    if "anyOf" in schema:
        choices = [type_of(choice) for choice in schema["anyOf"]]
        return "Text" if choices == ["str", "Mapping[str, str]"] else f"Union[{', '.join(choices)}]"
    kind = schema["type"]
    if kind == VALUE:
        return "RuleText"
    if kind == "array":
        return f"Sequence[{type_of(schema['items'])}]"
    if kind == "object":
        return f"Mapping[str, {type_of(schema['additionalProperties'])}]"
    return {"string": "str", "integer": "int", "number": "Number", "boolean": "bool"}[kind]


def members_of(properties: Dict[str, Any], names: List[str]) -> List[str]:
    lines = []
    for name in names:
        lines.append(f"    {name}: {type_of(properties[name])}")
        lines += textwrap.wrap(
            f'"""{properties[name]["description"]}"""', 118, initial_indent="    ", subsequent_indent="    "
        )
    return lines


def class_of(definition: str, schema: Dict[str, Any]) -> str:
    name = class_name(definition)
    properties = schema["properties"]
    required = [member for member in properties if member in schema["required"]]
    words = [member for member in properties if keyword.iskeyword(member)]
    optional = [member for member in properties if member not in required + words]
    bases, parts = [], []
    if required:
        bases.append(f"_{name}Required")
        parts.append("\n".join([f"class _{name}Required(TypedDict):", *members_of(properties, required)]))
    if words:
        bases.append(f"_{name}Words")
        members = ", ".join(f'"{member}": {type_of(properties[member])}' for member in words)
        parts.append(f'_{name}Words = TypedDict("_{name}Words", {{{members}}}, total=False)')
    doc = f'    """`{definition}`."""'
    parts.append("\n".join([
        f"class {name}({', '.join(bases or ['TypedDict'])}, total=False):",
        doc, "", *members_of(properties, optional)]).rstrip())
    return "\n\n\n".join(parts)


def main(schema: str, output: str) -> None:
    definitions = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))["$defs"]
    classes = [class_of(name, definition) for name, definition in definitions.items()]
    pathlib.Path(output).write_text("\n\n".join([HEAD, "\n\n\n".join(classes)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
