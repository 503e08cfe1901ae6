"""Writes a program in C that hands nonsense to every function of assay.h: NULL for each handle, text and out parameter in
turn, sizes that nothing can have, options of no size, indices past every end. Functions that can fail have to say so and
leave their out parameter alone; the others give nothing, and where a state is asked for never a pass.

    write_nulls_test.py <assay.h> <output: nulls_test.c>
"""
import re
import sys
from typing import NamedTuple

FUNCTION = re.compile(r"^ASSAY_API (?P<result>[^;(]*?)(?P<name>assay_\w+)\((?P<parameters>[^;]*)\);", re.MULTILINE)
# What is made once and handed in where something else is at fault.
HANDLES = {
    "assay_loader*": "loader", "const assay_loader*": "loader", "const assay_pack*": "pack", "const assay_facts*": "facts",
    "const assay_assessment*": "assessment", "const assay_account*": "account", "const assay_sample*": "sample",
    "assay_facts_builder*": "builder", "const assay_error*": "refusal", "const assay_string*": "string",
    "const assay_item*": "item", "assay_call*": "NULL",
}
STRUCTS = {"assay_fraction": "half", "assay_date": "no_day", "assay_decimal": "no_decimal"}
# What other than 0 stands for nothing.
NOTHING = {
    "assay_item_maturity": "== -1", "assay_assessment_is_major_nonconformity": "== -1", "assay_lapse_level": "== ASSAY_LEVEL_ANY",
    "assay_waiver_level_at": "== ASSAY_LEVEL_ANY", "assay_check_upper_bound": "< 0",
}
MEMBER = {"assay_text": ".size", "assay_fraction": ".denominator", "assay_date": ".year", "assay_decimal": ".coefficient"}


class Parameter(NamedTuple):
    type: str
    name: str

    @property
    def is_text(self) -> bool:
        return self.type == "const char*"

    @property
    def is_out(self) -> bool:
        return self.type.endswith("**") or (self.type, self.name) == ("struct ArrowArrayStream*", "out")

    @property
    def is_options(self) -> bool:
        return self.name in ("options", "function", "limits") and self.type.startswith("const ")

    @property
    def is_pointer(self) -> bool:
        return "*" in self.type


class Function(NamedTuple):
    name: str
    result: str
    parameters: list[Parameter]

    @property
    def can_fail(self) -> bool:
        return self.result == "assay_error*"


def functions_of(header: str) -> list[Function]:
    functions = []
    for match in FUNCTION.finditer(header):
        parameters = []
        if match["parameters"] != "void":
            for text in re.sub(r"\s+", " ", match["parameters"]).split(","):
                kind, _, name = text.strip().rpartition(" ")
                parameters.append(Parameter(kind, name))
        functions.append(Function(match["name"], match["result"].strip(), parameters))
    return functions


def good(parameter: Parameter, function: Function) -> str:
    """An argument that is in order."""
    if parameter.is_out:
        return "&stream" if "Arrow" in parameter.type else f"({parameter.type})&out"
    if parameter.is_text:
        return '"x"'
    if parameter.type == "struct ArrowArrayStream*":
        return "&stream"
    if parameter.name == "function":
        return "&function"
    if parameter.is_options or parameter.type in ("assay_log", "void*"):
        return "NULL"
    if parameter.type in HANDLES:
        return HANDLES[parameter.type]
    if parameter.type in STRUCTS:
        return STRUCTS[parameter.type]
    if parameter.name.endswith("_size"):
        return "1"
    if parameter.is_pointer:
        return "NULL"
    return "0"


def call(function: Function, instead: dict[str, str]) -> str:
    arguments = [instead.get(parameter.name, good(parameter, function)) for parameter in function.parameters]
    return f"{function.name}({', '.join(arguments)})"


def failing(function: Function) -> list[str]:
    lines = []
    for parameter in function.parameters:
        if parameter.is_options:
            kind = parameter.type.removeprefix("const ").removesuffix("*")
            pointer = f"(const {kind}*)(const void*)&odd_size"
            for size in ("0", "3", "(size_t)-1", "4097"):
                lines.append(f"  odd_size = {size};")
                lines.append(f'  REFUSED({call(function, {parameter.name: pointer})}, '
                             '"struct_size");')
            if parameter.name in ("options", "limits"):
                continue  # NULL is the default.
        if parameter.is_text:
            lines.append(f'  REFUSED({call(function, {parameter.name: "NULL"})}, " is NULL");')
            for size in ("(size_t)-1", "SIZE_MAX / 2 + 1"):
                lines.append(f'  REFUSED({call(function, {parameter.name + "_size": size})}, "impossible size");')
        elif parameter.is_pointer and parameter.type not in ("void*",):
            lines.append(f'  REFUSED({call(function, {parameter.name: "NULL"})}, "{parameter.name} is NULL");')
    # All of it at once.
    everything = {parameter.name: "NULL" for parameter in function.parameters if parameter.is_pointer}
    if everything and not all(parameter.type in STRUCTS for parameter in function.parameters):
        lines.append(f'  REFUSED({call(function, everything)}, "");')
    return lines


def giving_nothing(function: Function) -> list[str]:
    pointers = [parameter for parameter in function.parameters if parameter.is_pointer]
    if not pointers:
        return []
    nulls = {parameter.name: "NULL" for parameter in pointers}
    if function.result == "void":
        return [f"  {call(function, nulls)};"]
    wanted = NOTHING.get(function.name, "== NULL" if "*" in function.result else "== 0")
    member = MEMBER.get(function.result, "")
    lines = [f"  CHECK({call(function, nulls)}{member} {wanted});"]
    indices = [parameter.name for parameter in function.parameters if parameter.name == "index"]
    if indices and pointers[0].type in HANDLES:
        for past in ("(size_t)-1", "SIZE_MAX / 2", "1000000"):
            lines.append(f"  CHECK({call(function, {'index': past})}{member} {wanted});")
    return lines


PROGRAM = """/* Written by write_nulls_test.py. */
#include <limits.h>
#include <string.h>

#include "check.h"

struct ArrowArrayStream {{
  int (*get_schema)(struct ArrowArrayStream*, void*);
  int (*get_next)(struct ArrowArrayStream*, void*);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
}};

static char untouched;
static void* out = &untouched;
static size_t odd_size;
static const assay_fraction half = {{1, 2}};
static const assay_date no_day = {{0, 0, 0}};
static const assay_decimal no_decimal = {{0, 0}};
static struct ArrowArrayStream stream;
static assay_function function;
static assay_loader* loader;
static assay_pack* pack;
static assay_facts* facts;
static assay_assessment* assessment;
static assay_account* account;
static assay_sample* sample;
static assay_facts_builder* builder;
static assay_error* refusal;
static assay_string* string;
static const assay_item* item;

#define REFUSED(error, said) Refused((error), said, #error, __LINE__)
static void Refused(assay_error* error, const char* said, const char* what, int line) {{
  CheckThat(error != NULL && assay_error_code(error) == ASSAY_ERROR_INVALID_ARGUMENT, what, __FILE__, line);
  CheckThat(Contains(assay_error_message(error), said), what, __FILE__, line);
  CheckThat(out == &untouched, "the out parameter is left alone", __FILE__, line);
  CheckThat(stream.release == NULL, "no stream is given", __FILE__, line);
  out = &untouched;
  assay_error_delete(error);
}}

static void Make(void) {{
  pack = SmallPack();
  facts = SmallFacts(pack);
  CHECK_OK(assay_loader_new(&loader));
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  CHECK_OK(assay_explain(pack, facts, "p1", 2, NULL, &account));
  CHECK_OK(assay_sample_draw(pack, facts, "RC1", 3, "x", 1, NULL, &sample));
  CHECK_OK(assay_facts_builder_new(pack, NULL, &builder));
  CHECK_OK(assay_fraction_text(half, &string));
  refusal = assay_pack_load("x", 1, NULL, 0, &pack);
  CHECK(refusal != NULL);
  item = assay_assessment_item(assessment, "SIGNED", 6);
  function.struct_size = sizeof function;
}}

static void Delete(void) {{
  assay_error_delete(refusal);
  assay_string_delete(string);
  assay_facts_builder_delete(builder);
  assay_sample_delete(sample);
  assay_account_delete(account);
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_loader_delete(loader);
  assay_pack_delete(pack);
}}

{parts}
int main(void) {{
  Make();
{calls}
  Delete();
  return FailedChecks() == 0 ? 0 : 1;
}}
"""


def main(header_path: str, output: str) -> None:
    with open(header_path, encoding="utf-8") as file:
        functions = functions_of(file.read())
    parts, calls = [], []
    for function in functions:
        lines = failing(function) if function.can_fail else giving_nothing(function)
        if not lines:
            continue
        part = "Test_" + function.name
        parts.append("static void " + part + "(void) {\n" + "\n".join(lines) + "\n}\n")
        calls.append(f"  {part}();")
    with open(output, "w", encoding="utf-8") as file:
        file.write(PROGRAM.format(parts="\n".join(parts), calls="\n".join(calls)))


if __name__ == "__main__":
    main(*sys.argv[1:])
