// Every fault the checker finds, by its code, where it stands, and with its hint. The whole wording
// is in the golden file.

#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/expr/checking.h"
#include "tests/expr/fault_texts.h"
#include "tests/expr/rule_schema.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const Schema& TestSchema() {
  static const Schema* const schema = new Schema(RuleSchema());
  return *schema;
}

const Environment& TestEnvironment() {
  static const Environment* const environment = new Environment(RuleEnvironment(TestSchema()));
  return *environment;
}

Diagnostics ProblemsOf(const std::string& text) {
  Diagnostics problems;
  CheckText(text, TestEnvironment(), PersonOptions(TestSchema()), &problems);
  return problems;
}

struct FaultCase {
  const char* name;
  const char* text;
  const char* code;
  std::uint32_t column;
  const char* message;  // A part of it.
  const char* hint;     // A part of it.
};

constexpr FaultCase kFaults[] = {
    // Names.
    {"unknown_name", "persn.start", "expr.no-such-name", 1, "`persn`", "`person`"},
    {"field_without_its_record", "engagement == 'intern'", "expr.no-such-name", 1, "`engagement`",
     "`person.engagement`"},
    {"word_without_quotes", "person.acknowledgements.exists(a, a.method == click)",
     "expr.no-such-name", 47, "`click`", "`'click'`"},
    {"field_of_a_variable", "handbook == null", "expr.no-such-name", 1, "`handbook`",
     "`org.handbook`"},
    {"namespace_of_functions", "math.pi > 3.0", "expr.no-such-name", 1, "`math`", "`math.abs`"},
    {"member_without_its_namespace", "annual_months > 1", "expr.no-such-name", 1, "`annual_months`",
     "`params.annual_months`"},
    {"unknown_member", "params.anual_months > 1", "expr.no-such-name", 8, "`params.anual_months`",
     "`annual_months`"},
    {"namespace_as_value", "params == 1", "expr.type", 1, "namespace", "params.<name>"},
    {"namespace_by_optional", "params.?annual_months == 1", "expr.type", 9, "namespace", "dot"},
    {"has_of_namespace", "has(params.annual_months)", "expr.type", 5, "namespace", "always"},
    // Fields.
    {"unknown_field", "person.strat", "expr.no-such-field", 8, "not a field of person", "`start`"},
    {"unknown_derived_field", "person.tenure_day > 1", "expr.no-such-field", 8, "`tenure_day`",
     "`tenure_days`"},
    {"unknown_inverse", "person.acknowledgments.size() > 1", "expr.no-such-field", 8, "person",
     "`acknowledgements`"},
    {"unknown_table", "org.documnts.size() > 1", "expr.no-such-field", 5, "organization",
     "`documents`"},
    {"table_of_another_record", "person.documents.size() > 1", "expr.no-such-field", 8, "person",
     "`org.documents`"},
    {"method_as_field", "person.duty", "expr.no-such-field", 8, "`duty`",
     "`person.duty(engagements list(engagement))`"},
    {"size_as_field", "person.assignments.size > 1", "expr.no-such-field", 20, "`size`",
     "`.size()`"},
    {"part_of_date", "person.start.year == 2026", "expr.no-such-field", 14, "`year`",
     "`.getFullYear()`"},
    {"has_unknown_field", "has(person.ent)", "expr.no-such-field", 12, "`ent`", "`end`"},
    {"field_of_list", "person.assignments.role", "expr.no-such-field", 20, "list(assignment)",
     "exists"},
    {"field_of_int", "person.tenure_days.days", "expr.no-such-field", 20, "int", ""},
    {"field_of_when", "person.viewings[0].at.time", "expr.no-such-field", 23, "when", "`instant`"},
    {"field_of_gap", "cal.longest_gap([as_of], as_of, as_of).day > 1", "expr.no-such-field", 40,
     "gap", "`days`"},
    {"field_of_int_keys", "{1: 2}.x", "expr.no-such-field", 8, "map(int, int)", "[...]"},
    // Functions.
    {"unknown_function", "fesh(as_of)", "expr.no-such-function", 1, "`fesh`", "`fresh`"},
    {"unknown_method", "person.manger_on(as_of)", "expr.no-such-function", 8, "`manger_on`",
     "`manager_on`"},
    {"unknown_qualified_function", "math.gretest(1, 2) > 1", "expr.no-such-function", 1,
     "`math.gretest`", "`math.greatest`"},
    {"unknown_namespace", "mth.abs(-1) > 1", "expr.no-such-function", 1, "`mth.abs`", "`math.abs`"},
    {"without_its_namespace", "add_months(as_of, 1) > as_of", "expr.no-such-function", 1,
     "`add_months`", "`cal.add_months`"},
    {"function_as_method", "person.fresh(as_of)", "expr.no-such-function", 8, "`fresh`",
     "`fresh(on date)`"},
    {"method_as_function", "manager_on(person, as_of)", "expr.no-such-function", 1, "`manager_on`",
     "`person?.manager_on(day date)`"},
    {"method_of_another_record", "org.duty(params.engagements)", "expr.no-such-function", 5,
     "`duty`", "`person.duty(engagements list(engagement))`"},
    {"misspelt_macro", "person.assignments.exsts(a, a.to == null)", "expr.no-such-function", 20,
     "`exsts`", "`exists`"},
    {"macro_of_another_language", "person.assignments.any(a, a.to == null)",
     "expr.no-such-function", 20, "`any`", "list.exists(e, condition)"},
    {"misspelt_bind", "cel.bnd(x, 1, x > 0)", "expr.no-such-function", 1, "`cel.bnd`",
     "`cel.bind`"},
    {"macro_without_its_variable", "person.assignments.exists(a.to == null)", "expr.macro", 20,
     "`exists`", "`list.exists(e, condition)`"},
    {"clock", "person.start < today()", "expr.no-such-function", 16, "`today`", "`as_of`"},
    {"clock_in_a_namespace", "cal.today() > person.start", "expr.no-such-function", 1,
     "`cal.today`", "`as_of`"},
    {"method_of_namespace", "params.size() > 1", "expr.no-such-function", 1, "`params.size`",
     "namespace"},
    {"method_within_optional", "person.?manager.manager_on(as_of)", "expr.no-such-function", 17,
     "`manager_on`", "optMap"},
    // Overloads.
    {"number_in_quotes", "person.tenure_days > '30'", "expr.no-such-overload", 20, "(int, string)",
     "no quotes: `30`"},
    {"bool_in_quotes", "flag == 'true'", "expr.no-such-overload", 6, "(bool, string)",
     "no quotes: `true`"},
    {"date_as_argument", "cal.days_between(person.start, '2026-01-01') > 1",
     "expr.no-such-overload", 1, "(date, string)", "`date('2026-01-01')`"},
    {"instant_for_date", "person.acknowledgements.exists(a, a.instant <= as_of)",
     "expr.no-such-overload", 45, "(timestamp?, date)", "`.date()`"},
    {"timestamp_as_text", "person.acknowledgements.all(a, a.instant < '2026-01-01T00:00:00Z')",
     "expr.no-such-overload", 42, "(timestamp?, string)", "timestamp('2026-01-01T00:00:00Z')"},
    {"number_in_text", "'day ' + person.tenure_days == ''", "expr.no-such-overload", 8,
     "(string, int)", "`string(n)`"},
    {"int_and_double", "person.tenure_days * 1.5 > 1.0", "expr.no-such-overload", 20,
     "(int, double)", "`double(n)`"},
    {"record_and_its_key", "person.manager == 'p1'", "expr.no-such-overload", 16,
     "(person?, string)", "`.id`"},
    {"list_and_its_element", "person.assignments[0].role.required_topics == 'rationale'",
     "expr.no-such-overload", 44, "(list(string), string)", "`x in list`"},
    {"list_that_contains", "person.assignments[0].role.required_topics.contains('rationale')",
     "expr.no-such-overload", 44, "(string) on list(string)", "`x in list`"},
    {"duration_and_number", "duration('24h') > 5", "expr.no-such-overload", 17, "(duration, int)",
     "`days(n)`"},
    {"not_of_list", "!person.assignments", "expr.no-such-overload", 1, "(list(assignment))",
     "`.size() > 0`"},
    {"part_of_text", "'a' in org.id", "expr.no-such-overload", 5, "(string, string)",
     "text.contains('part')"},
    {"operands", "person.start + 'a'", "expr.no-such-overload", 14,
     "`+` does not take (date, string)", "date"},
    {"date_as_text", "person.start <= '2026-01-01'", "expr.no-such-overload", 14, "(date, string)",
     "date('"},
    {"number_of_days", "person.start + 30 <= as_of", "expr.no-such-overload", 14, "(date, int)",
     "days(n)"},
    {"days_of_difference", "as_of - person.start > days(30)", "expr.no-such-overload", 22,
     "(int, duration)", "plain number"},
    {"when_in_comparison", "person.viewings[0].at <= as_of", "expr.no-such-overload", 23,
     "(when, date)", "`.date`"},
    {"optional_in_comparison", "person.?end <= as_of", "expr.no-such-overload", 13,
     "(optional(date), date)", "orValue"},
    {"different_types_equal", "person.start == 1", "expr.no-such-overload", 14, "(date, int)",
     "of one type"},
    {"different_records_equal", "person == org", "expr.no-such-overload", 8,
     "(person, organization)", "of one type"},
    {"order_of_words", "person.engagement < 'intern'", "expr.no-such-overload", 19, "no order",
     "in ["},
    {"greatest_word", "person.acknowledgements.map(a, a.method).max() == 'click'",
     "expr.no-such-overload", 42, "no order", "in ["},
    {"receiver", "person.start.startsWith('a')", "expr.no-such-overload", 14, "on date",
     "string.startsWith(string)"},
    {"function_form", "startsWith(org.id, 'a')", "expr.no-such-overload", 1, "(string, string)",
     "string.startsWith(string)"},
    {"too_few", "fresh()", "expr.no-such-overload", 1, "()", "fresh(on date)"},
    {"too_many", "fresh(as_of, as_of)", "expr.no-such-overload", 1, "(date, date)",
     "fresh(on date)"},
    {"argument_of_defined", "fresh(1)", "expr.no-such-overload", 1, "(int)", "fresh(on date)"},
    {"argument_of_method", "person.duty('employee')", "expr.no-such-overload", 8, "(string)",
     "list(engagement)"},
    {"text_for_words", "person.duty([params.channel])", "expr.no-such-overload", 8, "list(string)",
     "list(engagement)"},
    {"branches", "flag ? 1 : 'a'", "expr.no-such-overload", 6, "int and string", "same type"},
    {"null_in_order", "person.start < null", "expr.no-such-overload", 14, "(date, null_type)",
     "`==` and `!=`"},
    {"element_of_other_type", "1 in ['a']", "expr.no-such-overload", 3, "(int, list(string))", ""},
    // Types.
    {"operand_of_and", "person.tenure_days && flag", "expr.type", 1, "expected bool, found int",
     "`... > 0`"},
    {"list_as_condition", "person.assignments && flag", "expr.type", 1,
     "expected bool, found list(assignment)", "`.size() > 0`"},
    {"optional_as_condition", "person.?end ? 1 : 2", "expr.type", 1,
     "expected bool, found optional(date)", "`.hasValue()`"},
    {"optional_bool_as_condition", "optional.of(flag) || flag", "expr.type", 1,
     "expected bool, found optional(bool)", "`.orValue(false)`"},
    {"cell_as_condition", "person.manager && flag", "expr.type", 1, "expected bool, found person?",
     "`... != null`"},
    {"condition", "person.start ? 1 : 2", "expr.type", 1, "expected bool, found date", ""},
    {"predicate", "person.assignments.exists(a, a.role)", "expr.type", 30,
     "expected bool, found role", ""},
    {"range", "person.start.exists(x, true)", "expr.type", 1, "a list or a map", ""},
    {"range_of_optional", "optional.of([1]).exists(x, true)", "expr.type", 1, "a list or a map",
     "orValue"},
    {"list_only", "{'a': 1}.latest(x, true, x)", "expr.type", 1, "expected a list", ""},
    {"optional_only", "[1].optMap(x, x)", "expr.type", 1, "expected an optional", ""},
    {"key_without_order", "person.assignments.latest(a, true, a.role)", "expr.type", 36,
     "expected a key", ""},
    {"key_is_when", "person.viewings.latest(v, true, v.at)", "expr.type", 33, "expected a key",
     "`.date`"},
    {"sum_of_texts", "['a'].sum(x, x)", "expr.type", 14, "expected a number", ""},
    {"union_of_no_list", "[1].union(x, x)", "expr.type", 14, "expected a list", ""},
    {"entry_that_is_no_optional", "[?1]", "expr.type", 3, "expected an optional", ""},
    {"map_key", "{1.5: 1}", "expr.type", 2, "expected a key", ""},
    {"record_as_map_key", "{person: 1}", "expr.type", 2, "expected a key", ""},
    {"member_of_population", "org in populations.workforce", "expr.type", 1,
     "expected person, found organization", ""},
    {"population_as_value", "populations.workforce.size() > 1", "expr.population", 1, "not a value",
     "x in populations.workforce"},
    // Made values.
    {"record_made", "person{id: 'x'}", "expr.struct", 1, "`person`", "facts"},
    {"message_made", "Foo{a: 1}", "expr.no-such-type", 1, "`Foo`", "map"},
    // Words.
    {"wrong_word", "person.engagement == 'emploee'", "expr.no-such-value", 22, "engagement",
     "`employee`"},
    {"far_word", "person.engagement == 'x'", "expr.no-such-value", 22, "engagement",
     "`employee`, `contractor`, `intern`"},
    {"wrong_words", "person.engagement in ['employee', 'interm']", "expr.no-such-value", 35,
     "`interm`", "`intern`"},
    // Literals.
    {"regex", "org.id.matches('(')", "expr.bad-regex", 16, "", ""},
    {"timestamp", "timestamp('yesterday') == timestamp('2026-01-01T00:00:00Z')",
     "expr.bad-timestamp", 11, "", ""},
    {"duration", "duration('1 day') == duration('24h')", "expr.bad-duration", 10, "", ""},
    {"date", "date('2026-02-29') == as_of", "expr.bad-date", 6, "", ""},
    {"time_zone", "timestamp('2026-01-01T00:00:00Z').getHours('Mars') == 1", "expr.bad-time-zone",
     44, "", ""},
    {"zone_of_date", "timestamp('2026-01-01T00:00:00Z').date('Mars') == as_of",
     "expr.bad-time-zone", 40, "", ""},
    {"address", "ip('1.2.3') == ip('1.2.3.4')", "expr.bad-address", 4, "", ""},
    {"block", "cidr('1.2.3.4/99').prefixLength() == 1", "expr.bad-address", 6, "", ""},
    {"format_clause", "'%y'.format([1]) == ''", "expr.bad-format", 1, "", ""},
    {"format_count", "'%d %d'.format([1]) == ''", "expr.bad-format", 1, "2 clauses for 1", ""},
    {"format_type", "'%d'.format(['a']) == ''", "expr.bad-format", 14, "`%d`", ""},
    {"division", "1 / 0 == 1", "expr.divide-by-zero", 5, "zero", ""},
    {"remainder", "5u % 0u == 1u", "expr.divide-by-zero", 6, "zero", ""},
};

class CheckFaultTest : public testing::TestWithParam<FaultCase> {};

TEST_P(CheckFaultTest, IsReportedOnceWhereItStands) {
  const FaultCase& want = GetParam();
  const Diagnostics problems = ProblemsOf(want.text);
  ASSERT_THAT(CodesOf(problems), ElementsAre(want.code)) << Render(problems);
  EXPECT_EQ(problems[0].severity, DiagnosticSeverity::kError);
  EXPECT_EQ(problems[0].place.line, 1u);
  EXPECT_EQ(problems[0].place.column, want.column) << Render(problems);
  EXPECT_THAT(problems[0].message, HasSubstr(want.message));
  EXPECT_THAT(problems[0].hint, HasSubstr(want.hint));
}

INSTANTIATE_TEST_SUITE_P(Check, CheckFaultTest, testing::ValuesIn(kFaults),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(CheckFaults, AreReportedAllAtOnceInTheOrderOfTheText) {
  EXPECT_THAT(CodesOf(ProblemsOf("person.strat <= as_of\n"
                                 "  && person.engagement == 'emploee'\n"
                                 "  && nobody.knows(this)\n"
                                 "  && person.tenure_days")),
              ElementsAre("expr.no-such-field", "expr.no-such-value", "expr.no-such-name",
                          "expr.no-such-name", "expr.type"));
}

// An unknown function does not hide what is wrong with its arguments.
TEST(CheckFaults, AreReportedOfArgumentsOfWhatIsUnknown) {
  for (const char* text : {"fesh(nobody)", "math.gretest(nobody)", "person.manger_on(nobody)"}) {
    EXPECT_THAT(CodesOf(ProblemsOf(text)),
                ElementsAre("expr.no-such-function", "expr.no-such-name"))
        << text;
  }
}

// Rules as they are written, with the mistakes that are made in them.
struct RuleCase {
  const char* name;
  const char* text;
  std::vector<std::string> codes;
};

const std::vector<RuleCase>& Rules() {
  static const std::vector<RuleCase>* const rules = new std::vector<RuleCase>{
      {"rule_with_misspellings",
       "person.engagment == 'employee'\n"
       "&& person.acknowledgements.exists(a,\n"
       "     a.method == 'clik' && a.date >= person.strat)",
       {"expr.no-such-field", "expr.no-such-value", "expr.no-such-field"}},
      {"rule_with_types_mixed_up",
       "person.start + 90 <= as_of\n"
       "&& as_of - person.start >= days(90)\n"
       "&& person.assignments.size() > '0'\n"
       "&& person.viewings.all(v, v.at <= as_of)",
       {"expr.no-such-overload", "expr.no-such-overload", "expr.no-such-overload",
        "expr.no-such-overload"}},
      {"rule_of_another_language",
       "len(person.assignments) > 0\n"
       "&& person.assignments.any(a, a.role.management_level == 'top')\n"
       "&& person.start < now()",
       {"expr.no-such-function", "expr.no-such-function", "expr.no-such-function"}},
      {"rule_that_guards_nothing",
       "person.end >= person.start && person.end < as_of\n"
       "|| person.manager.start < person.start",
       {"expr.maybe-none", "expr.maybe-none"}},
      {"rule_that_guards_too_late",
       "has(person.manager.end) && person.manager.end < as_of",
       {"expr.maybe-none"}},
      {"rule_that_walks_a_table",
       "org.acknowledgements.exists(a, a.person == person && a.method == 'email')",
       {"expr.cross-product"}},
      {"rule_with_unusual_words",
       "org.primary_channel in ['emial', 'chat', 'pigeon']",
       {"expr.unusual-word", "expr.unusual-word"}},
      {"rule_of_dyn", "dyn(person.start) == as_of", {"expr.dyn"}},
  };
  return *rules;
}

TEST(CheckFaults, AreAllFoundInRules) {
  for (const RuleCase& rule : Rules()) {
    const Diagnostics problems = ProblemsOf(rule.text);
    EXPECT_EQ(CodesOf(problems), rule.codes) << rule.name << "\n" << Render(problems);
  }
}

// What is made of a fault is not another one.
TEST(CheckFaults, AreAbsorbed) {
  for (const char* text : {"person.strat + 1 > 2 && flag",
                           "[nobody].exists(x, x.y.z() > 1)",
                           "nobody.exists(x, x + 1 == 2)",
                           "fresh(nobody)",
                           "(flag ? nobody : 1) + 'a' == ''",
                           "{nobody: 1}['a'] > 2",
                           "{'a': nobody}['a'].b",
                           "cel.bind(x, nobody, x + 1 > 2)",
                           "'%d'.format([nobody]) == ''",
                           "nobody[0].foo.bar()",
                           "-nobody",
                           "person.duty(nobody)",
                           "[nobody] && flag",
                           "{1: nobody}.x == 1",
                           "{'a': nobody} + 1",
                           "[nobody].size",
                           "flag ? [nobody] : 1",
                           "person.duty({'a': nobody})",
                           "[1].map(x, nobody).sum() > 1",
                           "[nobody].fresh()",
                           "'%d'.format([[nobody]]) == ''",
                           "nobody.latest(x, x.a > 1, x.b).?c.orValue(1) > 2"}) {
    EXPECT_THAT(ProblemsOf(text), SizeIs(1)) << text << "\n" << Render(ProblemsOf(text));
  }
}

// The manual's own examples. Sections of other rooms' codes are theirs to test.

struct Example {
  std::string code;
  std::vector<std::string> texts;  // With the fault, and cured.
};

std::vector<Example> DocumentedExamples() {
  std::ifstream file(std::string(ASSAY_SOURCE_DIR) + "/docs/diagnostics.md");
  std::vector<Example> examples;
  std::string line;
  bool is_code = false;
  while (std::getline(file, line)) {
    if (line.rfind("## ", 0) == 0) {
      examples.push_back({line.substr(3), {}});
    } else if (line == "```cel" && !examples.empty()) {
      is_code = true;
      examples.back().texts.emplace_back();
    } else if (line == "```") {
      is_code = false;
    } else if (is_code) {
      std::string& text = examples.back().texts.back();
      text += (text.empty() ? "" : "\n") + line;
    }
  }
  return examples;
}

TEST(Diagnostics, AreDocumentedByExamplesThatShowThem) {
  std::size_t checked = 0;
  for (const Example& example : DocumentedExamples()) {
    if (example.texts.empty()) continue;
    SCOPED_TRACE(example.code);
    ASSERT_THAT(example.texts, SizeIs(2));
    EXPECT_THAT(CodesOf(ProblemsOf(example.texts[0])), ElementsAre(example.code));
    EXPECT_EQ(Render(ProblemsOf(example.texts[1])), "");
    ++checked;
  }
  EXPECT_GT(checked, 0u);
}

// No code without its section.
TEST(Diagnostics, AreAllDocumented) {
  std::map<std::string, bool> documented;
  for (const Example& example : DocumentedExamples()) documented[example.code] = true;
  for (const FaultCase& fault : kFaults) EXPECT_TRUE(documented[fault.code]) << fault.code;
  for (const char* code :
       {"expr.maybe-none", "expr.dyn", "expr.unusual-word", "expr.cross-product"}) {
    EXPECT_TRUE(documented[code]) << code;
  }
}

}  // namespace

std::vector<FaultText> CheckFaultTexts() {
  std::vector<FaultText> texts;
  for (const RuleCase& rule : Rules()) texts.push_back({rule.name, ProblemsOf(rule.text)});
  for (const FaultCase& fault : kFaults) texts.push_back({fault.name, ProblemsOf(fault.text)});
  return texts;
}

}  // namespace assay
