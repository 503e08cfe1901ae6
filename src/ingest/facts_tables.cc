#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/facts/builder.h"
#include "assay/ingest/arrow.h"
#include "src/base/json_parser.h"
#include "src/ingest/arrow_children.h"
#include "src/ingest/arrow_faults.h"
#include "src/ingest/arrow_owned.h"
#include "src/ingest/arrow_plan.h"
#include "src/ingest/arrow_records.h"
#include "src/ingest/arrow_stream.h"
#include "src/ingest/document_faults.h"
#include "src/ingest/facts_document.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/facts_reader.h"

namespace assay {
namespace {

constexpr std::size_t kMaxDepth = 64;  // Of the document; as ReadFactsJson's.

struct Stream {
  std::string table;
  std::string name;
  ArrowOwned<ArrowArrayStream> source;
};

// A fault of sealing that belongs to a row of a stream.
struct SealedFault {
  std::size_t stream = 0;
  std::int64_t row = ArrowPlace::kNoRow;
  std::string steps;
};

RecordTypeId FindTable(const Schema& schema, std::string_view table) {
  const RecordTypeId type = schema.FindRecord(table);
  if (type != kNoId) return type;
  for (std::size_t id = 0; id < schema.records().size(); ++id) {
    const RecordType& record = schema.records()[id];
    if (record.plural == table || (!record.member.empty() && record.member == table)) {
      return static_cast<RecordTypeId>(id);
    }
  }
  return kNoId;
}

ValueFault UnknownTable(const Schema& schema, std::string_view table) {
  std::vector<std::string_view> names;
  for (const RecordType& record : schema.records()) {
    names.push_back(record.name);
    names.push_back(record.role == RecordRole::kTable ? record.member : record.plural);
  }
  return {"arrow.unknown-table", absl::StrCat(Quoted(table), " is not a type of record"),
          table == kEvidenceMember ? "one stream for each type of evidence, such as `contract`"
                                   : NearestHint(table, names)};
}

// "/assignments/2/role" without its numbers, to tell columns apart.
std::string ColumnOf(std::string_view steps) {
  std::string column;
  while (!steps.empty()) {
    const std::size_t end = std::min(steps.find('/', 1), steps.size());
    const std::string_view step = steps.substr(0, end);
    if (step.find_first_not_of("0123456789", 1) != std::string_view::npos) column += step;
    steps.remove_prefix(end);
  }
  return column;
}

// Reads the document and the streams into one builder.
class TablesReader {
 public:
  TablesReader(const Schema& schema, const FactsTablesOptions& options)
      : schema_(schema),
        options_(options),
        format_(schema),
        builder_(schema),
        log_(std::max<std::size_t>(options.max_diagnostics, 1)),
        records_(format_, &builder_, &faults_) {}

  void ReadDocument(std::string_view text, std::string_view file, bool is_given,
                    bool has_organization) {
    FactsReader reader(format_, options_.lenient, &builder_, &log_);
    const bool is_whole = ParseJsonInto(is_given ? text : "{}", file, kMaxDepth, &reader, &syntax_);
    if (is_whole) reader.Finish(has_organization ? schema_.organization() : kNoId);
    if (reader.has_lost_records()) records_.LoseRecords();
    is_document_read_ = is_whole && !log_.is_full();
    // Records may be open where the text broke off. The rest is read for its faults only.
    if (!is_document_read_) builder_ = FactsBuilder(schema_);
    if (options_.as_of) builder_.SetAsOf(*options_.as_of);
  }

  void ReadStreams(std::vector<Stream> streams) {
    std::vector<RecordTypeId> types;
    for (const Stream& stream : streams) {
      faults_.AddStream({stream.table, stream.name});
      types.push_back(FindTable(schema_, stream.table));
    }
    single_stream_ = StreamOfOrganization(types);
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (types[i] == kNoId) {
        faults_.Add({.stream = i}, UnknownTable(schema_, streams[i].table));
        records_.LoseRecords();
      } else if (schema_.record(types[i]).role == RecordRole::kChild) {
        ReadChildren(types[i], i, std::move(streams[i].source));
      }
    }
    for (std::size_t i = 0; i < streams.size(); ++i) {
      if (types[i] == kNoId || schema_.record(types[i]).role == RecordRole::kChild) continue;
      ReadRecords(types[i], i, std::move(streams[i].source));
    }
    if (records_.has_lost_records()) return;  // Parents may be missing through no fault of theirs.
    for (ArrowChildren& children : children_) {
      children.TellUnclaimed(options_.lenient, &builder_, &records_);
    }
  }

  absl::StatusOr<Facts> Seal(std::string_view text, std::string_view file, bool is_given,
                             Diagnostics* problems) {
    Diagnostics closing;
    if (log_.is_full()) closing.push_back(StoppedReading(log_.limit()));
    FoundFaults found;
    Diagnostics of_streams = {};
    const bool is_faultless = log_.count() == 0 && faults_.empty();
    if (is_document_read_) {
      Diagnostics sealing;
      absl::StatusOr<Facts> facts =
          std::move(builder_).Seal({.lenient = options_.lenient, .max_diagnostics = log_.limit()},
                                   &sealing);
      const bool is_ours = facts.ok() || absl::IsInvalidArgument(facts.status());
      if (!is_ours || (facts.ok() && is_faultless)) return facts;
      Sort(std::move(sealing), &found, &closing);
    }
    of_streams = faults_.Take();
    log_.MoveTo(&found.diagnostics, &found.queries);
    Diagnostics all = PlacedFaults(is_given ? text : "", std::move(found), !syntax_.empty());
    all.insert(all.end(), syntax_.begin(), syntax_.end());
    for (Diagnostic& fault : all) fault.place.file = file;
    std::move(of_streams.begin(), of_streams.end(), std::back_inserter(all));
    const absl::Status refusal = FaultyFacts("", all.size(), closing.empty());
    if (all.size() > log_.limit()) {
      const std::size_t untold = all.size() - log_.limit();
      all.resize(log_.limit());
      closing = {{.code = std::string(kTooMany),
                  .message = absl::StrCat("faults that are not shown: ", closing.empty() ? "" : "at least ", untold),
                  .hint = "mend those above, or raise the limit",
                  .severity = DiagnosticSeverity::kWarning}};
    }
    std::move(all.begin(), all.end(), std::back_inserter(*problems));
    std::move(closing.begin(), closing.end(), std::back_inserter(*problems));
    return refusal;
  }

 private:
  // Which stream the organisation comes by, if it does; of several it does not matter.
  std::optional<std::size_t> StreamOfOrganization(const std::vector<RecordTypeId>& types) const {
    const RecordTypeId type = schema_.organization();
    const auto at = std::find(types.begin(), types.end(), type);
    if (type == kNoId || at == types.end()) return std::nullopt;
    return static_cast<std::size_t>(at - types.begin());
  }

  bool Fail(std::size_t stream, ValueFault fault) {
    faults_.Add({.stream = stream}, std::move(fault));
    records_.LoseRecords();
    return false;
  }

  void ReadChildren(RecordTypeId type, std::size_t stream, ArrowOwned<ArrowArrayStream> source) {
    auto reader = std::make_unique<ArrowStreamReader>(std::move(source));
    ValueFault fault;
    if (!reader->Open(&fault)) {
      Fail(stream, std::move(fault));
      return;
    }
    const RecordType& parent = schema_.record(schema_.record(type).parent);
    if (parent.role == RecordRole::kChild || parent.key_field == kNoId) {
      Fail(stream, {"arrow.unknown-table",
                    absl::StrCat("`", schema_.record(type).name, "` cannot come as a stream: no id tells `",
                                 parent.name, "` from others"),
                    absl::StrCat("give it as a column of `", parent.name, "`")});
      return;
    }
    ArrowPlan plan = PlanArrow(schema_, type, reader->type(), stream, options_.lenient, &builder_,
                               &faults_);
    children_.emplace_back(schema_, type, stream, std::move(reader), std::move(plan));
    children_.back().Load(&records_, &faults_);
  }

  void ReadRecords(RecordTypeId type, std::size_t stream, ArrowOwned<ArrowArrayStream> source) {
    ArrowStreamReader reader(std::move(source));
    ValueFault fault;
    if (!reader.Open(&fault)) {
      Fail(stream, std::move(fault));
      return;
    }
    ArrowPlan plan = PlanArrow(schema_, type, reader.type(), stream, options_.lenient, &builder_,
                               &faults_);
    const std::vector<ArrowChildren*> children = ChildrenOf(type, plan, stream);
    while (const std::unique_ptr<ArrowBatch> batch = reader.Next(&fault)) {
      AttachArrow(batch->cells, &plan);
      ReadBatch(plan, children, stream, *batch);
    }
    if (!fault.code.empty()) Fail(stream, std::move(fault));
  }

  std::vector<ArrowChildren*> ChildrenOf(RecordTypeId type, const ArrowPlan& plan,
                                         std::size_t stream) {
    std::vector<ArrowChildren*> children;
    for (ArrowChildren& candidate : children_) {
      if (candidate.parent() != type) continue;
      const std::string& name = schema_.field(type, candidate.field()).name;
      if (!plan.Fills(candidate.field())) {
        children.push_back(&candidate);
      } else {
        const std::string column = absl::StrCat("/", name);
        faults_.Add({.stream = stream, .column = column, .steps = column},
                    {"arrow.duplicate-column",
                     absl::StrCat(Quoted(name), " comes as a column and as a stream"),
                     "keep one of them"});
        records_.LoseRecords();
      }
    }
    return children;
  }

  void ReadBatch(const ArrowPlan& plan, const std::vector<ArrowChildren*>& children,
                 std::size_t stream, const ArrowBatch& batch) {
    const RecordType& record = schema_.record(plan.type);
    for (std::int64_t row = 0; row < batch.cells.length; ++row) {
      const std::int64_t cell = batch.cells.offset + row;
      records_.MoveTo(stream, batch.first_row + row);
      if (batch.cells.IsNull(row)) {
        records_.AddFault("", {"arrow.null-row", "the row is null", ""});
        records_.LoseRecords();
        continue;
      }
      if (plan.type_column) CheckType(record, batch.cells.children[*plan.type_column], cell);
      builder_.BeginRecord(plan.type, OriginOf(stream, batch.first_row + row));
      records_.Read(plan, cell);
      if (!children.empty()) AddChildren(plan, children, cell);
      builder_.EndRecord();
    }
  }

  void CheckType(const RecordType& record, const ArrowCells& types, std::int64_t cell) {
    std::string_view type;
    if (!records_.ReadText(types, cell, kTypeMember, &type) || type == record.name) return;
    records_.AddFault(kTypeMember,
                      {"facts.unknown-type",
                       absl::StrCat(Quoted(type), " is not `", record.name, "`, as the stream is"),
                       "one stream for each type of evidence"});
  }

  void AddChildren(const ArrowPlan& plan, const std::vector<ArrowChildren*>& children,
                   std::int64_t cell) {
    if (!plan.key) return;
    const ArrowCells* keys = plan.columns[*plan.key].cells;
    std::string_view key;
    if (FollowDictionary(&keys, &cell) != ArrowState::kValue || !TextAt(*keys, cell, &key)) return;
    for (ArrowChildren* one : children) one->AddTo(key, &records_, &builder_);
  }

  // Gives each fault of sealing to the document or to its stream, less those that follow from others.
  void Sort(Diagnostics sealing, FoundFaults* found, Diagnostics* closing) {
    for (Diagnostic& fault : sealing) {
      const std::optional<SealedFault> at = StreamPlaceOf(fault.place.pointer);
      constexpr std::string_view kOther = "the other is at ";
      if (fault.hint.substr(0, kOther.size()) == kOther) {
        fault.hint = absl::StrCat(std::string(kOther),
                                  ReadablePointer(fault.hint.substr(kOther.size())));
      }
      if (fault.code == kTooMany) {
        closing->push_back(std::move(fault));
      } else if (!at) {
        if (!FollowsFrom(log_, records_.has_lost_records(), fault)) found->Add(std::move(fault));
      } else if (!FollowsFromStream(*at, fault)) {
        faults_.Add({at->stream, at->row, ColumnOf(at->steps), at->steps},
                    {std::move(fault.code), std::move(fault.message), std::move(fault.hint)});
      }
    }
  }

  bool FollowsFromStream(const SealedFault& at, const Diagnostic& fault) const {
    if (fault.code != "facts.dangling-reference") return false;
    // A reference that could not be read was made to lead to an empty id.
    const bool is_placeholder = fault.message.size() > 2 &&
                                fault.message.compare(fault.message.size() - 2, 2, "``") == 0;
    return records_.has_lost_records() ||
           (is_placeholder && faults_.HasColumn(at.stream, ColumnOf(at.steps)));
  }

  // The row of a stream that a pointer of the builder is about: "/people/<origin>/start".
  std::optional<SealedFault> StreamPlaceOf(std::string_view pointer) const {
    if (pointer.empty()) return std::nullopt;
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const std::string_view member = pointer.substr(1, end - 1);
    const RecordTypeId organization = schema_.organization();
    if (single_stream_ && member == schema_.record(organization).member) {
      return SealedFault{*single_stream_, 0, std::string(pointer.substr(end))};
    }
    if (end == pointer.size()) return std::nullopt;
    const std::string_view rest = pointer.substr(end + 1);
    std::uint64_t origin = 0;
    const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), origin);
    if (error != std::errc() || origin >> kStreamShift == 0) return std::nullopt;
    const auto row = static_cast<std::int64_t>(origin & ((std::uint64_t{1} << kStreamShift) - 1));
    return SealedFault{static_cast<std::size_t>(origin >> kStreamShift) - 1, row,
                       std::string(stop, static_cast<std::size_t>(rest.data() + rest.size() - stop))};
  }
  std::string ReadablePointer(std::string_view pointer) const {
    const std::optional<SealedFault> at = StreamPlaceOf(pointer);
    if (!at) return std::string(pointer);
    return absl::StrCat("/", faults_.stream(at->stream).table, "/", at->row, at->steps);
  }

  const Schema& schema_;
  FactsTablesOptions options_;
  FactsFormat format_;
  FactsBuilder builder_;
  FaultLog log_;
  Diagnostics syntax_;
  bool is_document_read_ = false;
  ArrowFaults faults_;
  ArrowRecords records_;
  std::vector<ArrowChildren> children_;
  std::optional<std::size_t> single_stream_;
};

}  // namespace

struct FactsTables::Rep {
  explicit Rep(const Schema& the_schema) : schema(the_schema) {}

  const Schema& schema;
  bool has_document = false;
  std::string text;
  std::string file;
  std::vector<Stream> streams;
};

FactsTables::FactsTables(const Schema& schema) : rep_(std::make_unique<Rep>(schema)) {}
FactsTables::FactsTables(FactsTables&&) noexcept = default;
FactsTables& FactsTables::operator=(FactsTables&&) noexcept = default;
FactsTables::~FactsTables() = default;

void FactsTables::SetDocument(std::string text, std::string file) {
  rep_->has_document = true;
  rep_->text = std::move(text);
  rep_->file = std::move(file);
}

void FactsTables::AddStream(std::string_view table, std::string_view name,
                            ArrowArrayStream* stream) {
  ArrowOwned<ArrowArrayStream> owned;
  if (stream != nullptr) owned = ArrowOwned<ArrowArrayStream>(stream);
  rep_->streams.push_back({std::string(table), std::string(name), std::move(owned)});
}

absl::StatusOr<Facts> FactsTables::Seal(const FactsTablesOptions& options,
                                        Diagnostics* problems) && {
  const std::unique_ptr<Rep> rep = std::move(rep_);
  const RecordTypeId organization = rep->schema.organization();
  const bool has_organization =
      organization != kNoId &&
      std::any_of(rep->streams.begin(), rep->streams.end(), [&](const Stream& stream) {
        return FindTable(rep->schema, stream.table) == organization;
      });
  TablesReader reader(rep->schema, options);
  reader.ReadDocument(rep->text, rep->file, rep->has_document, has_organization);
  reader.ReadStreams(std::move(rep->streams));
  return reader.Seal(rep->text, rep->file, rep->has_document, problems);
}

}  // namespace assay
