// Expressions over records: cells, relations, feeds that were not collected, rejected rows, and what
// a host adds. The facts are those of tests/facts, on 2026-03-31.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expr/evaluating.h"
#include "tests/facts/facts_in_words.h"
#include "tests/facts/small_schema.h"

namespace assay {
namespace {

const SmallSchema& Shapes() {
  static const SmallSchema shapes;
  return shapes;
}

CollectedEntry Between(std::string type, const char* from, const char* to) {
  CollectedEntry entry;
  entry.type = std::move(type);
  if (from != nullptr) entry.from = Date::Parse(from);
  if (to != nullptr) entry.to = Date::Parse(to);
  entry.is_plain = false;
  return entry;
}

CollectedEntry InPart(std::string type) {
  CollectedEntry entry = Between(std::move(type), nullptr, nullptr);
  entry.complete = false;
  return entry;
}

// The small facts with the given feeds; `p1` and other ids are variables, as is `org`.
class Organisation {
 public:
  explicit Organisation(std::vector<CollectedEntry> collected = Listed({"*"}))
      : facts_(Sealed(std::move(collected))), evaluating(&facts_) {
    BindRow("organization", "org", "org");
    for (const char* id : {"p1", "p2", "p3"}) BindRow("person", id, id);
    BindRow("role", "r-dev", "dev");
    BindRow("role", "r-cto", "cto");
    BindRow("document", "d-hb", "handbook");
    BindRow("module", "m-basic", "basic");
    for (const char* id : {"e1", "e2", "e3"}) BindRow("acknowledgement", id, id);
    for (const char* id : {"e4", "e5"}) BindRow("completion", id, id);
    BindRow("briefing", "e6", "e6");
    evaluating.Bind("as_of", "date", Value::DateOf(evaluating.context.as_of));
    evaluating.Bind("nobody", "person?", Value::Null());
    evaluating.Bind("someone", "person",
                    Value::Unknown({.record = Shapes().type("person")}));
  }

  void Reject(std::string_view type, std::string_view key) {
    std::vector<std::vector<std::uint64_t>> rejected(facts_.schema().records().size());
    const RecordTypeId id = Shapes().type(type);
    rejected[id].resize(facts_.table(id).row_count() / 64 + 1);
    const Row row = facts_.FindRow(id, key);
    rejected[id][row / 64] |= std::uint64_t{1} << (row % 64);
    admitted_ = AdmittedRows(std::move(rejected));
    evaluating.context.admitted = &admitted_;
  }

  std::string Say(std::string_view text) { return evaluating.Say(text); }

 private:
  static Facts Sealed(std::vector<CollectedEntry> collected) {
    WordFacts words = SmallFacts();
    words.collected = std::move(collected);
    return SealWords(Shapes().schema, words);
  }

  void BindRow(std::string_view type, std::string_view key, std::string name) {
    const RecordTypeId id = Shapes().type(type);
    evaluating.Bind(std::move(name), RecordOf(id), Value::Record(id, facts_.FindRow(id, key)));
  }

  Facts facts_;
  AdmittedRows admitted_;

 public:
  Evaluating evaluating;
};

class Records : public testing::TestWithParam<Worth> {};

TEST_P(Records, Give) {
  Organisation organisation;
  EXPECT_EQ(organisation.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Cells, Records,
    testing::Values(
        Worth{"date", "p2.start", "2021-05-01"}, Worth{"text", "p2.id", "'p2'"}, Worth{"word", "p3.engagement", "'contractor'"},
        Worth{"boolean_default", "p1.in_scope", "true"}, Worth{"none", "p1.end", "null"},
        Worth{"none_is_null", "p1.end == null", "true"}, Worth{"has", "has(p3.end)", "true"}, Worth{"has_not", "has(p1.end)", "false"},
        Worth{"unknown_cell", "cto.privileged", "unknown"}, Worth{"has_unknown", "has(cto.privileged)", "unknown"},
        Worth{"unknown_within_range", "e5.score >= 0 && e5.score <= 100", "true"},
        Worth{"unknown_in_range", "e5.score >= 50", "unknown"}, Worth{"decimal", "basic.fee == dyn(12.5)", "true"},
        Worth{"reference", "p2.manager", "person p1"}, Worth{"through_reference", "p2.manager.start", "2020-01-01"},
        Worth{"through_none", "p1.manager.start", "error none: `start` of none"},
        Worth{"optional", "p2.?manager.?manager", "optional.none()"}, Worth{"optional_of_none", "nobody.?start", "optional.none()"},
        Worth{"optional_value", "p2.?manager.?id", "optional.of('p1')"},
        Worth{"identity", "p2.manager == p1 && p2 != p1", "true"}, Worth{"record_in_list", "p1 in e6.attendees", "true"},
        Worth{"when_date", "e1.date", "2026-04-01"}, Worth{"when_part", "e1.occurred_at.date", "2026-04-01"},
        Worth{"when_instant", "e1.instant", "2026-03-31T23:30:00Z"}, Worth{"when_day_has_no_instant", "has(e3.instant)", "false"},
        Worth{"texts", "e6.tags", "['b', 'a']"}, Worth{"words", "basic.topics", "['phishing', 'passwords']"},
        Worth{"text_in_list", "e6.tags.exists(t, t == 'a')", "true"},
        Worth{"words_in_list", "sets.contains(basic.topics, ['phishing'])", "true"},
        Worth{"dyn_record", "dyn(p2).manager.start", "2020-01-01"}, Worth{"dyn_record_lacks", "dyn(p2).shoe_size",
              "error no_such_field: there is no `shoe_size` here"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    Relations, Records,
    testing::Values(
        Worth{"children", "p2.assignments.map(a, a.role.id)", "['r-dev', 'r-cto']"},
        Worth{"parent", "p2.assignments.all(a, a.person == p2)", "true"},
        Worth{"has_children", "has(p2.assignments)", "true"}, Worth{"has_no_children", "has(p3.assignments)", "false"},
        Worth{"child", "handbook.versions.exists(v, has(v.procedure) && v.procedure.covers_security)", "true"},
        Worth{"inverse", "p2.acknowledgements.map(a, a.id)", "['e2', 'e3']"},
        Worth{"inverse_of_embedded", "p2.viewings.map(v, v.watched_seconds).sum()", "1800"},
        Worth{"inverse_of_list", "p3.briefings_attended.exists(b, b.led_by == p1)", "true"},
        Worth{"inverse_of_assignment", "cto.holders.map(h, h.person.id)", "['p1', 'p2']"},
        Worth{"reports", "p1.reports.size()", "2"},
        Worth{"scoped_reference", "e3.document_version.document == handbook", "true"},
        Worth{"possible_referrer", "basic.completions.size()", "unknown[1, 2]"},
        Worth{"all_records", "org.people.size()", "3"}, Worth{"all_embedded", "org.assignments.size()", "3"},
        Worth{"all_by_predicate", "org.people.filter(p, has(p.manager)).map(p, p.id)", "['p2', 'p3']"},
        Worth{"latest", "p2.assignments.latest(a, a.from <= as_of, a.from).?role", "optional.of(role r-cto)"},
        Worth{"latest_tie_greatest_id", "org.acknowledgements.latest(a, true, a.person.in_scope).?id",
              "optional.of('e3')"},
        Worth{"two_variables", "p2.assignments.exists(i, a, i == 1 && a.role == cto)", "true"},
        Worth{"nested", "org.people.exists(p, p.assignments.exists(a, a.role == dev))", "true"}),
    NameOf);

INSTANTIATE_TEST_SUITE_P(
    UnknownRecord, Records,
    testing::Values(
        Worth{"cell", "someone.start", "unknown"}, Worth{"has_what_cannot_lack", "has(someone.start)", "true"},
        Worth{"has_what_may_lack", "has(someone.end)", "unknown"}, Worth{"reference", "someone.manager.start", "unknown"},
        Worth{"children", "someone.assignments.size() >= 0", "true"},
        Worth{"children_unknown", "someone.assignments.exists(a, a.role == dev)", "unknown"},
        Worth{"children_never", "someone.assignments.exists(a, a.role == dev && false)", "false"},
        Worth{"optional_surely_there", "someone.?start.hasValue()", "true"},
        Worth{"optional_perhaps", "someone.?end.hasValue()", "unknown"},
        Worth{"word_is_one_of_all", "someone.engagement in ['employee', 'contractor']", "true"},
        Worth{"identity", "someone == p1", "unknown"}),
    NameOf);

class PartOfFeed : public testing::TestWithParam<Worth> {};

// Acknowledgements were collected from 2025 to February 2026, everything else wholly.
TEST_P(PartOfFeed, Gives) {
  Organisation organisation({Listed({"*"})[0], Between("acknowledgement", "2025-01-01", "2026-02-28")});
  EXPECT_EQ(organisation.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Dates, PartOfFeed,
    testing::Values(
        Worth{"known_decides", "p2.acknowledgements.exists(a, a.date == date('2025-03-01'))", "true"},
        Worth{"missing_could", "p1.acknowledgements.exists(a, a.date == date('2024-05-05'))", "unknown"},
        Worth{"missing_could_not", "p1.acknowledgements.exists(a, a.date == date('2025-05-05'))", "false"},
        Worth{"missing_is_not_later_than_as_of", "p3.acknowledgements.exists(a, a.date > as_of)", "false"},
        Worth{"missing_in_the_second_gap", "p3.acknowledgements.exists(a, a.date == date('2026-03-15'))", "unknown"},
        Worth{"negation_is_no_pass", "!p3.acknowledgements.exists(a, a.viewed_seconds > 5)", "unknown"},
        Worth{"filtered_by_date",
              "p2.acknowledgements.filter(a, a.date > date('2025-01-01') && a.date < date('2026-01-01')).size()", "1"},
        Worth{"latest_may_be_missing", "p2.acknowledgements.latest(a, true, a.date)", "unknown"},
        Worth{"latest_of_the_year",
              "p2.acknowledgements.latest(a, a.date < date('2026-01-01'), a.date).?id", "optional.of('e3')"},
        Worth{"field_of_missing", "p3.acknowledgements.exists(a, a.attestation in ['asserted', 'documented', 'observed'])",
              "unknown"},
        Worth{"required_of_missing", "p3.acknowledgements.all(a, has(a.person) || true)", "true"},
        Worth{"other_feeds_are_closed", "p3.completions.size()", "0"},
        Worth{"all_records", "org.acknowledgements.size() >= 3", "true"}),
    NameOf);

// What a feed lacks is none of what it has, and has another id.
TEST(Feeds, MissingRecordsAreNoneOfThoseKnown) {
  Organisation organisation({Listed({"*"})[0], InPart("acknowledgement")});
  EXPECT_EQ(organisation.Say("p2.acknowledgements.exists(a, a == e1)"), "false");
  EXPECT_EQ(organisation.Say("p3.acknowledgements.exists(a, a.id == 'e1')"), "false");
  EXPECT_EQ(organisation.Say("p3.acknowledgements.all(a, 'e1' != a.id)"), "true");
  EXPECT_EQ(organisation.Say("p3.acknowledgements.exists(a, a.id == 'e99')"), "unknown");
  EXPECT_EQ(organisation.Say("p3.acknowledgements.exists(a, a.id == 'p1')"), "unknown")
      << "the id of something else";
  EXPECT_EQ(organisation.Say("p3.acknowledgements.exists(a, a.person == p1)"), "unknown")
      << "whom it is about may be known";
  EXPECT_EQ(organisation.Say("org.viewings.exists(v, v.briefing == e6)"), "true");
}

// Records that hygiene would reject if they came need not be reckoned with.
TEST(Feeds, MissingRecordsAreOfDaysOnWhichTheyWouldBeAdmitted) {
  const std::vector<CollectedEntry> feeds = {Listed({"*"})[0], Between("acknowledgement", "2025-01-01", nullptr)};
  for (const char* first : {"2024-12-31", "2025-01-01"}) {
    Organisation organisation(feeds);
    const RecordTypeId type = Shapes().type("acknowledgement");
    std::vector<DateRange> days(3);
    days[2].first = Date::Parse(first)->days_since_epoch();  // Of p3.
    AdmittedRows admitted;
    admitted.LimitReferrers(type, {Shapes().field("acknowledgement", "person"),
                                   std::make_shared<const std::vector<DateRange>>(days)});
    organisation.evaluating.context.admitted = &admitted;
    EXPECT_EQ(organisation.Say("p3.acknowledgements.exists(a, a.viewed_seconds > 5)"),
              std::string_view(first) == "2025-01-01" ? "false" : "unknown");
    EXPECT_EQ(organisation.Say("p1.acknowledgements.exists(a, a.date < date('2024-06-01') && a.viewed_seconds > 99)"),
              "unknown");
  }
}

TEST(Feeds, NotCollectedAtAllAreOpen) {
  Organisation organisation({InPart("briefing"), Listed({"acknowledgement"})[0]});
  EXPECT_EQ(organisation.Say("p3.briefings_attended.exists(b, b.led_by == p1)"), "true");
  EXPECT_EQ(organisation.Say("p3.briefings_attended.exists(b, b.led_by == p2)"), "unknown");
  EXPECT_EQ(organisation.Say("p1.viewings.exists(v, v.watched_seconds > 5)"), "unknown");
  EXPECT_EQ(organisation.Say("p1.viewings.exists(v, v.briefing.date > as_of)"), "false")
      << "the briefing of a missing viewing is a missing briefing";
  EXPECT_EQ(organisation.Say("e6.viewings.size()"), "2") << "a briefing holds all of its viewings";
  EXPECT_EQ(organisation.Say("org.viewings.size()"), "unknown[2, inf]");
  EXPECT_EQ(organisation.Say("org.briefings.exists(b, b.viewings.exists(v, v.at.date > as_of))"), "unknown");
}

TEST(Feeds, OfAKindAreOpenForThatKind) {
  Organisation organisation({Listed({"handbook"})[0], Listed({"policy"})[0]});
  EXPECT_EQ(organisation.Say("org.documents.exists(d, d.kind == 'plan')"), "unknown");
  EXPECT_EQ(organisation.Say("org.documents.exists(d, d.kind == 'handbook' && d != handbook)"), "false");
  EXPECT_EQ(organisation.Say("org.documents.exists_one(d, d.kind == 'handbook')"), "true");
}

TEST(Feeds, OfEmbeddedRecordsAreClosedWithinTheirParent) {
  Organisation organisation({Listed({"*"})[0], InPart("assignments")});
  EXPECT_EQ(organisation.Say("p2.assignments.size()"), "2");
  EXPECT_EQ(organisation.Say("org.assignments.size()"), "unknown[3, inf]");
}

TEST(Feeds, UnknownsSayWhereTheyComeFrom) {
  Organisation organisation({Listed({"*"})[0], InPart("acknowledgement")});
  const Value feed = organisation.evaluating.Of("p3.acknowledgements.exists(a, a.viewed_seconds > 5)");
  ASSERT_TRUE(feed.is_unknown());
  EXPECT_EQ(feed.unknown().cause, (UnknownCause{Shapes().type("acknowledgement"), kNoId, kNoRow}));
  const Value cell = organisation.evaluating.Of("cto.privileged || e5.score > 5");
  ASSERT_TRUE(cell.is_unknown());
  EXPECT_EQ(cell.unknown().cause.record, Shapes().type("role")) << "of several the least";
  EXPECT_EQ(cell.unknown().cause.field, Shapes().field("role", "privileged"));
}

TEST(RejectedRows, AreNoneAndNotInLists) {
  Organisation organisation;
  organisation.Reject("person", "p1");
  EXPECT_EQ(organisation.Say("p2.manager == null"), "true");
  EXPECT_EQ(organisation.Say("has(p2.manager)"), "false");
  EXPECT_EQ(organisation.Say("p2.manager.start"), "error none: `start` of none");
  EXPECT_EQ(organisation.Say("e6.attendees.map(p, p.id)"), "['p3']");
  EXPECT_EQ(organisation.Say("org.people.map(p, p.id)"), "['p2', 'p3']");
  EXPECT_EQ(organisation.Say("org.assignments.map(a, a.person.id)"), "['p2', 'p2']")
      << "what a rejected record embeds is rejected with it";
  EXPECT_EQ(organisation.Say("cto.holders.size()"), "1");
  EXPECT_EQ(organisation.Say("e6.attendees.exists(i, p, i == 0 && p == p3)"), "true")
      << "places count what is there";
}

// A host with one derived field per form, a population, a namespace and two functions.
class SmallHost : public Host {
 public:
  explicit SmallHost(Organisation* organisation) : organisation_(organisation) {
    Environment& environment = organisation->evaluating.environment;
    person_ = Shapes().type("person");
    environment.AddDerivedField(person_, {"post", MaybeNone(RecordOf(Shapes().type("assignment")))});
    environment.AddDerivedField(person_, {"tenure_days", MakeType(TypeKind::kInt)});
    environment.AddDerivedField(person_, {"broken", MakeType(TypeKind::kInt)});
    environment.AddNamespace({"params", {{"limit", MakeType(TypeKind::kInt)}}});
    Type population = MakeType(TypeKind::kPopulation);
    population.id = person_;
    environment.AddNamespace({"populations", {{"staff", population}}});
    DefinedFunction covers;
    covers.name = "covers";
    covers.parameters = {{"from", MakeType(TypeKind::kDate)},
                         {"to", MaybeNone(MakeType(TypeKind::kDate))},
                         {"day", MakeType(TypeKind::kDate)}};
    Define(std::move(covers), "from <= day && (to == null || day <= to)");
    DefinedFunction boss;
    boss.name = "boss_of";
    boss.receiver = MaybeNone(RecordOf(person_));
    boss.parameters = {{"other", RecordOf(person_)}};
    Define(std::move(boss), "self != null && other.manager == self");
    DefinedFunction ratio;
    ratio.name = "ratio";
    ratio.parameters = {{"part", MakeType(TypeKind::kInt)}, {"whole", MakeType(TypeKind::kInt)}};
    Define(std::move(ratio), "whole > 0 ? part / whole : 1 / 0");
    organisation->evaluating.context.host = this;
  }

  Value Derived(RecordTypeId, std::uint16_t derived, Row row) override {
    const Value self = Value::Record(person_, row);
    if (derived == 2) return Value::Error(ErrorCode::kDivideByZero, "deep inside", 4711);
    return Run(derived == 0 ? "self.assignments.latest(a, true, a.from)" : "date('2026-03-31') - self.start", self);
  }
  Value DerivedOfUnknown(RecordTypeId, std::uint16_t derived, const Value& unknown) override {
    return Run(derived == 0 ? "self.assignments.latest(a, true, a.from)" : "date('2026-03-31') - self.start", unknown);
  }
  Value Member(std::uint16_t, std::uint16_t) override { return Value::Int(365); }
  Truth IsMember(std::uint16_t, std::uint16_t, const Value& record) override {
    if (record.is_unknown()) return Truth::kUnknown;
    return FromBool(record.row() != 2);
  }
  const CheckedExpr* Body(std::uint16_t defined_function) override { return bodies_[defined_function]; }

 private:
  Value Run(std::string_view text, const Value& self) {
    Evaluating& evaluating = organisation_->evaluating;
    evaluating.options.locals = {{"self", RecordOf(person_)}};
    const CheckedExpr* program = evaluating.Program(text);
    evaluating.options.locals.clear();
    const Value locals[] = {self};
    return Evaluate(*program, evaluating.context, locals);
  }

  void Define(DefinedFunction function, std::string_view text) {
    Evaluating& evaluating = organisation_->evaluating;
    if (function.receiver) evaluating.options.locals.push_back({"self", *function.receiver});
    for (const auto& parameter : function.parameters) {
      evaluating.options.locals.push_back({parameter.first, parameter.second});
    }
    bodies_.push_back(evaluating.Program(text));
    evaluating.options.locals.clear();
    function.result = bodies_.back()->type;
    evaluating.environment.AddDefinedFunction(std::move(function));
  }

  Organisation* organisation_;
  RecordTypeId person_ = kNoId;
  std::vector<const CheckedExpr*> bodies_;
};

class Hosted : public testing::TestWithParam<Worth> {};

TEST_P(Hosted, Gives) {
  Organisation organisation;
  SmallHost host(&organisation);
  EXPECT_EQ(organisation.Say(GetParam().text), GetParam().worth) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Host, Hosted,
    testing::Values(
        Worth{"derived", "p1.tenure_days > params.limit", "true"},
        Worth{"derived_optional_is_stored", "p2.post.role == cto", "true"},
        Worth{"derived_none", "has(p3.post)", "false"}, Worth{"derived_none_is_null", "p3.post == null", "true"},
        Worth{"derived_of_unknown", "someone.tenure_days > 5", "unknown"},
        Worth{"derived_error", "p1.broken == 1", "error divide_by_zero: deep inside"},
        Worth{"member", "params.limit", "365"}, Worth{"membership", "p1 in populations.staff", "true"},
        Worth{"membership_not", "org.people.filter(p, p in populations.staff).size()", "2"},
        Worth{"membership_unknown", "someone in populations.staff", "unknown"},
        Worth{"membership_of_none", "nobody in populations.staff", "false"},
        Worth{"function", "covers(p3.start, p3.end, as_of)", "false"},
        Worth{"function_with_none", "covers(p1.start, p1.end, as_of)", "true"},
        Worth{"method", "p1.boss_of(p2)", "true"}, Worth{"method_of_none", "nobody.boss_of(p2)", "false"},
        Worth{"method_of_unknown", "someone.boss_of(p2) && false", "false"},
        Worth{"function_is_lazy", "ratio(0, 1) == 0 || ratio(1, 0) == 0", "true"},
        Worth{"function_error", "ratio(1, 0)", "error divide_by_zero: division by zero"}),
    NameOf);

TEST(Hosted, ErrorsFromInsideHaveThePlaceOfTheCall) {
  Organisation organisation;
  SmallHost host(&organisation);
  for (const std::string text : {"ratio(1, 0)", "p1.broken"}) {
    const CheckedExpr* program = organisation.evaluating.Program(text);
    ASSERT_NE(program, nullptr);
    const Value error = organisation.evaluating.Of(text);
    ASSERT_TRUE(error.is_error());
    EXPECT_EQ(error.error_where(), program->ast.root) << text;
  }
}

TEST(Hosted, WithoutAHostIsAnErrorOfTheHost) {
  Organisation organisation;
  SmallHost host(&organisation);
  organisation.evaluating.context.host = nullptr;
  for (const char* text : {"p1.tenure_days", "params.limit", "covers(as_of, null, as_of)", "p1 in populations.staff"}) {
    const Value error = organisation.evaluating.Of(text);
    ASSERT_TRUE(error.is_error()) << text;
    EXPECT_EQ(error.error_code(), ErrorCode::kHost) << text;
  }
}

TEST(AllRecords, AreTheListOfATable) {
  Organisation organisation({Listed({"*"})[0], InPart("completion")});
  const Value list = AllRecords(organisation.evaluating.context, Shapes().type("completion"));
  EXPECT_EQ(list.items().size(), 2u);
  ASSERT_EQ(list.maybe_items().size(), 1u);
  EXPECT_TRUE(list.maybe_items()[0].repeated);
  EXPECT_EQ(list.maybe_items()[0].value.unknown().highest,
            organisation.evaluating.context.as_of.days_since_epoch());
  EXPECT_TRUE(MissingRecords(organisation.evaluating.context, Shapes().type("briefing")).empty());
}

}  // namespace
}  // namespace assay
