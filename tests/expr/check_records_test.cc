// What names mean on records, and cells that may be none.

#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assay/expr/check.h"
#include "tests/expr/checking.h"
#include "tests/expr/rule_schema.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const Schema& TestSchema() {
  static const Schema* const schema = new Schema(RuleSchema());
  return *schema;
}

const Environment& TestEnvironment() {
  static const Environment* const environment = new Environment(RuleEnvironment(TestSchema()));
  return *environment;
}

std::optional<CheckedExpr> CheckRule(const std::string& text, Diagnostics* problems) {
  return CheckText(text, TestEnvironment(), PersonOptions(TestSchema()), problems);
}

struct FieldCase {
  const char* name;
  const char* text;
  Meaning meaning;
  const char* record;  // Whose id `a` is; "" where `a` is something else.
  const char* type;
};

constexpr const char* kAck = "person.acknowledgements[0]";
const FieldCase kFields[] = {
    {"stored", "person.start", Meaning::kStoredField, "person", "date"},
    {"enumeration", "person.engagement", Meaning::kStoredField, "person", "engagement"},
    {"may_be_none", "person.end", Meaning::kStoredField, "person", "date?"},
    {"reference", "person.manager", Meaning::kStoredField, "person", "person?"},
    {"unknown_is_no_none", "org.primary_channel", Meaning::kStoredField, "organization", "string"},
    {"list", "person.assignments[0].role.required_topics", Meaning::kStoredField, "role",
     "list(string)"},
    {"children", "person.assignments", Meaning::kChildren, "person", "list(assignment)"},
    {"parent", "person.assignments[0].person", Meaning::kParent, "assignment", "person"},
    {"grandparent", "org.documents[0].versions[0].?procedure.value().document_version",
     Meaning::kParent, "procedure", "document_version"},
    {"inverse", "person.acknowledgements", Meaning::kInverse, "", "list(acknowledgement)"},
    {"inverse_of_list", "person.briefings_attended", Meaning::kInverse, "", "list(briefing)"},
    {"inverse_by_name", "person.reports", Meaning::kInverse, "", "list(person)"},
    {"inverse_of_child", "person.viewings", Meaning::kInverse, "", "list(viewing)"},
    {"date_of_evidence", "person.acknowledgements[0].date", Meaning::kWhenDate, "acknowledgement",
     "date"},
    {"instant_of_evidence", "person.acknowledgements[0].instant", Meaning::kWhenInstant,
     "acknowledgement", "timestamp?"},
    {"when", "person.viewings[0].at", Meaning::kStoredField, "viewing", "when"},
    {"date_of_when", "person.viewings[0].at.date", Meaning::kWhenPart, "", "date"},
    {"instant_of_when", "person.viewings[0].at.instant", Meaning::kWhenPart, "", "timestamp?"},
    {"decimal", "person.acknowledgements[0].fee", Meaning::kStoredField, "acknowledgement",
     "decimal"},
    {"all_records", "org.documents", Meaning::kAllRecords, "document", "list(document)"},
    {"all_embedded_records", "org.assignments", Meaning::kAllRecords, "assignment",
     "list(assignment)"},
    {"derived", "person.tenure_days", Meaning::kDerivedField, "person", "int"},
    {"derived_of_organisation", "org.handbook", Meaning::kDerivedField, "organization",
     "document?"},
    {"namespace", "params.engagements", Meaning::kNamespaceMember, "", "list(engagement)"},
    {"optional", "person.?end", Meaning::kStoredField, "person", "optional(date)"},
    {"through_optional", "person.?manager.start", Meaning::kStoredField, "person",
     "optional(date)"},
    {"through_optional_twice", "person.?manager.?manager", Meaning::kStoredField, "person",
     "optional(person)"},
    {"has", "has(person.end)", Meaning::kStoredField, "person", "bool"},
    {"has_derived", "has(org.handbook)", Meaning::kDerivedField, "organization", "bool"},
    {"has_through_optional", "has(person.?manager.end)", Meaning::kStoredField, "person", "bool"},
    {"defined", "covers(person.start, person.end, as_of)", Meaning::kDefinedCall, "", "bool"},
    {"method", "person.manager_on(as_of)", Meaning::kDefinedCall, "", "bool"},
    {"method_of_none", "person.manager.manager_on(as_of)", Meaning::kDefinedCall, "", "bool"},
    {"method_of_optional_result", "person.role_on(as_of).?management_level.orValue('none')",
     Meaning::kStandardCall, "", "management_level"},
    {"membership", "person in populations.workforce", Meaning::kMembership, "", "bool"},
};

class CheckFieldTest : public testing::TestWithParam<FieldCase> {};

TEST_P(CheckFieldTest, HasItsMeaning) {
  Diagnostics problems;
  const std::optional<CheckedExpr> checked = CheckRule(GetParam().text, &problems);
  ASSERT_TRUE(checked.has_value()) << Render(problems);
  const NodeMeaning& root = checked->nodes[checked->ast.root];
  EXPECT_EQ(root.meaning, GetParam().meaning);
  EXPECT_EQ(TypeName(root.type, &TestSchema()), GetParam().type);
  if (GetParam().record[0] == '\0') return;
  ASSERT_LT(root.a, TestSchema().records().size());
  EXPECT_EQ(TestSchema().record(root.a).name, GetParam().record);
}

INSTANTIATE_TEST_SUITE_P(Check, CheckFieldTest, testing::ValuesIn(kFields),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(CheckRecords, FillsInTheSecondNumber) {
  Diagnostics problems;
  std::optional<CheckedExpr> checked = CheckRule("person.end", &problems);
  ASSERT_TRUE(checked.has_value());
  const RecordTypeId person = TestSchema().FindRecord("person");
  EXPECT_EQ(checked->nodes[checked->ast.root].b, TestSchema().FindField(person, "end"));

  checked = CheckRule(std::string(kAck) + ".date", &problems);
  ASSERT_TRUE(checked.has_value());
  const RecordTypeId ack = TestSchema().FindRecord("acknowledgement");
  EXPECT_EQ(checked->nodes[checked->ast.root].b, TestSchema().FindField(ack, "occurred_at"));

  checked = CheckRule("person in populations.workforce", &problems);
  ASSERT_TRUE(checked.has_value());
  const NodeMeaning& root = checked->nodes[checked->ast.root];
  EXPECT_EQ(root.a, TestEnvironment().FindNamespace("populations"));
  EXPECT_EQ(root.b, TestEnvironment().FindMember(root.a, "workforce"));

  checked = CheckRule(std::string(kAck) + ".instant == person.viewings[0].at.instant", &problems);
  ASSERT_TRUE(checked.has_value());
}

// Whether the one thing wrong with a text is that a cell may be none.

struct NoneCase {
  const char* name;
  const char* text;
  bool is_warned;
};

constexpr NoneCase kNones[] = {
    {"compared", "person.end < as_of", true},
    {"compared_with_null", "person.end == null", false},
    {"compared_for_equality", "person.end == as_of", false},
    {"has_before", "has(person.end) && person.end < as_of", false},
    {"has_behind", "person.end < as_of && has(person.end)", false},
    {"has_of_another", "has(person.manager) && person.end < as_of", true},
    {"has_negated", "!has(person.end) || person.end < as_of", false},
    {"has_or", "has(person.end) || person.end < as_of", true},
    {"null_or", "person.end == null || person.end < as_of", false},
    {"null_and", "person.end == null && person.end < as_of", true},
    {"not_null_and", "person.end != null && person.end < as_of", false},
    {"null_first", "null != person.end && person.end < as_of", false},
    {"not_equal_null", "!(person.end == null) && person.end < as_of", false},
    {"third_operand", "flag && has(person.end) && person.end < as_of", false},
    {"nested", "has(person.end) && (flag || person.end < as_of)", false},
    {"conditional", "has(person.end) ? person.end < as_of : flag", false},
    {"conditional_else", "person.end == null ? flag : person.end < as_of", false},
    {"conditional_wrong_branch", "has(person.end) ? flag : person.end < as_of", true},
    {"equal_to_a_value", "org.sector == 'x' && org.sector.size() > 0", false},
    {"among_values", "org.sector in ['x', 'y'] && org.sector.size() > 0", false},
    {"selected", "person.manager.start < as_of", true},
    {"selected_behind_guard", "has(person.manager) && person.manager.start < as_of", false},
    {"guard_of_chain",
     "has(person.manager) && has(person.manager.end) && person.manager.end < as_of", false},
    {"chain_needs_both", "has(person.manager.end) && person.manager.end < as_of", true},
    {"optional_selection", "person.?manager.?end.orValue(as_of) < as_of", false},
    {"has_through_none", "has(person.manager.end)", true},
    {"argument", "fresh(person.end)", true},
    {"argument_that_may_be_none", "covers(person.start, person.end, as_of)", false},
    {"receiver", "person.manager.duty(params.engagements)", true},
    {"receiver_that_may_be_none", "person.manager.manager_on(as_of)", false},
    {"element", "person.assignments.exists(a, a.to < as_of)", true},
    {"guarded_element", "person.assignments.exists(a, a.to == null || a.to < as_of)", false},
    {"key_behind_predicate", "person.assignments.latest(a, has(a.to), a.to).hasValue()", false},
    {"key_without", "person.assignments.latest(a, true, a.to).hasValue()", true},
    {"other_local_of_the_name",
     "person.assignments.exists(a, has(a.to) && person.assignments.exists(b, b.to < as_of))", true},
    {"shadowing_local",
     "person.assignments.exists(a, has(a.to) && person.assignments.exists(a, a.to < as_of))", true},
    {"guarded_value_is_no_none", "(has(person.end) ? person.end : as_of) < as_of", false},
    {"unguarded_value_stays_none", "(flag ? person.end : as_of) < as_of", true},
    {"bound", "cel.bind(e, person.end, e == null || e < as_of)", false},
    {"bound_unguarded", "cel.bind(e, person.end, e < as_of)", true},
    {"derived", "org.handbook.kind == 'handbook'", true},
    {"instant", "person.acknowledgements.all(a, a.instant < a.instant)", true},
};

class CheckNoneTest : public testing::TestWithParam<NoneCase> {};

TEST_P(CheckNoneTest, IsWarnedOfUnlessGuarded) {
  Diagnostics problems;
  CheckRule(GetParam().text, &problems);
  EXPECT_EQ(ErrorCount(problems), 0u) << Render(problems);
  if (GetParam().is_warned) {
    EXPECT_THAT(CodesOf(problems), Contains("expr.maybe-none"));
  } else {
    EXPECT_EQ(Render(problems), "");
  }
}

INSTANTIATE_TEST_SUITE_P(Check, CheckNoneTest, testing::ValuesIn(kNones),
                         [](const auto& info) { return std::string(info.param.name); });

// The first comparison is warned of: once it is guarded, so is the second one.
TEST(CheckNone, IsWarnedOfOnceInAChain) {
  for (const char* text : {"person.end > person.start && person.end < as_of",
                           "person.end < person.start || person.end > as_of",
                           "has(person.manager.end) && person.manager.end < as_of",
                           "person.manager.end < as_of && has(person.manager.end)"}) {
    Diagnostics problems;
    CheckRule(text, &problems);
    EXPECT_THAT(CodesOf(problems), ElementsAre("expr.maybe-none")) << text << Render(problems);
  }
}

// A guard decides the whole, but a plan reads the cell for all rows: its type keeps the none.
TEST(CheckNone, StaysInTheTypeOfAGuardedCell) {
  Diagnostics problems;
  const std::optional<CheckedExpr> checked =
      CheckRule("has(person.end) && person.end < as_of", &problems);
  ASSERT_TRUE(checked.has_value());
  bool found = false;
  for (ExprId id = 0; id < checked->nodes.size(); ++id) {
    if (checked->ast[id].kind != ExprKind::kSelect) continue;
    EXPECT_TRUE(checked->nodes[id].type.maybe_none);
    found = true;
  }
  EXPECT_TRUE(found);
}

TEST(CheckNone, HeedsConditionsThatAreGiven) {
  Diagnostics problems;
  const std::optional<Ast> given = Parse("flag && has(person.end)", {}, &problems);
  ASSERT_TRUE(given.has_value());
  CheckOptions options = PersonOptions(TestSchema());
  CheckText("person.end < as_of", TestEnvironment(), options, &problems);
  EXPECT_THAT(CodesOf(problems), ElementsAre("expr.maybe-none"));
  problems.clear();
  options.given.push_back(&*given);
  CheckText("person.end < as_of", TestEnvironment(), options, &problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(CheckWarnings, AreGivenOnlyIfAsked) {
  CheckOptions options = PersonOptions(TestSchema());
  options.warn = false;
  Diagnostics problems;
  EXPECT_TRUE(CheckText("person.end < as_of && dyn(flag) && org.documents.size() > 0",
                        TestEnvironment(), options, &problems)
                  .has_value());
  EXPECT_THAT(problems, IsEmpty());
}

TEST(CheckWarnings, DoNotRefuse) {
  Diagnostics problems;
  EXPECT_TRUE(CheckRule("person.end < as_of && dyn(flag) && org.documents.size() > 0", &problems)
                  .has_value());
  EXPECT_THAT(CodesOf(problems), ElementsAre("expr.maybe-none", "expr.dyn", "expr.cross-product"));
}

// All records of a table are no cross product where the rule is about the organisation.
TEST(CheckWarnings, LetTheOrganisationReadWholeTables) {
  Diagnostics problems;
  const char* text = "org.documents.exists(d, d.kind == 'handbook')";
  CheckText(text, TestEnvironment(), {}, &problems);
  EXPECT_THAT(problems, IsEmpty());
  CheckOptions self;
  self.locals.push_back({"self", RecordOf(TestSchema().organization())});
  CheckText("self.documents.size() > 0", TestEnvironment(), self, &problems);
  EXPECT_THAT(problems, IsEmpty());
  CheckRule(text, &problems);
  EXPECT_THAT(CodesOf(problems), ElementsAre("expr.cross-product"));
}

// Words.

struct WordCase {
  const char* name;
  const char* text;
  const char* code;  // "" if nothing is wrong.
};
constexpr WordCase kWords[] = {
    {"right", "person.engagement == 'intern'", ""},
    {"left", "'intern' != person.engagement", ""},
    {"wrong", "person.engagement == 'emploee'", "expr.no-such-value"},
    {"wrong_on_the_left", "'emploee' != person.engagement", "expr.no-such-value"},
    {"among", "person.engagement in ['employee', 'intern']", ""},
    {"wrong_among", "person.engagement in ['employee', 'interm']", "expr.no-such-value"},
    {"parameter", "'employee' in params.engagements", ""},
    {"wrong_in_parameter", "'employed' in params.engagements", "expr.no-such-value"},
    {"argument", "person.duty(['employee'])", ""},
    {"wrong_argument", "person.duty(['employees'])", "expr.no-such-value"},
    {"or_value", "person.role_on(as_of).?management_level.orValue('none') == 'top'", ""},
    {"wrong_or_value", "person.role_on(as_of).?management_level.orValue('nobody') == 'top'",
     "expr.no-such-value"},
    {"wrong_after_or_value", "person.role_on(as_of).?management_level.orValue('none') == 'tip'",
     "expr.no-such-value"},
    {"branch", "(flag ? person.engagement : 'intern') == 'employee'", ""},
    {"wrong_branch", "(flag ? 'interns' : person.engagement) == 'employee'", "expr.no-such-value"},
    {"chosen", "person.engagement == (flag ? 'employee' : 'intern')", ""},
    {"wrong_chosen", "person.engagement == (flag ? 'emploee' : 'intern')", "expr.no-such-value"},
    {"wrong_chosen_within",
     "person.engagement != (flag ? 'intern' : (flag ? 'employee' : 'interns'))",
     "expr.no-such-value"},
    {"wrong_chosen_list", "person.engagement in (flag ? ['employee'] : ['interns'])",
     "expr.no-such-value"},
    {"wrong_chosen_and_bound", "cel.bind(w, flag ? 'interns' : 'employee', person.engagement == w)",
     "expr.no-such-value"},
    {"listed", "[person.engagement, 'intern'].exists(e, e == 'employee')", ""},
    {"wrong_listed", "[person.engagement, 'interns'].size() > 1", "expr.no-such-value"},
    {"ranging", "['employee', 'intern'].exists(w, person.engagement == w)", ""},
    {"wrong_ranging", "['employee', 'interns'].exists(w, person.engagement == w)",
     "expr.no-such-value"},
    {"wrong_ranging_twice",
     "['interns'].exists(w, person.engagement == w || w == person.engagement)",
     "expr.no-such-value"},
    {"unusual_bound_twice",
     "cel.bind(w, 'e-mail', org.primary_channel == w || w == org.primary_channel)",
     "expr.unusual-word"},
    {"wrong_bound", "cel.bind(w, 'interns', person.engagement == w)", "expr.no-such-value"},
    {"text_beside_words", "person.engagement == params.channel", ""},
    {"sets", "sets.contains(person.acknowledgements.map(a, a.method), ['click'])", ""},
    {"wrong_in_sets", "sets.contains(person.acknowledgements.map(a, a.method), ['clik'])",
     "expr.no-such-value"},
    {"two_enumerations", "person.engagement == person.acknowledgements[0].method", "expr.no-such-value"},
    {"two_enumerations_in_list", "person.engagement in person.acknowledgements.map(a, a.method)", "expr.no-such-value"},
    {"two_enumerations_in_sets",
     "sets.intersects(params.engagements, person.acknowledgements.map(a, a.method))", "expr.no-such-value"},
    {"enumeration_and_optional",
     "person.engagement != person.acknowledgements.latest(a, true, a.date).?method.orValue('click')",
     "expr.no-such-value"},
    {"enumerations_with_a_common_word", "person.acknowledgements.exists(a, a.method == org.contact)", ""},
    {"one_enumeration", "person.acknowledgements.all(a, a.method == person.acknowledgements[0].method)", ""},
    {"usual", "org.primary_channel == 'email'", ""},
    {"unusual", "org.primary_channel == 'e-mail'", "expr.unusual-word"},
    {"unusual_among", "org.primary_channel in ['email', 'pigeon']", "expr.unusual-word"},
    {"unusual_in_list", "'awarness' in person.assignments[0].role.required_topics",
     "expr.unusual-word"},
    {"unusual_element", "person.assignments[0].role.required_topics.exists(t, t == 'awarness')",
     "expr.unusual-word"},
    {"unusual_beside_choice", "(flag ? org.primary_channel : 'chat') == 'e-mail'",
     "expr.unusual-word"},
    {"unusual_after_filter",
     "person.assignments[0].role.required_topics.filter(t, t != 'rationale')"
     ".exists(t, t == 'awarness')",
     "expr.unusual-word"},
    {"no_vocabulary", "person.id == 'anything'", ""},
    {"enumeration_is_text", "person.engagement.startsWith('emp')", ""},
};

class CheckWordTest : public testing::TestWithParam<WordCase> {};

TEST_P(CheckWordTest, IsLookedUp) {
  Diagnostics problems;
  CheckRule(GetParam().text, &problems);
  if (GetParam().code[0] == '\0') {
    EXPECT_EQ(Render(problems), "");
  } else {
    EXPECT_THAT(CodesOf(problems), ElementsAre(GetParam().code)) << Render(problems);
  }
}

INSTANTIATE_TEST_SUITE_P(Check, CheckWordTest, testing::ValuesIn(kWords),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace assay
