#include "src/engine/read_expectations.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "absl/strings/str_cat.h"
#include "assay/base/decimal.h"
#include "assay/base/fraction.h"

namespace assay {
namespace {

class ExpectationReader {
 public:
  ExpectationReader(const Document& document, const TestedNames& names, PackFaults* faults)
      : document_(document), names_(names), faults_(*faults) {}

  std::vector<Expectation> Read(const Node& expect) && {
    for (const NodeMember& member : expect.members) {
      if (member.key == "score") ReadScore(member.value);
      if (member.key == "nonconformity") ReadNonconformity(member.value);
      for (const NodeMember& entry : member.value.members) ReadEntry(member.key, entry);
    }
    return std::move(expectations_);
  }

 private:
  void ReadEntry(std::string_view section, const NodeMember& entry) {
    using Kind = Expectation::Kind;
    if (section == "items") {
      ReadItem(entry);
    } else if (section == "traps") {
      if (!IsKnown(entry, names_.traps, "tests.no-such-trap", "has no trap", &faults_)) return;
      AddWord<TrapState>({.kind = Kind::kTrap, .id = entry.key}, entry.value, "state of a trap");
    } else if (section == "checks") {
      if (!IsKnown(entry, names_.checks, "tests.no-such-check", "has no reality check", &faults_)) {
        return;
      }
      AddWord<CheckState>({.kind = Kind::kCheck, .id = entry.key}, entry.value,
                          "state of a reality check");
    } else if (section == "observations") {
      ReadObservation(entry);
    } else if (section == "data_quality") {
      AddTexts({.kind = Kind::kQuality, .id = entry.key}, entry.value);
    }
  }

  void ReadObservation(const NodeMember& entry) {
    using Kind = Expectation::Kind;
    if (!IsKnown(entry, names_.observations, "tests.no-such-observation", "has no observation",
                 &faults_)) {
      return;
    }
    if (entry.value.is_scalar()) {
      AddOneOf({.kind = Kind::kObservation, .id = entry.key}, entry.value,
               {"true", "false", "error"}, "state of an observation");
      return;
    }
    const auto& all = names_.pack.observations;
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == entry.key; });
    if (known->each.empty()) {
      faults_.Report({entry.value.mark, 1}, "tests.no-subjects",
                     absl::StrCat("observation `", entry.key, "` is about the organisation"),
                     "true or false: whether it is made");
      return;
    }
    AddTexts({.kind = Kind::kObserved, .id = entry.key}, entry.value);
  }

  void ReadNonconformity(const Node& node) {
    AddOneOf({.kind = Expectation::Kind::kNonconformity}, node, {"true", "false", "unknown"},
             "answer to whether it is major");
  }

  void ReadItem(const NodeMember& entry) {
    if (!IsKnown(entry, names_.item_ids, "tests.no-such-item", "assesses no item", &faults_)) {
      return;
    }
    const auto known = std::find(names_.item_ids.begin(), names_.item_ids.end(), entry.key);
    const ItemDefinition& item =
        *names_.items[static_cast<std::size_t>(known - names_.item_ids.begin())];
    for (const NodeMember& member : entry.value.members) {
      if (member.key == "rung") {
        AddWord<Rung>({.kind = Expectation::Kind::kRung, .id = item.id}, member.value, "rung");
      } else if (member.key == "remediation") {
        AddTexts({.kind = Expectation::Kind::kRemediation, .id = item.id}, member.value);
      } else if (member.key == "minimum" || member.key == "full") {
        const Level level = member.key == "full" ? Level::full : Level::minimum;
        const LevelDefinition& rules = level == Level::full ? item.full : item.minimum;
        if (rules.is_given) {
          ReadLevel(member.value, item.id, level, rules);
          continue;
        }
        faults_.Report(PackFaults::Key(member), "tests.no-such-level",
                       absl::StrCat("item `", item.id, "` has no rules for `", member.key, "`"),
                       absl::StrCat("it has ", level == Level::full ? "minimum" : "full"));
      }
    }
  }

  void ReadLevel(const Node& node, const std::string& item, Level level,
                 const LevelDefinition& rules) {
    using Kind = Expectation::Kind;
    const Node* verdict = node.is_mapping() ? node.Find("verdict") : &node;
    if (verdict != nullptr) AddWord<Verdict>({.id = item, .level = level}, *verdict, "verdict");
    for (const auto& [member, kind] :
         {std::pair{"failing", Kind::kFailing}, std::pair{"unknown", Kind::kUnknown},
          std::pair{"reasons", Kind::kReasons}, std::pair{"finding", Kind::kFinding}}) {
      const Node* texts = node.Find(member);
      if (texts != nullptr) AddTexts({.kind = kind, .id = item, .level = level}, *texts);
    }
    const Node* parts = MemberOfKind(node, "parts", NodeKind::kMapping);
    if (parts == nullptr) return;
    std::vector<std::string_view> names;
    for (const RulePart& part : rules.parts) {
      if (!part.name.empty()) names.push_back(part.name);
    }
    const std::string what = absl::StrCat("has, for `", item, "` ", LevelName(level), ", no rule");
    for (const NodeMember& part : parts->members) {
      if (names.empty()) {
        faults_.Report(PackFaults::Key(part), "tests.no-such-part",
                       absl::StrCat("`", item, "` ", LevelName(level), " has no rule with a name"),
                       "its verdict is that of its one rule");
        continue;
      }
      if (!IsKnown(part, names, "tests.no-such-part", what.c_str(), &faults_)) continue;
      AddWord<Verdict>({.kind = Kind::kPart, .id = item, .level = level, .part = part.key},
                       part.value, "verdict");
    }
  }

  void ReadScore(const Node& node) {
    Expectation expectation{.kind = Expectation::Kind::kScore};
    if (node.is_scalar() && node.text == "none") {
      expectation.want = {"none"};
    } else {
      const Node* low = node.is_scalar() ? &node : MemberOfKind(node, "low", NodeKind::kScalar);
      const Node* high = node.is_scalar() ? &node : MemberOfKind(node, "high", NodeKind::kScalar);
      if (low == nullptr || high == nullptr) return;
      const std::optional<Decimal> least = Percent(*low);
      const std::optional<Decimal> most = low == high ? least : Percent(*high);
      if (!least || !most) return;
      if (*least > *most) {
        faults_.Report(faults_.Value(*high), "tests.bad-score", "`high` is below `low`",
                       "swap them");
        return;
      }
      expectation.want = {Fraction::FromDecimal(*least).ToFixed2()};
      if (*least != *most) {
        absl::StrAppend(&expectation.want.front(), " to ", Fraction::FromDecimal(*most).ToFixed2());
      }
    }
    Add(std::move(expectation), faults_.Value(node));
  }

  // Scores are printed with two digits after the point; with more, none could ever be met.
  std::optional<Decimal> Percent(const Node& node) {
    const std::optional<Decimal> number = Decimal::Parse(node.text);
    if (number && number->scale() <= 2 && *number >= Decimal() &&
        *number <= Decimal::FromInteger(100)) {
      return number;
    }
    faults_.Report(faults_.Value(node), "tests.bad-score",
                   absl::StrCat("`", node.text, "` is not a score"),
                   "a number from 0 to 100, with at most two digits after the point, or none");
    return std::nullopt;
  }

  // Completes `expectation` with the word of `node`, which must be one of Words.
  template <typename Words>
  void AddWord(Expectation expectation, const Node& node, const char* what) {
    std::vector<std::string_view> words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Words>>(
        [&](auto enumerator) { words.push_back(enumerator.name); });
    AddOneOf(std::move(expectation), node, words, what);
  }

  void AddOneOf(Expectation expectation, const Node& node,
                const std::vector<std::string_view>& words, const char* what) {
    if (!node.is_scalar()) return;
    const Spot spot = faults_.Value(node);
    if (std::find(words.begin(), words.end(), node.text) == words.end()) {
      faults_.Report(spot, "tests.bad-word", absl::StrCat("`", node.text, "` is no ", what),
                     faults_.Suggestion(node.text, words));
      return;
    }
    expectation.want = {node.text};
    Add(std::move(expectation), spot);
  }

  // Completes `expectation` with a text or a list of them. What is compared whole is put in order.
  void AddTexts(Expectation expectation, const Node& node) {
    if (node.is_mapping()) return;
    if (node.is_scalar()) {
      expectation.want = {node.text};
      Add(std::move(expectation), faults_.Value(node));
      return;
    }
    for (const Node& text : node.items) expectation.want.push_back(text.text);
    std::sort(expectation.want.begin(), expectation.want.end());
    Add(std::move(expectation), {node.mark, 1});
  }

  void Add(Expectation expectation, Spot spot) {
    expectation.place = PlaceOf(document_, spot);
    expectations_.push_back(std::move(expectation));
  }

  const Document& document_;
  const TestedNames& names_;
  PackFaults& faults_;
  std::vector<Expectation> expectations_;
};

}  // namespace

TestedNames::TestedNames(const PackDefinition& definition) : pack(definition) {
  for (const ControlDefinition& control : pack.controls) {
    for (const ItemDefinition& item : control.items) {
      if (!item.enabled) continue;
      items.push_back(&item);
      item_ids.push_back(item.id);
    }
  }
  const auto is_assessed = [&](const std::string& item) {
    return std::find(item_ids.begin(), item_ids.end(), item) != item_ids.end();
  };
  for (const TrapDefinition& trap : pack.traps) {
    if (std::any_of(trap.items.begin(), trap.items.end(), is_assessed)) traps.push_back(trap.id);
  }
  for (const RealityCheckDefinition& check : pack.reality_checks) {
    if (is_assessed(check.item)) checks.push_back(check.id);
  }
  for (const ObservationDefinition& observation : pack.observations) {
    if (is_assessed(observation.item)) observations.push_back(observation.id);
  }
  for (const Parameter& parameter : pack.parameters) parameters.push_back(parameter.name);
}

bool IsKnown(const NodeMember& member, const std::vector<std::string_view>& known, const char* code,
             const char* what, PackFaults* faults) {
  if (std::find(known.begin(), known.end(), member.key) != known.end()) return true;
  faults->Report(PackFaults::Key(member), code,
                 absl::StrCat("the pack ", what, " `", member.key, "`"),
                 faults->Suggestion(member.key, known));
  return false;
}

std::vector<Expectation> ReadExpectations(const Node& expect, const Document& document,
                                          const TestedNames& names, PackFaults* faults) {
  return ExpectationReader(document, names, faults).Read(expect);
}

Place PlaceOf(const Document& document, Spot spot) {
  Place place;
  place.file = document.file;
  place.line = spot.mark.line;
  place.column = spot.mark.column;
  place.length = spot.length;
  return place;
}

const Node* MemberOfKind(const Node& object, std::string_view member, NodeKind kind) {
  const Node* node = object.Find(member);
  return node != nullptr && node->kind == kind ? node : nullptr;
}

}  // namespace assay
