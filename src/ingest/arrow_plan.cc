#include "src/ingest/arrow_plan.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/json_events.h"
#include "src/ingest/facts_document.h"
#include "src/ingest/json_value.h"

namespace assay {
namespace {

using Route = ArrowColumn::Route;

bool IsEmbedded(const Field& field) {
  return field.kind == FieldKind::kChild || field.kind == FieldKind::kChildren;
}

// What the field takes, for messages.
std::string_view Taken(const Field& field) {
  if (field.is_list) return "lists of texts";
  switch (field.kind) {
    case FieldKind::kBool:
      return "bools";
    case FieldKind::kInt:
      return "ints";
    case FieldKind::kDecimal:
      return "decimals, ints, exact floats or texts";
    case FieldKind::kText:
    case FieldKind::kEnum:
    case FieldKind::kReference:
      return "texts";
    case FieldKind::kDate:
      return "dates, or texts `YYYY-MM-DD`";
    case FieldKind::kWhen:
      return "dates, timestamps with a zone, or texts";
    case FieldKind::kChild:
      return "structs";
    case FieldKind::kChildren:
      return "lists of structs";
  }
  return "";
}

std::string HintFor(const Field& field, const ArrowType& type) {
  const ArrowType& value = ValueType(type);
  switch (field.kind) {
    case FieldKind::kText:
    case FieldKind::kReference:
      return value.kind == ArrowKind::kInt ? "ids are texts: cast the column to utf8" : "";
    case FieldKind::kDate:
      return value.kind == ArrowKind::kTimestamp
                 ? "cast it to date32 in the zone of the organisation"
                 : "";
    default:
      return "";
  }
}

// How cells of `type`, which is not embedded records', come into `field`; kFaulty if they cannot.
Route RouteOf(const Field& field, const ArrowType& type) {
  if (field.is_list) {
    if (type.kind == ArrowKind::kNull) return Route::kList;
    if (!IsListKind(type.kind) || type.dictionary != nullptr) return Route::kFaulty;
    const ArrowKind element = ValueType(type.children[0]).kind;
    return IsTextKind(element) || element == ArrowKind::kNull ? Route::kList : Route::kFaulty;
  }
  const ArrowType& value = ValueType(type);
  const ArrowKind kind = value.kind;
  const bool is_null = kind == ArrowKind::kNull;
  const bool is_number =
      kind == ArrowKind::kInt || kind == ArrowKind::kFloat || kind == ArrowKind::kDecimal;
  const bool is_date = kind == ArrowKind::kDate32 || kind == ArrowKind::kDate64 ||
                       (kind == ArrowKind::kTimestamp && !value.has_zone);
  switch (field.kind) {
    case FieldKind::kBool:
      return is_null || kind == ArrowKind::kBool ? Route::kBool : Route::kFaulty;
    case FieldKind::kInt:
      return is_null || is_number ? Route::kInt : Route::kFaulty;
    case FieldKind::kDecimal:
      if (IsTextKind(kind)) return Route::kWord;
      return is_null || is_number ? Route::kDecimal : Route::kFaulty;
    case FieldKind::kText:
    case FieldKind::kReference:
      return is_null || IsTextKind(kind) ? Route::kText : Route::kFaulty;
    case FieldKind::kEnum:
      return is_null || IsTextKind(kind) ? Route::kWord : Route::kFaulty;
    case FieldKind::kDate:
      if (IsTextKind(kind)) return Route::kWord;
      return is_null || is_date ? Route::kDate : Route::kFaulty;
    case FieldKind::kWhen:
      if (IsTextKind(kind)) return Route::kWord;
      return is_null || is_date || kind == ArrowKind::kTimestamp ? Route::kWhen : Route::kFaulty;
    case FieldKind::kChild:
    case FieldKind::kChildren:
      break;
  }
  return Route::kFaulty;
}

class Planner {
 public:
  Planner(const Schema& schema, std::size_t stream, bool lenient, FactsBuilder* builder,
          ArrowFaults* faults)
      : schema_(schema), stream_(stream), lenient_(lenient), builder_(builder), faults_(faults) {}

  ArrowPlan PlanStream(RecordTypeId type, const ArrowType& records) {
    const RecordType& record = schema_.record(type);
    std::vector<Source> sources = SourcesOf(records);
    ArrowPlan plan;
    const auto take = [&](std::string_view name) -> std::optional<std::size_t> {
      if (schema_.FindField(type, name) != kNoId) return std::nullopt;
      for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i].name != name) continue;
        const std::size_t index = sources[i].index;
        const ArrowKind kind = ValueType(*sources[i].type).kind;
        sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(i));
        if (IsTextKind(kind) || kind == ArrowKind::kNull) return index;
        AddFault(name, {"arrow.wrong-type",
                        absl::StrCat(Quoted(name), " takes texts, not ",
                                     NameOf(records.children[index])),
                        ""});
        return std::nullopt;
      }
      return std::nullopt;
    };
    if (record.role == RecordRole::kEvidence) plan.type_column = take(kTypeMember);
    if (record.role == RecordRole::kChild) {
      const std::string name = ParentColumn(schema_, type);
      const bool is_there = std::any_of(sources.begin(), sources.end(),
                                        [&](const Source& source) { return source.name == name; });
      plan.parent_column = take(name);
      if (!is_there) AddAbsent(name, record, "it says which record each row belongs to");
      if (schema_.FindField(type, name) != kNoId) {
        AddFault(name, {"arrow.duplicate-column",
                        absl::StrCat(Quoted(name), " is a field of `", record.name, "` itself"),
                        "give these records as a column of the record that embeds them"});
      }
    }
    Fill(type, sources, &plan);
    return plan;
  }

 private:
  // A column that is there: of the struct that is read, at `index`.
  struct Source {
    std::string_view name;
    std::size_t index = 0;
    const ArrowType* type = nullptr;
  };

  static std::vector<Source> SourcesOf(const ArrowType& records) {
    std::vector<Source> sources;
    for (std::size_t i = 0; i < records.children.size(); ++i) {
      sources.push_back({records.children[i].name, i, &records.children[i]});
    }
    return sources;
  }

  void Fill(RecordTypeId type, const std::vector<Source>& sources, ArrowPlan* plan) {
    plan->type = type;
    const RecordType& record = schema_.record(type);
    std::vector<std::string_view> met;
    for (const Source& source : sources) {
      if (std::find(met.begin(), met.end(), source.name) != met.end()) {
        AddFault(source.name, {"arrow.duplicate-column",
                               absl::StrCat("there are two columns ", Quoted(source.name)),
                               "keep one of them; which was meant cannot be known"});
        continue;
      }
      met.push_back(source.name);
      const std::size_t point = source.name.find('.');
      const FieldId id = schema_.FindField(type, source.name.substr(0, point));
      if (id == kNoId || (point != std::string_view::npos &&
                          record.fields[id].kind != FieldKind::kChild)) {
        AddUnknown(source.name, record);
        continue;
      }
      if (point == std::string_view::npos) AddColumn(record, id, source, plan);
    }
    AddDotted(record, sources, plan);
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const Field& field = record.fields[i];
      const auto id = static_cast<FieldId>(i);
      if (field.missing != Missing::kRequired || IsEmbedded(field) || plan->Fills(id)) continue;
      AddAbsent(field.name, record, "");
      plan->absent.push_back(id);
    }
    for (std::size_t i = 0; i < plan->columns.size(); ++i) {
      const ArrowColumn& column = plan->columns[i];
      if (column.field->is_key && column.route == Route::kText) plan->key = i;
    }
  }

  void AddColumn(const RecordType& record, FieldId id, const Source& source, ArrowPlan* plan) {
    ArrowColumn column = {.id = id,
                          .field = &record.fields[id],
                          .index = source.index,
                          .name = std::string(source.name)};
    const Field& field = *column.field;
    const ArrowType* embedded = EmbeddedType(field, *source.type);
    if (embedded != nullptr) {
      column.route = field.kind == FieldKind::kChild ? Route::kChild : Route::kChildren;
      column.child = std::make_unique<ArrowPlan>();
      path_.push_back(column.name);
      Fill(field.target, SourcesOf(*embedded), column.child.get());
      path_.pop_back();
    } else if (IsListOfNulls(field, *source.type)) {
      column.route = Route::kChildren;
      column.child = std::make_unique<ArrowPlan>();
      column.child->type = field.target;
    } else if (IsEmbedded(field)) {
      if (source.type->kind == ArrowKind::kNull) return;
    } else {
      column.route = RouteOf(field, *source.type);
    }
    if (column.route == Route::kFaulty) {
      AddFault(source.name, {"arrow.wrong-type",
                             absl::StrCat(Quoted(source.name), " takes ",
                                          std::string(Taken(field)), ", not ",
                                          NameOf(*source.type)),
                             HintFor(field, *source.type)});
    }
    plan->columns.push_back(std::move(column));
  }

  // Lists that are all empty or null, so that whoever made the column knew of no type in them.
  static bool IsListOfNulls(const Field& field, const ArrowType& type) {
    return field.kind == FieldKind::kChildren && IsListKind(type.kind) &&
           type.children[0].kind == ArrowKind::kNull;
  }

  // The struct of embedded records of `field`, if `type` has one.
  static const ArrowType* EmbeddedType(const Field& field, const ArrowType& type) {
    const ArrowType* records = nullptr;
    if (field.kind == FieldKind::kChild) records = &type;
    if (field.kind == FieldKind::kChildren && IsListKind(type.kind)) records = &type.children[0];
    if (records == nullptr || type.dictionary != nullptr || records->dictionary != nullptr) {
      return nullptr;
    }
    return records->kind == ArrowKind::kStruct ? records : nullptr;
  }

  // Columns `field.member`: one embedded record of each such field.
  void AddDotted(const RecordType& record, const std::vector<Source>& sources, ArrowPlan* plan) {
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      const Field& field = record.fields[i];
      if (field.kind != FieldKind::kChild) continue;
      std::vector<Source> members;
      for (const Source& source : sources) {
        const std::size_t point = source.name.find('.');
        if (point == std::string_view::npos || source.name.substr(0, point) != field.name) continue;
        members.push_back({source.name.substr(point + 1), source.index, source.type});
      }
      if (members.empty()) continue;
      if (plan->Fills(static_cast<FieldId>(i))) {
        AddFault(field.name, {"arrow.duplicate-column",
                              absl::StrCat(Quoted(field.name), " comes as a column and as columns ",
                                           Quoted(absl::StrCat(field.name, ".", std::string(members[0].name)))),
                              "keep one of them"});
        continue;
      }
      ArrowColumn column = {.route = Route::kDotted,
                            .id = static_cast<FieldId>(i),
                            .field = &field,
                            .name = field.name,
                            .child = std::make_unique<ArrowPlan>()};
      path_.push_back(column.name);
      Fill(field.target, members, column.child.get());
      path_.pop_back();
      plan->columns.push_back(std::move(column));
    }
  }

  void AddUnknown(std::string_view name, const RecordType& record) {
    if (lenient_) {
      builder_->AddFlag({.flag = "unknown_member",
                         .detail = absl::StrCat(faults_->stream(stream_).table, PathTo(name))});
      return;
    }
    std::vector<std::string_view> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    AddFault(name, {"arrow.unknown-column",
                    absl::StrCat(Quoted(name), " is not a member of `", record.name, "`"),
                    NearestHint(name, names)});
  }

  void AddAbsent(std::string_view name, const RecordType& record, std::string_view hint) {
    AddFault(name, {"arrow.missing-column",
                    absl::StrCat("there is no column ", Quoted(name), ", which every `", record.name,
                                 "` has"),
                    std::string(hint)});
  }

  std::string PathTo(std::string_view name) const {
    std::string path;
    for (const std::string& step : path_) AppendPointerStep(step, &path);
    AppendPointerStep(name, &path);
    return path;
  }
  void AddFault(std::string_view name, ValueFault fault) {
    const std::string path = PathTo(name);
    faults_->Add({.stream = stream_, .column = path, .steps = path}, std::move(fault));
  }

  const Schema& schema_;
  std::size_t stream_;
  bool lenient_;
  FactsBuilder* builder_;
  ArrowFaults* faults_;
  std::vector<std::string> path_;
};

}  // namespace

ArrowPlan PlanArrow(const Schema& schema, RecordTypeId type, const ArrowType& records,
                    std::size_t stream, bool lenient, FactsBuilder* builder, ArrowFaults* faults) {
  return Planner(schema, stream, lenient, builder, faults).PlanStream(type, records);
}

void AttachArrow(const ArrowCells& records, ArrowPlan* plan) {
  for (ArrowColumn& column : plan->columns) {
    if (column.route == Route::kDotted) {
      AttachArrow(records, column.child.get());
      continue;
    }
    column.cells = &records.children[column.index];
    if (column.route == Route::kChild) AttachArrow(*column.cells, column.child.get());
    if (column.route == Route::kChildren) {
      AttachArrow(column.cells->children[0], column.child.get());
    }
  }
}

std::string ParentColumn(const Schema& schema, RecordTypeId type) {
  return absl::StrCat(schema.record(schema.record(type).parent).name, "_id");
}

}  // namespace assay
