// Native functions in expressions: what a library takes, what a callback is given, what comes of
// every result, and cells that are read before their state is known. The facts are those of
// tests/facts.

#include "assay/expr/native.h"

#include <cstdint>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/expr/parse.h"
#include "src/expr/native_call.h"
#include "tests/expr/evaluating.h"
#include "tests/facts/facts_in_words.h"
#include "tests/facts/small_schema.h"

namespace assay {
namespace {

using testing::ElementsAre;

const SmallSchema& Shapes() {
  static const SmallSchema shapes;
  return shapes;
}

// Expressions over the small facts that may call one native function.
class Calling {
 public:
  explicit Calling(NativeFunction function, std::vector<CollectedEntry> collected = Listed({"*"}))
      : facts_(SealWords(Shapes().schema, Words(std::move(collected)))), evaluating(&facts_) {
    for (const char* id : {"p1", "p2", "p3"}) {
      const RecordTypeId person = Shapes().type("person");
      evaluating.Bind(id, RecordOf(person), Value::Record(person, facts_.FindRow(person, id)));
    }
    const RecordTypeId module = Shapes().type("module");
    evaluating.Bind("basic", RecordOf(module), Value::Record(module, 0));
    evaluating.Bind("nobody", "person?", Value::Null());
    evaluating.Bind("someone", "person", Value::Unknown({.record = Shapes().type("person")}));
    std::string bad_type;
    std::optional<Function> declared = DeclareNative(
        std::make_shared<const NativeFunction>(std::move(function)), &Shapes().schema, &bad_type);
    EXPECT_TRUE(declared.has_value()) << bad_type;
    if (declared.has_value()) evaluating.environment.AddFunction(*std::move(declared));
  }

  std::string Say(std::string_view text) { return evaluating.Say(text); }

 private:
  static WordFacts Words(std::vector<CollectedEntry> collected) {
    WordFacts words = SmallFacts();
    words.collected = std::move(collected);
    return words;
  }

  Facts facts_;

 public:
  Evaluating evaluating;
};

// `h.f(parameters) -> result`, computed row by row.
template <typename Compute>
NativeFunction Made(std::string signature, Compute compute, bool lenient = false) {
  std::optional<NativeFunction> function = ReadNativeSignature("h.f" + signature);
  EXPECT_TRUE(function.has_value()) << signature;
  function->compute = RowByRow(compute);
  function->lenient = lenient;
  return *std::move(function);
}

TEST(Native, SignaturesAreRead) {
  const std::optional<NativeFunction> function =
      ReadNativeSignature(" acme.risk_of ( person, map(string, int) , date? ) -> list(int) ");
  ASSERT_TRUE(function.has_value());
  EXPECT_EQ(function->name, "acme.risk_of");
  EXPECT_THAT(function->parameters, ElementsAre("person", "map(string, int)", "date?"));
  EXPECT_EQ(function->result, "list(int)");
  EXPECT_EQ(ReadNativeSignature("a.b() -> int")->parameters.size(), 0u);
  for (const char* text :
       {"", "a.b", "a.b -> int", "a.b(int)", "a.b(int -> int", "a.b(int,) -> int",
        "a.b(, int) -> int", "(int) -> int", "a.b(int) ->", "-> a.b(int)"}) {
    EXPECT_FALSE(ReadNativeSignature(text).has_value()) << text;
  }
}

TEST(Native, LibrariesRefuseNamesThatRulesCouldNotCall) {
  for (const char* name : {"risk", "", ".risk", "acme.", "acme..risk", "acme.risk-of", "acme.1",
                           "1.5", "acme.risk()", "acme.?risk", "acme.in", "true.risk", "acme .risk",
                           "cal.mine", "math.mine", "cel.mine", "acme.exists", "acme.has"}) {
    NativeLibrary library;
    EXPECT_EQ(library.Add({.name = name, .result = "int"}).code(),
              absl::StatusCode::kInvalidArgument)
        << name;
    EXPECT_TRUE(library.functions().empty());
  }
  NativeLibrary library;
  EXPECT_TRUE(library.Add({.name = "acme.risk", .result = "int"}).ok());
  EXPECT_TRUE(library.Add({.name = "com.acme.risk", .result = "int"}).ok());
  EXPECT_EQ(library.Add({.name = "acme.risk", .result = "int"}).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(library.Add({.name = "acme.a", .parameters = {""}, .result = "int"}).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(library.Add({.name = "acme.b"}).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(library.functions().size(), 2u);
  EXPECT_NE(library.Find("com.acme.risk"), nullptr);
  EXPECT_EQ(library.Find("acme.ris"), nullptr);
}

TEST(Native, FunctionsLiveAsLongAsAnyLibraryThatHasThem) {
  auto alive = std::make_shared<int>(0);
  NativeLibrary copy;
  {
    NativeLibrary library;
    const NativeCallback compute = [alive](NativeBatch&) {};
    ASSERT_TRUE(library.Add({.name = "a.b", .result = "int", .compute = compute}).ok());
    copy = library;
  }
  EXPECT_EQ(alive.use_count(), 2);
  copy = NativeLibrary();
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(Native, TypesMustBeTypesOfTheSchema) {
  const auto declare = [](const char* signature) {
    std::string bad;
    const auto function = std::make_shared<const NativeFunction>(*ReadNativeSignature(signature));
    return DeclareNative(function, &Shapes().schema, &bad).has_value() ? "fine" : bad;
  };
  EXPECT_EQ(declare("a.b(person, engagement?, list(date)) -> person?"), "fine");
  EXPECT_EQ(declare("a.b(int, persn) -> int"), "persn");
  EXPECT_EQ(declare("a.b(int) -> list(nothing)"), "list(nothing)");
}

TEST(Native, ArgumentsAndResultsOfEveryKindCross) {
  const auto same = [](const NativeRow& row) { return row.argument(0); };
  const auto value_of = [&](const std::string& type, const char* argument) {
    return Calling(Made("(" + type + ") -> " + type, same))
        .Say("h.f(" + std::string(argument) + ")");
  };
  EXPECT_EQ(value_of("bool", "true"), "true");
  EXPECT_EQ(value_of("int", "-7"), "-7");
  EXPECT_EQ(value_of("uint", "7u"), "7u");
  EXPECT_EQ(value_of("double", "1.5"), "1.5");
  EXPECT_EQ(value_of("string", "'a'"), "'a'");
  EXPECT_EQ(value_of("date", "date('2026-03-31')"), "2026-03-31");
  EXPECT_EQ(value_of("list(int)", "[1, 2]"), "[1, 2]");
  EXPECT_EQ(value_of("map(string, int)", "{'a': 1}"), "{'a': 1}");
  EXPECT_EQ(value_of("person", "p1"), "person p1");
  EXPECT_EQ(value_of("engagement", "p3.engagement"), "'contractor'");
  EXPECT_EQ(value_of("person?", "nobody"), "null");
  EXPECT_EQ(value_of("optional(int)", "optional.of(1)"), "optional.of(1)");
}

TEST(Native, CallsAreTypeChecked) {
  Calling calling(Made("(person, int) -> int", [](const NativeRow&) { return Value::Int(1); }));
  const auto faults = [&](std::string_view text) {
    Diagnostics problems;
    Check(*Parse(text, {}, &problems), calling.evaluating.environment, {}, &problems);
    return problems.empty() ? std::string() : problems[0].code + ": " + problems[0].message;
  };
  EXPECT_EQ(faults("h.f(p1, 2) + 1 == 2"), "");
  EXPECT_EQ(faults("h.f(p1, 'a')"), "expr.no-such-overload: `h.f` does not take (person, string)");
  EXPECT_EQ(faults("h.f(basic, 1)"), "expr.no-such-overload: `h.f` does not take (module, int)");
  EXPECT_EQ(faults("h.f(p1)"), "expr.no-such-overload: `h.f` does not take (person)");
  EXPECT_EQ(faults("h.g(p1, 2)"), "expr.no-such-function: there is no function `h.g`");
  EXPECT_EQ(faults("h.f(p1, 2) == 'a'").substr(0, 21), "expr.no-such-overload");
}

TEST(Native, StrictFunctionsSeeDefiniteValuesOnly) {
  int calls = 0;
  Calling calling(Made("(person, int) -> int", [&calls](const NativeRow& row) {
    ++calls;
    return row.argument(1);
  }));
  EXPECT_EQ(calling.Say("h.f(p1, 5)"), "5");
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(calling.Say("h.f(someone, 5)"), "unknown");
  EXPECT_EQ(calling.Say("h.f(nobody, 5)"), "error none: `h.f` of none");
  EXPECT_EQ(calling.Say("h.f(someone, 1 / 0)"), "error divide_by_zero: division by zero");
  EXPECT_EQ(calls, 1);
}

TEST(Native, LenientFunctionsSeeWhatThereIs) {
  const auto kind = [](const NativeRow& row) {
    const Value& value = row.argument(0);
    return Value::String(value.is_unknown() ? "unknown" : value.is_error() ? "error" : "value");
  };
  Calling calling(Made("(int) -> string", kind, true));
  EXPECT_EQ(calling.Say("h.f(1)"), "'value'");
  EXPECT_EQ(calling.Say("h.f(1 / 0)"), "'error'");
  EXPECT_EQ(Calling(Made("(person) -> string", kind, true)).Say("h.f(someone)"), "'unknown'");
}

TEST(Native, ResultsAreHeldToTheirType) {
  const auto giving = [](const std::string& type, Value result) {
    return Calling(Made("() -> " + type, [result](const NativeRow&) { return result; }))
        .Say("h.f()");
  };
  const RecordTypeId person = Shapes().type("person");
  const RecordTypeId module = Shapes().type("module");
  EXPECT_EQ(giving("int", Value::Unknown()), "unknown");
  EXPECT_EQ(giving("int?", Value::Null()), "null");
  EXPECT_EQ(giving("int", Value::Null()), "error host: `h.f` gave null, which is no int");
  EXPECT_EQ(giving("int", Value::String("7")), "error host: `h.f` gave '7', which is no int");
  EXPECT_EQ(giving("int", Value::Error(ErrorCode::kHost, "no licence")),
            "error host: `h.f` no licence");
  EXPECT_EQ(giving("engagement", Value::String("contractor")), "'contractor'");
  EXPECT_EQ(giving("engagement", Value::String("pilot")),
            "error host: `h.f` gave 'pilot', which is no engagement");
  EXPECT_EQ(giving("person", Value::Record(person, 0)), "person p1");
  EXPECT_EQ(giving("person", Value::Record(person, 99)).substr(0, 10), "error host");
  EXPECT_EQ(giving("person", Value::Record(module, 0)),
            "error host: `h.f` gave module m-basic, which is no person");
  EXPECT_EQ(giving("list(int)", Value::List({Value::Int(1), Value::Bool(true)})),
            "error host: `h.f` gave [1, true], which is no list(int)");
  EXPECT_EQ(giving("map(string, int)", Value::Map({{Value::Int(1), Value::Int(1)}})),
            "error host: `h.f` gave {1: 1}, which is no map(string, int)");
  EXPECT_EQ(giving("optional(int)", Value::OptionalOf(Value::Bool(true))),
            "error host: `h.f` gave optional.of(true), which is no optional(int)");
}

TEST(Native, WhatFailsIsAnErrorAndNothingIsThrownFurther) {
  EXPECT_EQ(Calling(Made("() -> int", [](const NativeRow& row) { return row.Fail("no licence"); }))
                .Say("h.f()"),
            "error host: `h.f` failed: no licence");
  EXPECT_EQ(Calling(Made("() -> int",
                         [](const NativeRow&) -> Value { throw std::runtime_error("no licence"); }))
                .Say("h.f()"),
            "error host: `h.f` failed: no licence");
  EXPECT_EQ(Calling(Made("() -> int", [](const NativeRow&) -> Value { throw 7; })).Say("h.f()"),
            "error host: `h.f` failed without saying why");
  NativeFunction idle{.name = "h.f", .result = "int", .compute = [](NativeBatch&) {}};
  EXPECT_EQ(Calling(idle).Say("h.f()"), "error host: `h.f` gave no result");
  EXPECT_EQ(Calling({.name = "h.f", .result = "int"}).Say("h.f()"),
            "error host: `h.f` is declared, but nothing computes it");
  Calling spent(Made("() -> int", [](const NativeRow&) -> Value { throw std::bad_alloc(); }));
  EXPECT_THROW(spent.Say("h.f()"), std::bad_alloc);
}

TEST(Native, BatchesGiveWhatTheirRowsGive) {
  int batches = 0;
  NativeFunction function{.name = "h.f", .parameters = {"int", "int"}, .result = "int"};
  function.compute = [&batches](NativeBatch& batch) {
    ++batches;
    for (std::size_t row = 0; row < batch.size(); ++row) {
      if (batch.argument(0)[row].as_int() == 3) throw std::runtime_error("three");
      if (batch.argument(0)[row].as_int() == 4) {
        batch.Fail(row, "four");
        continue;
      }
      batch.Set(row, Value::Int(batch.argument(0)[row].as_int() * batch.argument(1)[row].as_int()));
    }
  };
  std::string bad_type;
  const Function declared = *DeclareNative(
      std::make_shared<const NativeFunction>(std::move(function)), nullptr, &bad_type);
  const CallContext context;
  const auto results = [&](std::vector<Value> left) {
    const std::vector<Value> right(left.size(), Value::Int(10));
    const std::vector<std::span<const Value>> columns = {left, right};
    std::vector<Value> values(left.size());
    CallNative(declared.overloads[0], context, columns, values);
    std::vector<std::string> said;
    for (const Value& value : values) said.push_back(DebugString(value, nullptr));
    return said;
  };
  EXPECT_THAT(results({Value::Int(1), Value::Int(4), Value::Int(2)}),
              ElementsAre("10", "error host: `h.f` failed: four", "20"));
  EXPECT_EQ(batches, 1);
  EXPECT_THAT(results({Value::Int(1), Value::Int(3), Value::Int(2)}),
              ElementsAre("10", "error host: `h.f` failed: three", "20"));
  EXPECT_EQ(batches, 1 + 1 + 3);
}

TEST(Native, DynArgumentsAreHeldToTheSignature) {
  Calling calling(Made("(person) -> string", [](const NativeRow& row) {
    return Value::String(row.cell<RecordCells>(0).value_or({}, {}).id());
  }));
  EXPECT_EQ(calling.Say("h.f(dyn(p1))"), "'p1'");
  EXPECT_EQ(calling.Say("h.f(dyn(basic))"), "error host: `h.f` does not take such arguments");
}

// Cells.

Calling Reading(std::function<Value(const RecordCells&)> read,
                std::vector<CollectedEntry> collected = Listed({"*"})) {
  return Calling(Made("(dyn) -> dyn",
                      [read](const NativeRow& row) {
                        const Cell<RecordCells> record = row.cell<RecordCells>(0);
                        return record.is_value() ? read(record.value()) : Value::Unknown();
                      }),
                 std::move(collected));
}

// All feeds but one, of which only a part was collected.
std::vector<CollectedEntry> InPart(std::string feed) {
  std::vector<CollectedEntry> entries = Listed({"*"});
  CollectedEntry part;
  part.type = std::move(feed);
  part.complete = false;
  part.is_plain = false;
  entries.push_back(std::move(part));
  return entries;
}

template <typename T>
std::function<Value(const RecordCells&)> StateOf(const char* field) {
  return [field](const RecordCells& record) {
    const Cell<T> cell = record.Get<T>(field);
    return Value::String(cell.is_value() ? "value" : cell.is_none() ? "none" : "unknown");
  };
}

TEST(Cells, HaveAStateBeforeAValue) {
  EXPECT_EQ(Reading(StateOf<Date>("end")).Say("h.f(p1)"), "'none'");
  EXPECT_EQ(Reading(StateOf<Date>("end")).Say("h.f(p3)"), "'value'");
  EXPECT_EQ(Reading(StateOf<RecordCells>("manager")).Say("h.f(p1)"), "'none'");
  EXPECT_EQ(Reading(StateOf<CellList<RecordCells>>("reports")).Say("h.f(p1)"), "'value'");
  EXPECT_EQ(
      Reading(StateOf<CellList<RecordCells>>("completions"), InPart("completion")).Say("h.f(p2)"),
      "'unknown'");
}

TEST(Cells, GiveTheirValueToWhoeverAsked) {
  const auto reading = [](auto read) { return Reading(read); };
  EXPECT_EQ(reading([](const RecordCells& person) {
              const Cell<Date> start = person.Get<Date>("start");
              return start.is_value() ? Value::DateOf(start.value()) : Value::Unknown();
            }).Say("h.f(p2)"),
            "2021-05-01");
  EXPECT_EQ(reading([](const RecordCells& person) {
              return Value::String(std::string(
                  person.Get<std::string_view>("engagement").value_or("none", "unknown")));
            }).Say("h.f(p3)"),
            "'contractor'");
  EXPECT_EQ(reading([](const RecordCells& person) {
              std::int64_t count = 0;
              const Cell<CellList<RecordCells>> roles =
                  person.Get<CellList<RecordCells>>("assignments");
              if (!roles.is_value()) return Value::Unknown();
              for (const RecordCells assignment : roles.value()) {
                const Cell<RecordCells> role = assignment.Get<RecordCells>("role");
                if (role.is_value() && role.value().id() == "r-cto") ++count;
              }
              return Value::Int(count);
            }).Say("h.f(p2)"),
            "1");
  EXPECT_EQ(reading([](const RecordCells& module) {
              const Cell<Decimal> fee = module.Get<Decimal>("fee");
              return fee.is_value() ? Value::DecimalOf(fee.value()) : Value::Unknown();
            }).Say("h.f(basic)"),
            "12.5");
}

TEST(Cells, AreErrorsWhereTheyAreNotAsked) {
  const auto hasty = [](const RecordCells& person) {
    return Value::DateOf(person.Get<Date>("start").value());
  };
  EXPECT_EQ(
      Reading(hasty).Say("h.f(p1)"),
      "error host: `h.f` failed: the value of `start` was read before its state was asked for");
  const auto careless = [](const RecordCells& person) {
    const Cell<Date> end = person.Get<Date>("end");
    return end.is_unknown() ? Value::Unknown() : Value::DateOf(end.value());
  };
  EXPECT_EQ(Reading(careless).Say("h.f(p3)"), "2025-02-28");
  EXPECT_EQ(Reading(careless).Say("h.f(p1)"),
            "error host: `h.f` failed: the value of `end` was read where it has none");
  const auto through_nothing = [](const RecordCells& person) {
    const RecordCells manager = person.Get<RecordCells>("manager").value();
    return Value::Bool(manager.Get<Date>("end").is_none());
  };
  EXPECT_EQ(
      Reading(through_nothing).Say("h.f(p1)"),
      "error host: `h.f` failed: the value of `manager` was read before its state was asked for");
}

TEST(Cells, AreErrorsWhereThereIsNoSuchFieldOrType) {
  EXPECT_EQ(Reading(StateOf<Date>("finish")).Say("h.f(p1)"),
            "error host: `h.f` failed: `finish` is not a field of person");
  EXPECT_EQ(Reading(StateOf<bool>("start")).Say("h.f(p1)"),
            "error host: `h.f` failed: `start` is read as a bool, which it is not");
  EXPECT_EQ(Reading(StateOf<CellList<Date>>("reports")).Say("h.f(p1)"),
            "error host: `h.f` failed: `reports` is read as a list of that kind, which it is not");
}

TEST(Cells, OfOpenListsAreUnknownButKnowWhatIsThere) {
  const auto count = [](const RecordCells& person) {
    const auto list = person.Get<CellList<RecordCells>>("completions");
    return Value::List({Value::Bool(list.is_unknown()),
                        Value::Int(static_cast<std::int64_t>(list.known().size()))});
  };
  EXPECT_EQ(Reading(count).Say("h.f(p1)"), "[false, 1]");
  EXPECT_EQ(Reading(count, InPart("completion")).Say("h.f(p1)"), "[true, 1]");
}

}  // namespace
}  // namespace assay
