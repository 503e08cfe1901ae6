#include "assay/ingest/described_json.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/base/json_events.h"
#include "src/base/json_writer.h"
#include "src/base/tree.h"
#include "src/ingest/facts_document.h"
#include "src/ingest/fault_log.h"
#include "src/ingest/json_value.h"

namespace assay {

struct DescribedJsonWriter::Rep {
  std::string text;
  JsonWriter json{JsonLayout::kCompact, &text};
};

DescribedJsonWriter::DescribedJsonWriter() : rep_(std::make_unique<Rep>()) {}
DescribedJsonWriter::~DescribedJsonWriter() = default;
void DescribedJsonWriter::BeginObject() { rep_->json.BeginObject(); }
void DescribedJsonWriter::EndObject() { rep_->json.EndObject(); }
void DescribedJsonWriter::BeginArray() { rep_->json.BeginArray(); }
void DescribedJsonWriter::EndArray() { rep_->json.EndArray(); }
void DescribedJsonWriter::Key(std::string_view key) { rep_->json.Key(key); }
void DescribedJsonWriter::Value(bool value) { rep_->json.Bool(value); }
void DescribedJsonWriter::Value(std::int64_t value) { rep_->json.Integer(value); }
void DescribedJsonWriter::Value(Decimal value) { rep_->json.Number(value.ToString()); }
void DescribedJsonWriter::Value(Date value) { rep_->json.String(value.ToString()); }
void DescribedJsonWriter::Value(std::string_view value) { rep_->json.String(value); }
void DescribedJsonWriter::Value(const When& value) {
  if (!value.text.empty()) {
    rep_->json.String(value.text);
  } else {
    rep_->json.String(value.instant ? value.instant->ToString() : value.date.ToString());
  }
}
std::string DescribedJsonWriter::Take() { return std::move(rep_->text); }

namespace {

constexpr std::size_t kMaxFaults = 100;

JsonValue ValueOf(const Node& node) {
  switch (node.kind) {
    case NodeKind::kNull:
      return {};
    case NodeKind::kSequence:
      return {.kind = JsonKind::kArray};
    case NodeKind::kMapping:
      return {.kind = JsonKind::kObject};
    case NodeKind::kScalar:
      break;
  }
  if (node.style == ScalarStyle::kQuoted) return {.kind = JsonKind::kString, .text = node.text};
  if (node.text == "true" || node.text == "false") {
    return {.kind = JsonKind::kBool, .truth = node.text == "true"};
  }
  return {.kind = JsonKind::kNumber, .text = node.text};
}

}  // namespace

struct DescribedJsonReader::Rep {
  std::string_view text;
  const DescribedJsonOptions& options;
  Diagnostics* problems;
  Document document;
  bool is_json = false;
  std::size_t syntax_faults = 0;
  std::vector<std::string> steps;
  FaultLog faults{kMaxFaults};
  ValueFault fault;

  std::string Pointer() const {
    std::string pointer;
    for (const std::string& step : steps) AppendPointerStep(step, &pointer);
    return pointer;
  }

  // Stores what was read, or keeps the fault that was met instead.
  template <typename T>
  bool Take(std::optional<T> read, T* value) {
    if (read.has_value()) {
      *value = *std::move(read);
      return true;
    }
    faults.AddAt(Pointer(), std::move(fault));
    return false;
  }
};

DescribedJsonReader::DescribedJsonReader(std::string_view text, const DescribedJsonOptions& options,
                                         Diagnostics* problems)
    : rep_(new Rep{.text = text, .options = options, .problems = problems}) {
  const std::size_t before = problems->size();
  const TreeLimits limits = {.bytes = options.max_bytes, .depth = options.max_depth};
  rep_->is_json = ReadJson(text, options.file, limits, &rep_->document, problems);
  rep_->syntax_faults = problems->size() - before;
}

DescribedJsonReader::~DescribedJsonReader() = default;

const Node* DescribedJsonReader::root() const {
  return rep_->is_json ? &rep_->document.root : nullptr;
}

absl::Status DescribedJsonReader::Finish() {
  Diagnostics diagnostics;
  std::vector<PointerQuery> queries;
  rep_->faults.MoveTo(&diagnostics, &queries);
  PlaceDiagnostics(rep_->text, queries, &diagnostics);
  const std::size_t faults = rep_->syntax_faults + diagnostics.size();
  for (Diagnostic& diagnostic : diagnostics) {
    diagnostic.place.file = rep_->options.file;
    rep_->problems->push_back(std::move(diagnostic));
  }
  if (faults == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("the record has ", faults, faults == 1 ? " fault" : " faults"));
}

void DescribedJsonReader::Enter(std::string_view step) { rep_->steps.emplace_back(step); }
void DescribedJsonReader::Leave() { rep_->steps.pop_back(); }

bool DescribedJsonReader::BeginObject(const Node* object, std::string_view record,
                                      std::string_view type,
                                      const std::vector<std::string_view>& names) {
  const std::string subject = absl::StrCat("a `", std::string(record), "`");
  if (!object->is_mapping()) {
    rep_->faults.AddAt(rep_->Pointer(), WrongKind(subject, "an object", ValueOf(*object).kind));
    return false;
  }
  for (const NodeMember& member : object->members) {
    if (!type.empty() && member.key == kTypeMember) continue;
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    std::string pointer = rep_->Pointer();
    AppendPointerStep(member.key, &pointer);
    rep_->faults.AddAtKey(
        std::move(pointer),
        {"facts.unknown-member", absl::StrCat(Quoted(member.key), " is not a member of ", subject),
         NearestHint(member.key, names)});
  }
  if (type.empty()) return true;
  const Node* written = Find(object, kTypeMember);
  if (written == nullptr) {
    rep_->faults.AddAt(rep_->Pointer(),
                       {"facts.missing-type", "this piece of evidence has no `type`",
                        absl::StrCat("here it is ", Quoted(type))});
  } else if (ValueOf(*written).kind != JsonKind::kString || written->text != type) {
    std::string pointer = rep_->Pointer();
    AppendPointerStep(kTypeMember, &pointer);
    rep_->faults.AddAt(std::move(pointer),
                       {"facts.unknown-type", absl::StrCat("this is not ", subject),
                        absl::StrCat("its `type` would be ", Quoted(type))});
  }
  return true;
}

const Node* DescribedJsonReader::Find(const Node* object, std::string_view name) const {
  const Node* member = object->Find(name);
  return member == nullptr || member->is_null() ? nullptr : member;
}

void DescribedJsonReader::AddMissing(std::string_view name) {
  rep_->faults.AddAt(rep_->Pointer(),
                     {"facts.missing-field", absl::StrCat(Quoted(name), " is missing"), ""});
}

std::optional<std::vector<const Node*>> DescribedJsonReader::Elements(const Node* array,
                                                                      std::string_view name,
                                                                      FieldKind kind) {
  if (!array->is_sequence()) {
    rep_->faults.AddAt(rep_->Pointer(),
                       WrongType(name, ExpectedValue(kind, true), ValueOf(*array).kind));
    return std::nullopt;
  }
  std::vector<const Node*> elements;
  for (const Node& item : array->items) elements.push_back(&item);
  return elements;
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, bool* value) {
  return rep_->Take(ReadBool(ValueOf(*node), name, &rep_->fault), value);
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, std::int64_t* value) {
  return rep_->Take(ReadInteger(ValueOf(*node), name, &rep_->fault), value);
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, Decimal* value) {
  return rep_->Take(ReadDecimal(ValueOf(*node), name, &rep_->fault), value);
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, Date* value) {
  return rep_->Take(ReadDate(ValueOf(*node), name, &rep_->fault), value);
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, When* value) {
  const std::optional<WhenValue> read = ReadWhen(ValueOf(*node), name, &rep_->fault);
  std::optional<When> when;
  if (read.has_value()) {
    when =
        When{.text = node->text,
             .date = read->instant ? rep_->options.time_zone.DateOf(*read->instant) : *read->date,
             .instant = read->instant};
  }
  return rep_->Take(std::move(when), value);
}

bool DescribedJsonReader::Read(const Node* node, std::string_view name, FieldKind kind,
                               std::string* value) {
  const JsonValue json = ValueOf(*node);
  std::optional<std::string> text;
  if (json.kind == JsonKind::kString) {
    text = std::string(json.text);
  } else {
    rep_->fault = WrongType(name, ExpectedValue(kind, false), json.kind);
  }
  return rep_->Take(std::move(text), value);
}

bool DescribedJsonReader::ReadWord(const Node* node, std::string_view name,
                                   std::string_view enumeration,
                                   const std::vector<std::string_view>& words, int* position) {
  std::string word;
  if (!Read(node, name, FieldKind::kEnum, &word)) return false;
  const auto found = std::find(words.begin(), words.end(), word);
  std::optional<int> read;
  if (found != words.end()) {
    read = static_cast<int>(found - words.begin());
  } else {
    rep_->fault = UnknownWord(word, enumeration, words);
  }
  return rep_->Take(read, position);
}

void DescribedJsonReader::CheckBounds(std::string_view name, const domain::MemberTraits& traits,
                                      Decimal value) {
  const bool is_low = traits.minimum.has_value() && value < Decimal::FromInteger(*traits.minimum);
  const bool is_high = traits.maximum.has_value() && value > Decimal::FromInteger(*traits.maximum);
  if (!is_low && !is_high) return;
  rep_->faults.AddAt(rep_->Pointer(),
                     {"facts.out-of-range", absl::StrCat(Quoted(name), " cannot be ", value.ToString()),
                      is_low ? absl::StrCat("it is at least ", *traits.minimum)
                             : absl::StrCat("it is at most ", *traits.maximum)});
}

}  // namespace assay
