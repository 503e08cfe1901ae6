#include "src/pack/canonical.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "src/base/json_writer.h"
#include "src/pack/rule_scan.h"

namespace assay {
namespace {

// The elements of `list` in the order of `key`, for lists whose order says nothing.
template <typename T, typename Key>
std::vector<const T*> Sorted(const std::vector<T>& list, Key key) {
  std::vector<const T*> sorted;
  for (const T& one : list) sorted.push_back(&one);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const T* left, const T* right) { return key(*left) < key(*right); });
  return sorted;
}

class CanonicalWriter {
 public:
  explicit CanonicalWriter(std::string* out) : json_(JsonLayout::kCompact, out) {}

  void Pack(const PackDefinition& pack) {
    json_.BeginObject();
    Text("id", pack.id);
    Text("version", pack.version);
    Text("language", pack.language);
    Localized("title", pack.title);
    List("sources", pack.sources, [&](const PackSource& source) {
      Text("document", source.document);
      Text("edition", source.edition);
      Text("clause", source.clause);
      Text("note", source.note);
    });
    List("uses", pack.uses, [&](const PackImport& import) {
      Text("id", import.id);
      Text("version", import.version);
    });
    std::vector<std::string> natives;
    for (const NativeReference& native : pack.native_functions) natives.push_back(native.name);
    Texts("native", natives);
    Text("scope", pack.scope);
    Definitions(pack);
    Declarations(pack.records);
    List("controls", pack.controls, [&](const ControlDefinition& control) { Control(control); });
    Checks(pack);
    Policies(pack);
    json_.EndObject();
  }

 private:
  // What is empty is left out, so that the form grows with the format and old digests stay.
  void Text(std::string_view key, std::string_view text) {
    if (text.empty()) return;
    json_.Key(key);
    json_.String(text);
  }

  void Texts(std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    json_.Key(key);
    json_.BeginArray();
    for (const std::string& text : texts) json_.String(text);
    json_.EndArray();
  }

  void Flag(std::string_view key, bool value, bool otherwise) {
    if (value == otherwise) return;
    json_.Key(key);
    json_.Bool(value);
  }

  void Number(std::string_view key, std::optional<std::int64_t> value) {
    if (!value) return;
    json_.Key(key);
    json_.Integer(*value);
  }

  void Rule(std::string_view key, const RuleText& rule) {
    if (rule.is_empty()) return;
    json_.Key(key);
    json_.String(WithoutLayout(rule.text));
  }

  void Rules(std::string_view key, const std::vector<RuleText>& rules) {
    if (rules.empty()) return;
    json_.Key(key);
    json_.BeginArray();
    for (const RuleText& rule : rules) json_.String(WithoutLayout(rule.text));
    json_.EndArray();
  }

  void Segments(const Template& text) {
    json_.BeginArray();
    for (const Template::Segment& segment : text.segments) {
      json_.BeginObject();
      Text("text", segment.literal);
      Rule("rule", segment.expression);
      json_.EndObject();
    }
    json_.EndArray();
  }

  void Localized(std::string_view key, const LocalizedText& text) {
    if (text.is_empty()) return;
    json_.Key(key);
    json_.BeginArray();
    for (const auto& [language, translation] : text.translations) {
      json_.BeginObject();
      Text("language", language);
      json_.Key("segments");
      Segments(translation);
      json_.EndObject();
    }
    json_.EndArray();
  }

  // One text for all languages is what it was before there could be several.
  void Owner(const LocalizedText& owner) {
    const bool is_plain = owner.translations.size() == 1 && owner.translations[0].first == "en" &&
                          owner.translations[0].second.segments.size() == 1 &&
                          owner.translations[0].second.segments[0].expression.is_empty();
    if (is_plain) {
      Text("owner", owner.translations[0].second.segments[0].literal);
    } else {
      Localized("owner", owner);
    }
  }

  template <typename T, typename Body>
  void List(std::string_view key, const std::vector<T>& list, Body body) {
    if (list.empty()) return;
    json_.Key(key);
    json_.BeginArray();
    for (const T& one : list) {
      json_.BeginObject();
      if constexpr (std::is_pointer_v<T>) {
        body(*one);
      } else {
        body(one);
      }
      json_.EndObject();
    }
    json_.EndArray();
  }

  template <typename... T>
  void Value(const std::variant<T...>& value) {
    std::visit([&](const auto& one) { Value(one); }, value);
  }
  void Value(bool value) { json_.Bool(value); }
  void Value(std::int64_t value) { json_.Integer(value); }
  void Value(const Decimal& value) { json_.Number(value.ToString()); }
  void Value(const std::string& value) { json_.String(value); }
  void Value(const Date& value) { json_.String(value.ToString()); }
  void Value(const std::vector<ParameterScalar>& values) {
    json_.BeginArray();
    for (const ParameterScalar& value : values) Value(value);
    json_.EndArray();
  }

  void Definitions(const PackDefinition& pack) {
    const auto by_name = [](const auto& one) { return std::string_view(one.name); };
    List("parameters", Sorted(pack.parameters, by_name), [&](const Parameter& parameter) {
      Text("name", parameter.name);
      Text("type", parameter.type);
      Text("unit", parameter.unit);
      json_.Key("default");
      Value(parameter.default_value);
      Number("min", parameter.minimum);
      Number("max", parameter.maximum);
      Text("doc", parameter.documentation);
    });
    const auto by_receiver = [](const FunctionDefinition& one) {
      return std::pair<std::string_view, std::string_view>(one.receiver, one.name);
    };
    List("functions", Sorted(pack.functions, by_receiver), [&](const FunctionDefinition& function) {
      Text("receiver", function.receiver);
      Flag("maybe_none", function.receiver_maybe_none, false);
      Text("name", function.name);
      List("arguments", function.parameters,
           [&](const std::pair<std::string, std::string>& argument) {
             Text("name", argument.first);
             Text("type", WithoutLayout(argument.second));
           });
      Rule("body", function.body);
    });
    const auto by_record = [](const DerivedDefinition& one) {
      return std::pair<std::string_view, std::string_view>(one.record, one.name);
    };
    List("derive", Sorted(pack.derived, by_record),
         [&](const DerivedDefinition& field) { Derived(field); });
    List("populations", Sorted(pack.populations, by_name),
         [&](const PopulationDefinition& population) {
           Text("name", population.name);
           Text("of", population.of);
           Text("as", population.as);
           Rule("where", population.where);
           if (population.label.segments.empty()) return;
           json_.Key("label");
           Segments(population.label);
         });
    List("tallies", Sorted(pack.tallies, by_name), [&](const TallyDefinition& tally) {
      Text("name", tally.name);
      Text("over", tally.over);
      Rule("where", tally.where);
      Rule("count_distinct", tally.count_distinct);
      Rule("group_by", tally.group_by);
      Number("take", static_cast<std::int64_t>(tally.take));
      Flag("outside", tally.outside, false);
    });
  }

  void Derived(const DerivedDefinition& field) {
    Text("record", field.record);
    Text("name", field.name);
    Rule("value", field.value);
    if (field.missing) Number("missing", static_cast<std::int64_t>(*field.missing));
    Rule("assume", field.assume);
    if (!field.is_grouped) return;
    Rule("where", field.where);
    Rules("group_by", field.group_by);
    Rule("along", field.window_along);
    Rule("seconds", field.window_seconds);
    Number("aggregate", static_cast<std::int64_t>(field.aggregate));
    Rules("operands", field.operands);
  }

  void Declarations(const PackDefinition::Extension& records) {
    using EnumAndPlace = std::pair<EnumType, Place>;
    const auto by_enum = [](const EnumAndPlace& one) { return std::string_view(one.first.name); };
    List("enums", Sorted(records.enums, by_enum), [&](const EnumAndPlace& one) {
      Text("name", one.first.name);
      Texts("values", one.first.values);
      Text("doc", one.first.documentation);
    });
    using EnumValues = PackDefinition::Extension::EnumValues;
    const auto by_name = [](const EnumValues& one) { return std::string_view(one.name); };
    List("enum_values", Sorted(records.enum_values, by_name), [&](const EnumValues& one) {
      Text("name", one.name);
      Texts("add", one.values);
    });
    using Declaration = SchemaBuilder::RecordDeclaration;
    const auto by_type = [](const Declaration& one) { return std::string_view(one.record.name); };
    List("types", Sorted(records.records, by_type), [&](const Declaration& type) {
      Text("name", type.record.name);
      Text("plural", type.record.plural);
      Number("role", static_cast<std::int64_t>(type.record.role));
      Flag("feed", type.record.is_feed, false);
      Text("feed_by", type.feed_kind_field);
      Text("occurred", type.occurred_field);
      Text("doc", type.record.documentation);
      Fields(type.fields);
    });
    using RecordFields = PackDefinition::Extension::RecordFields;
    const auto by_record = [](const RecordFields& one) { return std::string_view(one.record); };
    List("fields", Sorted(records.fields, by_record), [&](const RecordFields& one) {
      Text("record", one.record);
      Fields(one.fields);
    });
  }

  void Fields(const std::vector<SchemaBuilder::FieldDeclaration>& fields) {
    List("fields", fields, [&](const SchemaBuilder::FieldDeclaration& declared) {
      const Field& field = declared.field;
      Text("name", field.name);
      Number("kind", static_cast<std::int64_t>(field.kind));
      Text("enum", declared.enumeration);
      Text("target", declared.target);
      Text("scope", declared.scope_field);
      Text("inverse", field.inverse);
      Flag("list", field.is_list, false);
      Number("missing", static_cast<std::int64_t>(field.missing));
      Text("default", field.default_text);
      Flag("key", field.is_key, false);
      Text("unit", field.unit);
      Number("min", field.minimum);
      Number("max", field.maximum);
      Text("doc", field.documentation);
    });
  }

  void Control(const ControlDefinition& control) {
    Text("id", control.id);
    Localized("title", control.title);
    Localized("objective", control.objective);
    List("items", control.items, [&](const ItemDefinition& item) { Item(item); });
  }

  void Item(const ItemDefinition& item) {
    Text("id", item.id);
    Localized("title", item.title);
    Flag("enabled", item.enabled, true);
    Text("left_out", item.left_out);
    Text("weight", item.weight.ToString());
    Number("link", static_cast<std::int64_t>(item.link));
    List("minimum", item.minimum.parts, [&](const RulePart& part) { Part(part); });
    List("full", item.full.parts, [&](const RulePart& part) { Part(part); });
    using Shown = std::pair<std::string, RuleText>;
    const auto by_name = [](const Shown& one) { return std::string_view(one.first); };
    List("show", Sorted(item.show, by_name), [&](const Shown& one) {
      Text("name", one.first);
      Rule("rule", one.second);
    });
    Localized("finding", item.finding);
    Localized("asks", item.asks);
    List("remediation", item.remediation, [&](const Remediation& remediation) {
      Owner(remediation.owner);
      Localized(remediation.per_subject ? "per_subject" : "text", remediation.text);
      if (remediation.due_in_days) Number("due_in_days", *remediation.due_in_days);
    });
    const auto by_relation = [](const CrosswalkEntry& one) {
      return std::pair<std::string_view, std::string_view>(one.relation, one.framework);
    };
    List("crosswalk", Sorted(item.crosswalk, by_relation), [&](const CrosswalkEntry& entry) {
      Text("relation", entry.relation);
      Text("framework", entry.framework);
      Texts("references", entry.references);
      Flag("verified", entry.verified, false);
    });
  }

  void Part(const RulePart& part) {
    Text("name", part.name);
    Flag("org", part.is_organisation, false);
    Text("each", part.population);
    Rule("due", part.due);
    Rule("require", part.require);
    Rule("coverage_pct", part.coverage_pct);
    Rule("per", part.per);
  }

  void Checks(const PackDefinition& pack) {
    List("traps", pack.traps, [&](const TrapDefinition& trap) {
      Text("id", trap.id);
      Localized("title", trap.title);
      Texts("items", trap.items);
      Flag("caps_full", trap.caps_full, false);
      Text("clears_with", trap.clears_with);
      Rule("when", trap.when);
      Localized("asks", trap.asks);
    });
    List("reality_checks", pack.reality_checks, [&](const RealityCheckDefinition& check) {
      Text("id", check.id);
      Text("item", check.item);
      Flag("interview", check.is_interview, false);
      Text("population", check.population);
      Localized("asks", check.asks);
      Rule("require", check.require);
    });
    List("observations", pack.observations, [&](const ObservationDefinition& observation) {
      Text("id", observation.id);
      Text("item", observation.item);
      Text("each", observation.each);
      Rule("when", observation.when);
      Localized("text", observation.text);
    });
  }

  void Policies(const PackDefinition& pack) {
    Rule("min_attestation", pack.hygiene.min_attestation);
    Rule("before_engagement_days", pack.hygiene.before_engagement_days);
    using RecordRules = std::pair<std::string, HygieneRules>;
    const auto by_record = [](const RecordRules& one) { return std::string_view(one.first); };
    List("hygiene", Sorted(pack.hygiene.records, by_record), [&](const RecordRules& one) {
      Text("record", one.first);
      Flag("duplicate", one.second.duplicate, true);
      Flag("future_dated", one.second.future_dated, true);
      Flag("revoked", one.second.revoked, true);
      Flag("asserted_only", one.second.asserted_only, true);
      Flag("after_end", one.second.after_end, true);
      Flag("before_engagement", one.second.before_engagement, true);
    });
    Rule("interviews_within_months", pack.interviews.within_months);
    Rule("interviews_tolerance_days", pack.interviews.tolerance_days);
    Rule("interviews_tolerable_pct", pack.interviews.tolerable_pct);
    Rule("interviews_confidence_pct", pack.interviews.confidence_pct);
    Flag("hypergeometric", pack.interviews.hypergeometric, false);
    Rule("waivers_max_days", pack.waivers.max_days);
    Rule("waivers_approver", pack.waivers.approver);
    Rule("exclusions_approver", pack.exclusions.approver);
    Text("scoring", pack.scoring.model);
    Text("effective", pack.scoring.effective.ToString());
    Text("full_points", pack.scoring.full.ToString());
    Text("minimum_points", pack.scoring.minimum.ToString());
    Rule("maturity_months", pack.maturity.months);
    Rule("maturity_when", pack.maturity.when);
    Rule("major", pack.major_nonconformity);
  }

  JsonWriter json_;
};

}  // namespace

std::string CanonicalForm(const PackDefinition& pack) {
  std::string form;
  CanonicalWriter(&form).Pack(pack);
  return form;
}

}  // namespace assay
