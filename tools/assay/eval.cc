// assay eval: the value of one expression, over facts or on its own.

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "assay/engine/assess.h"
#include "assay/engine/inspect.h"
#include "assay/expr/check.h"
#include "assay/expr/cost.h"
#include "assay/expr/evaluate.h"
#include "assay/expr/parse.h"
#include "assay/expr/print.h"
#include "assay/ingest/shipped_schema.h"
#include "tools/assay/inputs.h"
#include "tools/assay/verbs.h"

namespace assay::tool {
namespace {

struct Options {
  std::string expression;
  std::string pack;
  FactsSource facts;
  std::string as_of;
  std::string each;
  std::vector<std::string> parameters;
  std::vector<std::string> bindings;
  bool explain = false;
  bool cost = false;
};

constexpr const char* kHelp = R"(Evaluates one expression of the rule language and prints its value; with
--explain also the value of every part of it, with --cost how many steps an
evaluation takes at least and at most, told from the text and the facts.

Without --facts, --bind gives names their values. A value is an expression
itself, as every JSON value is one, and may use the names before it. `unknown`
is one that was not collected, `none` one that is known not to exist; of a type,
where that matters: `unknown:list(int)`, `none:date`.

An expression that begins with a minus is taken for an option, unless it stands
behind the options and `--`.

Examples:
  assay eval '[1, 2, 3].exists(x, x > 2)'
  assay eval 'name.startsWith("a") && size(name) < limit' --bind name='"assay"' --bind limit=9
  assay eval --explain 'p || q' --bind p=true --bind q=unknown
  assay eval --facts facts.json 'org.communications.size()'
  assay eval --pack iso27001-2022-a5.4 --facts facts.json --each workforce 'person.tenure_days'
  assay eval --bind a=2 -- '-(a + 1)'
  assay eval --explain 'cal.add_months(date("2024-02-29"), 12)'

Exit status: 0 a value was printed, 2 the expression could not be evaluated.
`unknown` is a value; so is an error of evaluation, which prints as `error`.)";

// The program of `text`, or nothing after complaining.
std::optional<CheckedExpr> Compile(const std::string& text, const Environment& environment) {
  Diagnostics problems;
  std::optional<Ast> ast = Parse(text, ParseOptions{}, &problems);
  std::optional<CheckedExpr> program;
  if (ast) program = Check(*std::move(ast), environment, CheckOptions{}, &problems);
  Complain(problems);
  return program;
}

// `unknown` or `none`, perhaps of a type that follows a colon; nothing if the text is neither.
struct MissingValue {
  Type type;
  Value value;
};
std::optional<MissingValue> ReadMissing(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string word = text.substr(0, colon);
  if (word != "unknown" && word != "none") return std::nullopt;
  std::optional<Type> type = MakeType(TypeKind::kDyn);
  if (colon != std::string::npos) type = ParseType(text.substr(colon + 1), nullptr);
  if (!type) return std::nullopt;
  const bool is_none = word == "none";
  if (is_none && type->kind != TypeKind::kDyn) type = MaybeNone(*std::move(type));
  return MissingValue{*std::move(type), is_none ? Value::Null() : Value::Unknown()};
}

std::string InWords(const CostEstimate& cost) {
  const std::string most = cost.most_steps == kUnboundedSteps ? "any number of" : absl::StrCat(cost.most_steps);
  return absl::StrCat("cost: ", cost.least_steps, " to ", most, " steps\n");
}

int EvaluateAlone(const Options& options) {
  auto settings = SplitSettings(options.bindings);
  if (!settings) return kNotDone;
  std::optional<Date> as_of;
  if (!ReadDay(options.as_of, &as_of)) return kNotDone;
  Environment environment(nullptr);
  std::vector<Value> variables;
  std::deque<CheckedExpr> bound;  // Values may point into the programs they came from.
  for (const auto& [name, text] : *settings) {
    if (std::optional<MissingValue> missing = ReadMissing(text)) {
      environment.AddVariable(name, std::move(missing->type));
      variables.push_back(std::move(missing->value));
      continue;
    }
    // A value is an expression itself: every JSON value is one.
    std::optional<CheckedExpr> program = Compile(text, environment);
    if (!program) return kNotDone;
    bound.push_back(*std::move(program));
    CallContext context;
    context.variables = variables;
    Value value = Evaluate(bound.back(), context, {});
    if (value.is_error()) {
      Complain(absl::StrCat("--bind ", name, ": ", std::string(value.error_message())));
      return kNotDone;
    }
    environment.AddVariable(name, bound.back().type);
    variables.push_back(std::move(value));
  }
  if (as_of) {
    environment.AddVariable("as_of", MakeType(TypeKind::kDate));
    variables.push_back(Value::DateOf(*as_of));
  }
  const std::optional<CheckedExpr> program = Compile(options.expression, environment);
  if (!program) return kNotDone;
  StepBudget budget{kUsualStepBudget, kUsualMemoryBytes};
  CallContext context;
  context.variables = variables;
  context.budget = &budget;
  Trace trace;
  const Value value = EvaluateTraced(*program, context, {}, &trace);
  std::string text;
  if (options.cost) text = InWords(EstimateCost(*program, {.variables = variables}));
  if (options.explain) {
    for (std::size_t id = trace.values.size(); id-- > 0;) {
      const auto expr = static_cast<ExprId>(id);
      if (!trace.values[id] || program->ast[expr].kind == ExprKind::kConstant) continue;
      absl::StrAppend(&text, "  ", ForDisplay(Print(program->ast, expr)), "  =  ",
                      ForDisplay(DebugString(*trace.values[id], nullptr)), "\n");
    }
  }
  absl::StrAppend(&text, ForDisplay(DebugString(value, nullptr)), "\n");
  return WriteOutput("", text) ? kFine : kNotDone;
}

int EvaluateOverFacts(const Options& options) {
  InspectOptions inspect;
  if (!ReadDay(options.as_of, &inspect.as_of)) return kNotDone;
  auto parameters = SplitSettings(options.parameters);
  if (!parameters) return kNotDone;
  inspect.parameters = *std::move(parameters);
  inspect.each = options.each;
  inspect.explain = options.explain;
  inspect.cost = options.cost;
  const Schema schema = ShippedSchema();
  const std::optional<CompiledPack> pack =
      options.pack.empty() ? EmptyPack(schema) : LoadPack({options.pack, ""}, schema);
  if (!pack) return kNotDone;
  const std::optional<Facts> facts = LoadFacts(options.facts, pack->schema());
  if (!facts) return kNotDone;
  Diagnostics problems;
  const absl::StatusOr<std::vector<Inspected>> results =
      Inspect(*pack, *facts, options.expression, inspect, &problems);
  Complain(problems);
  if (!results.ok()) {
    Complain(std::string(results.status().message()));
    return kNotDone;
  }
  std::string text;
  if (!results->empty() && results->front().cost) text = InWords(*results->front().cost);
  for (const Inspected& result : *results) {
    for (const Inspected::Step& step : result.steps) {
      absl::StrAppend(&text, "  ", ForDisplay(step.text), "  =  ", ForDisplay(step.value), "\n");
    }
    absl::StrAppend(&text, ForDisplay(result.subject), result.subject.empty() ? "" : ": ", ForDisplay(result.value), "\n");
  }
  return WriteOutput("", text) ? kFine : kNotDone;
}

int Run(const Options& options) {
  const bool over_facts = !options.facts.path.empty();
  if (!over_facts && (!options.pack.empty() || !options.each.empty() || !options.parameters.empty())) {
    Complain("--pack, --each and --param need --facts");
    return kNotDone;
  }
  if (over_facts && !options.bindings.empty()) {
    Complain("--bind is for expressions without --facts");
    return kNotDone;
  }
  return over_facts ? EvaluateOverFacts(options) : EvaluateAlone(options);
}

}  // namespace

void AddEval(CLI::App& app, int* code) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("eval", "Evaluate one expression of the rule language");
  verb->footer(kHelp);
  verb->add_option("expression", options->expression, "The expression")->required();
  verb->add_option("-f,--facts", options->facts.path, "Facts as JSON; - reads standard input");
  verb->add_option("-p,--pack", options->pack, "A pack whose functions, fields and populations may be used");
  verb->add_option("--as-of", options->as_of, "The day to judge; else the facts' own as_of")->type_name("YYYY-MM-DD");
  verb->add_option("--each", options->each, "Evaluate for each member of a population or record type");
  verb->add_option("--param", options->parameters,
                   "Override a parameter of the pack; may be repeated. A list is JSON: "
                   "'kinds=[\"a\",\"b\"]'")
      ->type_name("NAME=VALUE")->allow_extra_args(false);
  verb->add_option("--bind", options->bindings, "Bind a variable to a value, `unknown` or `none`")->type_name("NAME=VALUE")->allow_extra_args(false);
  verb->add_flag("--explain", options->explain, "Print the value of every subexpression");
  verb->add_flag("--cost", options->cost, "Print how many steps an evaluation takes, at least and at most");
  verb->add_flag("--lenient", options->facts.lenient, "Read the facts leniently");
  verb->callback([options, code] { *code = Run(*options); });
}

}  // namespace assay::tool
