#include "src/pack/pack_out.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

YamlSource SourceOf(const TextOrigin& origin) {
  if (origin.lines.empty()) return {};
  return {&origin.file, origin.lines.front().line};
}

YamlOut RuleOut(const RuleText& rule) {
  YamlOut out = YamlOut::Scalar(rule.text);
  out.source = SourceOf(rule.origin);
  return out;
}

// Braces that are meant are written twice.
void AppendLiteral(const std::string& literal, std::string* text) {
  for (const char c : literal) text->append(c == '{' || c == '}' ? 2 : 1, c);
}

std::string TemplateText(const Template& pieces) {
  std::string text;
  for (const Template::Segment& segment : pieces.segments) {
    if (segment.expression.is_empty()) {
      AppendLiteral(segment.literal, &text);
    } else {
      text += "{" + segment.expression.text + "}";
    }
  }
  return text;
}

struct ValueOut {
  YamlOut operator()(bool value) const { return YamlOut::Bare(value ? "true" : "false"); }
  YamlOut operator()(std::int64_t value) const { return YamlOut::Bare(std::to_string(value)); }
  YamlOut operator()(const Decimal& value) const { return YamlOut::Bare(value.ToString()); }
  YamlOut operator()(const std::string& value) const { return YamlOut::Scalar(value); }
  YamlOut operator()(const Date& value) const { return YamlOut::Scalar(value.ToString()); }
  YamlOut operator()(const std::vector<ParameterScalar>& values) const {
    YamlOut list = YamlOut::List();
    for (const ParameterScalar& value : values) list.items.push_back(std::visit(*this, value));
    return list;
  }
};

void PutNumber(std::string key, std::optional<std::int64_t> value, YamlOut* out) {
  if (value.has_value()) out->Put(std::move(key), YamlOut::Bare(std::to_string(*value)));
}

void PutHead(const PackDefinition& pack, bool with_uses, YamlOut* root) {
  root->PutText("format", "assay.pack/1");
  root->PutText("id", pack.id);
  PutLocalized("title", pack.title, root);
  root->PutText("version", pack.version);
  root->PutText("language", pack.language.empty() ? "assay-cel/1" : pack.language);
  if (!pack.sources.empty()) {
    YamlOut& sources = root->Put("sources", YamlOut::List());
    for (const PackSource& source : pack.sources) {
      YamlOut& out = sources.items.emplace_back();
      out.PutText("document", source.document);
      out.PutText("edition", source.edition);
      out.PutText("clause", source.clause);
      out.PutText("note", source.note);
    }
  }
  if (!pack.uses.empty() && with_uses) {
    YamlOut& uses = root->Put("uses", YamlOut::List());
    for (const PackImport& import : pack.uses) {
      YamlOut& out = uses.items.emplace_back(At(import.origin));
      out.PutText("id", import.id);
      out.PutText("version", import.version);
    }
  }
  if (!pack.native_functions.empty()) {
    YamlOut& natives = root->Put("native", YamlOut::List());
    for (const NativeReference& native : pack.native_functions) {
      natives.items.push_back(YamlOut::Scalar(native.name));
      natives.items.back().source = SourceOf(native.origin);
    }
  }
  root->PutText("scope", pack.scope);
}

void PutParameters(const PackDefinition& pack, YamlOut* root) {
  if (pack.parameters.empty()) return;
  YamlOut& parameters = root->Put("parameters", {});
  for (const Parameter& parameter : pack.parameters) {
    YamlOut& out = parameters.Put(parameter.name, At(parameter.origin));
    out.PutText("type", parameter.type);
    out.PutText("unit", parameter.unit);
    out.Put("default", std::visit(ValueOut(), parameter.default_value));
    PutNumber("min", parameter.minimum, &out);
    PutNumber("max", parameter.maximum, &out);
    out.PutText("doc", parameter.documentation);
  }
}

std::string SignatureOf(const FunctionDefinition& function) {
  std::string signature = function.receiver;
  if (!signature.empty()) signature += function.receiver_maybe_none ? "?." : ".";
  signature += function.name + "(";
  for (const auto& [name, type] : function.parameters) {
    absl::StrAppend(&signature, signature.back() == '(' ? "" : ", ", name, " ", type);
  }
  return signature + ")";
}

void PutFunctions(const PackDefinition& pack, YamlOut* root) {
  if (pack.functions.empty()) return;
  YamlOut& functions = root->Put("functions", {});
  for (const FunctionDefinition& function : pack.functions) {
    YamlOut& body = functions.Put(SignatureOf(function), RuleOut(function.body));
    if (body.source.file == nullptr) body.source = SourceOf(function.origin);
  }
}

YamlOut RulesOut(const std::vector<RuleText>& rules) {
  YamlOut list = YamlOut::List();
  for (const RuleText& rule : rules) list.items.push_back(RuleOut(rule));
  return list;
}

YamlOut GroupedOut(const DerivedDefinition& field) {
  YamlOut out = At(field.origin);
  PutRule("where", field.where, &out);
  out.Put("group_by", RulesOut(field.group_by));
  if (!field.window_along.is_empty() || !field.window_seconds.is_empty()) {
    YamlOut& window = out.Put("window", {});
    PutRule("along", field.window_along, &window);
    PutRule("seconds", field.window_seconds, &window);
  }
  switch (field.aggregate) {
    case Aggregate::kCountDistinct:
      out.Put("count_distinct", RulesOut(field.operands));
      break;
    case Aggregate::kCount:
      out.Put("count", YamlOut::Bare("true"));
      break;
    case Aggregate::kSum:
    case Aggregate::kMin:
    case Aggregate::kMax:
      const char* word = field.aggregate == Aggregate::kSum   ? "sum"
                         : field.aggregate == Aggregate::kMin ? "min"
                                                              : "max";
      if (!field.operands.empty()) out.Put(word, RuleOut(field.operands[0]));
      break;
  }
  return out;
}

YamlOut DerivedOut(const DerivedDefinition& field) {
  if (field.is_grouped) return GroupedOut(field);
  if (!field.missing.has_value() && field.assume.is_empty()) {
    YamlOut out = RuleOut(field.value);
    if (out.source.file == nullptr) out.source = SourceOf(field.origin);
    return out;
  }
  YamlOut out = At(field.origin);
  PutRule("value", field.value, &out);
  if (field.missing.has_value()) {
    out.PutText("missing", *field.missing == Missing::kNone ? "none" : "unknown");
  }
  PutRule("assume", field.assume, &out);
  return out;
}

void PutDerived(const PackDefinition& pack, YamlOut* root) {
  if (pack.derived.empty()) return;
  YamlOut& derive = root->Put("derive", {});
  for (const DerivedDefinition& field : pack.derived) {
    YamlOut* record = nullptr;
    for (auto& [name, fields] : derive.members) {
      if (name == field.record) record = &fields;
    }
    if (record == nullptr) record = &derive.Put(field.record, {});
    record->Put(field.name, DerivedOut(field));
  }
}

void PutPopulations(const PackDefinition& pack, YamlOut* root) {
  if (!pack.populations.empty()) {
    YamlOut& populations = root->Put("populations", {});
    for (const PopulationDefinition& population : pack.populations) {
      YamlOut& out = populations.Put(population.name, At(population.origin));
      out.PutText("of", population.of);
      out.PutText("as", population.as);
      PutRule("where", population.where, &out);
      PutTemplate("label", population.label, &out);
    }
  }
  if (pack.tallies.empty()) return;
  YamlOut& tallies = root->Put("tallies", {});
  for (const TallyDefinition& tally : pack.tallies) {
    YamlOut& out = tallies.Put(tally.name, At(tally.origin));
    out.PutText("over", tally.over);
    PutRule("where", tally.where, &out);
    PutRule("count_distinct", tally.count_distinct, &out);
    PutRule("group_by", tally.group_by, &out);
    if (tally.take != TallyDefinition::Take::kNone) {
      out.PutText("take", tally.take == TallyDefinition::Take::kMax ? "max" : "min");
    }
    PutFlag("outside", tally.outside, false, &out);
  }
}

}  // namespace

YamlOut At(const TextOrigin& origin) {
  YamlOut out;
  out.source = SourceOf(origin);
  return out;
}

YamlOut At(const Place& place) {
  YamlOut out;
  if (place.line != 0) out.source = {&place.file, place.line};
  return out;
}

void PutRule(std::string key, const RuleText& rule, YamlOut* out) {
  if (!rule.is_empty()) out->Put(std::move(key), RuleOut(rule));
}

void PutTemplate(std::string key, const Template& text, YamlOut* out) {
  if (!text.segments.empty()) out->Put(std::move(key), YamlOut::Scalar(TemplateText(text)));
}

void PutLocalized(std::string key, const LocalizedText& text, YamlOut* out) {
  if (text.is_empty()) return;
  if (text.translations.size() == 1 && text.translations[0].first == "en") {
    out->Put(std::move(key), YamlOut::Scalar(TemplateText(text.translations[0].second)));
    return;
  }
  YamlOut& languages = out->Put(std::move(key), {});
  for (const auto& [language, translation] : text.translations) {
    languages.Put(language, YamlOut::Scalar(TemplateText(translation)));
  }
}

void PutTexts(std::string key, const std::vector<std::string>& texts, YamlOut* out) {
  YamlOut list = YamlOut::List();
  for (const std::string& text : texts) list.items.push_back(YamlOut::Scalar(text));
  out->Put(std::move(key), std::move(list));
}

void PutFlag(std::string key, bool value, bool otherwise, YamlOut* out) {
  if (value != otherwise) out->Put(std::move(key), YamlOut::Bare(value ? "true" : "false"));
}

YamlOut PackOut(const PackDefinition& pack, bool with_uses) {
  YamlOut root;
  PutHead(pack, with_uses, &root);
  PutParameters(pack, &root);
  PutFunctions(pack, &root);
  PutRecords(pack.records, &root);
  PutDerived(pack, &root);
  PutPopulations(pack, &root);
  PutControls(pack, &root);
  PutPolicies(pack, &root);
  return root;
}

}  // namespace assay
