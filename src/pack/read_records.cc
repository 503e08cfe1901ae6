// Declared enumerations, record types and fields.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "src/pack/names.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

constexpr const char* kTypesHint =
    "text, int, decimal, bool, date, when, an enumeration, a record type, list(...) of a text, "
    "enumeration or record type, child(record type) or children(record type)";

// The inside of `word(...)`, or nothing.
std::string_view Inside(std::string_view type, std::string_view word) {
  const bool fits = type.size() > word.size() + 2 && type.substr(0, word.size()) == word &&
                    type[word.size()] == '(' && type.back() == ')';
  return fits ? type.substr(word.size() + 1, type.size() - word.size() - 2) : std::string_view();
}

struct BuiltInType {
  std::string_view name;
  FieldKind kind;
};
constexpr BuiltInType kBuiltIn[] = {{"text", FieldKind::kText},       {"int", FieldKind::kInt},
                                    {"decimal", FieldKind::kDecimal}, {"bool", FieldKind::kBool},
                                    {"date", FieldKind::kDate},       {"when", FieldKind::kWhen}};

// Sets kind, list and names of `field` from the text of its type; false if that is none.
bool SetType(std::string_view type, SchemaBuilder::FieldDeclaration* field) {
  if (const std::string_view element = Inside(type, "list"); !element.empty()) {
    field->field.is_list = true;
    type = element;
    for (const BuiltInType& known : kBuiltIn) {
      if (type == known.name && known.kind != FieldKind::kText) return false;
    }
  } else if (const std::string_view record = Inside(type, "children"); !record.empty()) {
    field->field.kind = FieldKind::kChildren;
    field->target = record;
    return IsIdentifier(record);
  } else if (const std::string_view embedded = Inside(type, "child"); !embedded.empty()) {
    field->field.kind = FieldKind::kChild;
    field->target = embedded;
    return IsIdentifier(embedded);
  }
  for (const BuiltInType& known : kBuiltIn) {
    if (type != known.name) continue;
    field->field.kind = known.kind;
    return true;
  }
  field->field.kind = FieldKind::kReference;
  field->target = type;
  field->enumeration = type;
  return IsIdentifier(type);
}

class RecordSection {
 public:
  explicit RecordSection(PackReader& in) : in_(in) {}

  void ReadEnum(const NodeMember& member, PackDefinition::Extension* extension) {
    const Node& node = member.value;
    const bool is_new = node.Find("values") != nullptr;
    const bool adds = node.Find("add") != nullptr;
    if (is_new && adds) {
      in_.faults().Report(PackFaults::Key(member), "pack.two-forms",
                          absl::StrCat("enumeration `", member.key, "` has `values` and `add`"),
                          "`values` makes a new one, `add` extends one that exists");
    } else if (!is_new && !adds && node.is_mapping()) {
      in_.faults().Report(PackFaults::Key(member), "pack.missing-member",
                          absl::StrCat("enumeration `", member.key, "` needs `values` or `add`"));
    } else if (is_new && node.Find("doc") == nullptr) {
      in_.faults().Report(PackFaults::Key(member), "pack.missing-member",
                          absl::StrCat("enumeration `", member.key, "` needs `doc`"));
    }
    if (adds) {
      extension->enum_values.push_back(
          {member.key, PackReader::Texts(node, "add"), in_.PlaceOfKey(member)});
    } else {
      EnumType type{member.key, PackReader::Texts(node, "values"), PackReader::Text(node, "doc")};
      extension->enums.emplace_back(std::move(type), in_.PlaceOfKey(member));
    }
  }

  SchemaBuilder::RecordDeclaration ReadType(const NodeMember& member) {
    const Node& node = member.value;
    SchemaBuilder::RecordDeclaration type;
    type.place = in_.PlaceOfKey(member);
    type.record.name = member.key;
    type.record.plural = PackReader::Text(node, "plural");
    type.record.documentation = PackReader::Text(node, "doc");
    const std::string role = PackReader::Text(node, "role");
    if (role == "evidence") type.record.role = RecordRole::kEvidence;
    if (role == "child") type.record.role = RecordRole::kChild;
    type.feed_kind_field = PackReader::Text(node, "feed_by");
    type.occurred_field = PackReader::Text(node, "occurred");
    ReadFeed(member, &type);
    type.fields = ReadFields(node.Find("fields"));
    return type;
  }

  std::vector<SchemaBuilder::FieldDeclaration> ReadFields(const Node* fields) {
    std::vector<SchemaBuilder::FieldDeclaration> read;
    for (const NodeMember& member : PackReader::Members(fields)) read.push_back(ReadField(member));
    return read;
  }

 private:
  // What nobody collected is not known to be none, unless the pack says so.
  void ReadFeed(const NodeMember& member, SchemaBuilder::RecordDeclaration* type) {
    RecordType& record = type->record;
    const bool always = record.role == RecordRole::kEvidence || !type->feed_kind_field.empty();
    record.is_feed =
        always || PackReader::Flag(member.value, "feed", record.role == RecordRole::kTable);
    record.opens_parents = record.role == RecordRole::kChild && record.is_feed;
    if (always && !PackReader::Flag(member.value, "feed", true)) {
      in_.faults().Report(in_.faults().Value(*member.value.Find("feed")), "pack.bad-feed",
                          absl::StrCat("`", member.key, "` is a feed"),
                          record.role == RecordRole::kEvidence
                              ? "evidence always is: missing evidence is never a pass"
                              : "`feed_by` makes one of each kind; leave one of the two out");
    }
  }

  SchemaBuilder::FieldDeclaration ReadField(const NodeMember& member) {
    const Node& node = member.value;
    SchemaBuilder::FieldDeclaration declaration;
    declaration.place = in_.PlaceOfKey(member);
    Field& field = declaration.field;
    field.name = member.key;
    field.is_key = PackReader::Flag(node, "key", false);
    field.inverse = PackReader::Text(node, "inverse");
    declaration.scope_field = PackReader::Text(node, "scope");
    field.unit = PackReader::Text(node, "unit");
    field.minimum = PackReader::Whole(node, "min");
    field.maximum = PackReader::Whole(node, "max");
    field.documentation = PackReader::Text(node, "doc");
    const std::string type = PackReader::Text(node, "type");
    if (!type.empty() && !SetType(type, &declaration)) {
      in_.faults().Report(in_.faults().Value(*node.Find("type")), "pack.bad-type",
                          absl::StrCat("`", type, "` is not a type a field can have"), kTypesHint);
    }
    ReadMissing(member, &field);
    return declaration;
  }

  void ReadMissing(const NodeMember& member, Field* field) {
    const Node& node = member.value;
    const std::string missing = PackReader::Text(node, "missing");
    const Node* written = node.Find("default");
    const bool is_many = field->is_list || field->kind == FieldKind::kChildren;
    field->missing = is_many ? Missing::kDefault : Missing::kRequired;
    if (missing == "required") field->missing = Missing::kRequired;
    if (missing == "none") field->missing = Missing::kNone;
    if (missing == "unknown") field->missing = Missing::kUnknown;
    if (written == nullptr || !written->is_scalar()) return;
    field->missing = Missing::kDefault;
    if (!missing.empty()) {
      in_.faults().Report(PackFaults::Key(member), "pack.two-forms",
                          absl::StrCat("field `", field->name, "` has `missing` and `default`"),
                          "a default is what absence means");
    }
    SetDefault(*written, is_many, field);
  }

  void SetDefault(const Node& written, bool is_many, Field* field) {
    const bool is_bare = written.style == ScalarStyle::kPlain;
    const bool is_number_like = field->kind == FieldKind::kBool || field->kind == FieldKind::kInt ||
                                field->kind == FieldKind::kDecimal;
    const bool has_escapes = written.text.find_first_of("\"\\\n") != std::string::npos;
    if (is_many || (is_number_like ? !is_bare : has_escapes)) {
      in_.faults().Report(
          in_.faults().Value(written), "pack.default-type",
          absl::StrCat("`", written.text, "` cannot be the default of `", field->name, "`"),
          is_many ? "an absent list is empty" : "");
      return;
    }
    field->default_text = is_number_like ? written.text : absl::StrCat("\"", written.text, "\"");
  }

  PackReader& in_;
};

}  // namespace

void ReadRecords(const Node& root, PackReader& in, PackDefinition* pack) {
  RecordSection section(in);
  PackDefinition::Extension& extension = pack->records;
  for (const NodeMember& member : PackReader::Members(root.Find("enums")))
    section.ReadEnum(member, &extension);
  const Node* records = root.Find("records");
  if (records == nullptr) return;
  for (const NodeMember& member : PackReader::Members(records->Find("types"))) {
    extension.records.push_back(section.ReadType(member));
  }
  for (const NodeMember& member : PackReader::Members(records->Find("fields"))) {
    extension.fields.push_back(
        {member.key, section.ReadFields(&member.value), in.PlaceOfKey(member)});
  }
}

}  // namespace assay
