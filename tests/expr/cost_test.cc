// The estimate of an expression's cost, and what evaluating it takes: the one must hold the other
// whatever the facts, and be exact where nothing is left open.

#include "assay/expr/cost.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expr/evaluating.h"
#include "tests/facts/facts_in_words.h"
#include "tests/facts/small_schema.h"

namespace assay {
namespace {

constexpr std::int64_t kPlenty = 1'000'000'000;

const SmallSchema& Shapes() {
  static const SmallSchema shapes;
  return shapes;
}

WordFacts FactsWith(const std::vector<std::string>& collected) {
  WordFacts facts = SmallFacts();
  facts.collected = Listed(collected);
  return facts;
}

class CostOf : public testing::Test {
 protected:
  explicit CostOf(const std::vector<std::string>& collected = {"*"})
      : facts_(SealWords(Shapes().schema, FactsWith(collected))), evaluating_(&facts_) {
    evaluating_.environment.AddVariable("numbers", ListOf(MakeType(TypeKind::kInt)));
    evaluating_.environment.AddVariable("org", RecordOf(Shapes().type("organization")));
    evaluating_.environment.AddVariable("as_of", MakeType(TypeKind::kDate));
    evaluating_.options.locals = {{"person", RecordOf(Shapes().type("person"))}};
    values_ = {Value::List({Value::Int(1), Value::Int(2), Value::Int(3)}),
               Value::Record(Shapes().type("organization"), 0), Value::DateOf(evaluating_.context.as_of)};
    sources_ = {.facts = &facts_, .variables = values_, .local_count = 1};
  }

  // Steps that an evaluation for a person takes.
  std::int64_t Taken(const CheckedExpr& program, Row person) {
    StepBudget budget{kPlenty};
    evaluating_.context.variables = values_;
    evaluating_.context.budget = &budget;
    const Value local = Value::Record(Shapes().type("person"), person);
    Evaluate(program, evaluating_.context, {&local, 1});
    evaluating_.context.budget = nullptr;
    return kPlenty - budget.steps_left();
  }

  void ExpectToHold(const std::string& text) {
    const CheckedExpr* program = evaluating_.Program(text);
    ASSERT_NE(program, nullptr);
    const CostEstimate cost = EstimateCost(*program, sources_);
    EXPECT_LT(cost.most_steps, kPlenty) << text << ": the facts bound it";
    for (Row row = 0; row < facts_.table(Shapes().type("person")).row_count(); ++row) {
      const std::int64_t taken = Taken(*program, row);
      EXPECT_LE(cost.least_steps, taken) << text << " of person " << row;
      EXPECT_GE(cost.most_steps, taken) << text << " of person " << row;
    }
  }

  Facts facts_;
  Evaluating evaluating_;
  std::vector<Value> values_;
  CostSources sources_;
};

// Nothing was collected: every list may hold more.
class CostOfOpenFeeds : public CostOf {
 protected:
  CostOfOpenFeeds() : CostOf({}) {}
};

const std::vector<std::string>& Texts() {
  static const std::vector<std::string> texts = {
      "true || 1 / 0 == 1", "false && true", "false ? [1, 2].size() : 3", "numbers.exists(x, x == 1)",
      "numbers.all(x, x > 1)", "numbers.map(x, x * 2).filter(y, y > 2).sum()", "(numbers + numbers).sort().first()",
      "numbers.map(x, numbers.map(y, x * y)).map(l, l.size())", "numbers.transformList(i, v, i + v).size()",
      "numbers.sortBy(x, -x)[0]", "numbers.latest(x, x > 1, x).optMap(y, y + 1).orValue(0)",
      "numbers.union(x, [x, x + 1]).size()", "lists.range(50).exists(x, x > 40)",
      "[[1, 2], [3]].all(l, l.size() > 0)", "cel.bind(l, numbers.filter(x, x > 1), l == l)", "numbers == [1, 2, 3]",
      "2 in numbers", "cal.add_business_days(date('2026-01-01'), 30, []) > date('2026-01-02')",
      "org.people.all(p, p.id != '')", "org.people.exists(p, org.people.exists(q, p == q))",
      "person.assignments.size() > 0", "person.assignments.exists(a, a.from <= as_of)",
      "person.acknowledgements.all(e, e.person == person)", "person.acknowledgements.map(e, e.id).sort()",
      "org.people.filter(p, p.completions.size() > 1).map(p, p.id)",
      "org.briefings.exists(b, person in b.attendees)", "person.briefings_attended.exists(b, 'x' in b.tags)",
      "org.modules.map(m, m.topics).size()", "has(person.end) ? person.end < as_of : person.reports.size() == 0",
      "person.completions.latest(c, c.score > 0, c.occurred_at.date).hasValue()",
      "person.acknowledgements.count_distinct(e, e.document) > 0"};
  return texts;
}

TEST_F(CostOf, HoldsWhatEvaluationTakes) {
  for (const std::string& text : Texts()) ExpectToHold(text);
}

TEST_F(CostOfOpenFeeds, HoldsWhatEvaluationTakes) {
  for (const std::string& text : Texts()) ExpectToHold(text);
}

TEST_F(CostOf, IsExactWhereNothingIsLeftOpen) {
  for (const std::string text : {"1", "1 + 2 * 3", "-(1 - 2)", "{'a': 1}.a", "cel.bind(x, 1, x + x)",
                                 "cel.block([1, 2], cel.index(0) + cel.index(1))", "'a'.size()", "as_of"}) {
    const CheckedExpr* program = evaluating_.Program(text);
    ASSERT_NE(program, nullptr);
    const std::int64_t taken = Taken(*program, 0);
    EXPECT_EQ(EstimateCost(*program, sources_), (CostEstimate{taken, taken})) << text;
  }
}

// The lists are as long as the facts say: more people, more steps; without facts there is no bound.
TEST_F(CostOf, FollowsTheFacts) {
  const CheckedExpr* program = evaluating_.Program("org.people.all(p, p.id != '')");
  ASSERT_NE(program, nullptr);
  const std::int64_t few = EstimateCost(*program, sources_).most_steps;
  WordFacts more = SmallFacts();
  for (int k = 0; k < 50; ++k) {
    more.records.push_back({"person", {{"id", "q" + std::to_string(k)}, {"engagement", "employee"},
                                       {"start", "2020-01-01"}}, std::nullopt});
  }
  const Facts many = SealWords(Shapes().schema, more);
  EXPECT_GE(EstimateCost(*program, {.facts = &many, .variables = values_, .local_count = 1}).most_steps, few + 50 * 4);
  EXPECT_EQ(EstimateCost(*program, {}).most_steps, kUnboundedSteps);
}

}  // namespace
}  // namespace assay
