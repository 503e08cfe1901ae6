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

// A stream whose records may embed others that come by a stream of their own: kept until all are here.
struct KeptStream {
  std::size_t stream = 0;
  std::unique_ptr<ArrowStreamReader> reader;  // The batches point to its type.
  ArrowPlan plan;
  std::vector<std::unique_ptr<ArrowBatch>> batches;
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

bool HasEmbedded(const RecordType& record) {
  return std::any_of(record.fields.begin(), record.fields.end(), [](const Field& field) {
    return field.kind == FieldKind::kChild || field.kind == FieldKind::kChildren;
  });
}

}  // namespace

// Everything goes into one builder: streams as they are added, then those that were kept, the
// document last, because where its text breaks off records stay open.
struct FactsTables::Rep {
 public:
  Rep(const Schema& schema, const FactsTablesOptions& options)
      : schema_(schema),
        options_(options),
        format_(schema),
        builder_(schema),
        log_(std::max<std::size_t>(options.max_diagnostics, 1)),
        records_(format_, &builder_, &faults_) {}

  void SetDocument(std::string text, std::string file) {
    has_document_ = true;
    text_ = std::move(text);
    file_ = std::move(file);
  }

  void SetAsOf(Date as_of) { as_of_ = as_of; }

  void AddStream(std::string_view table, std::string_view name,
                 ArrowOwned<ArrowArrayStream> source) {
    const std::size_t stream = stream_count_++;
    faults_.AddStream({std::string(table), std::string(name)});
    const RecordTypeId type = FindTable(schema_, table);
    if (type == kNoId) return Fail(stream, UnknownTable(schema_, table));
    if (type == schema_.organization() && !single_stream_) single_stream_ = stream;
    auto reader = std::make_unique<ArrowStreamReader>(std::move(source));
    ValueFault fault;
    if (!reader->Open(&fault)) return Fail(stream, std::move(fault));
    const RecordType& record = schema_.record(type);
    if (record.role == RecordRole::kChild) return AddChildren(type, stream, std::move(reader));
    ArrowPlan plan = PlanArrow(schema_, type, reader->type(), stream, options_.lenient, &builder_,
                               &faults_);
    KeptStream kept = {.stream = stream, .reader = std::move(reader), .plan = std::move(plan)};
    while (std::unique_ptr<ArrowBatch> batch = kept.reader->Next(&fault)) {
      if (HasEmbedded(record)) {
        kept.batches.push_back(std::move(batch));
      } else {
        ReadBatch({}, *batch, &kept);
      }
    }
    if (!fault.code.empty()) Fail(stream, std::move(fault));
    if (HasEmbedded(record)) kept_.push_back(std::move(kept));
  }

  absl::StatusOr<Facts> Seal(Diagnostics* problems) {
    ReadKept();
    ReadDocument();
    Diagnostics closing;
    if (log_.is_full()) closing.push_back(StoppedReading(log_.limit()));
    FoundFaults found;
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
    Diagnostics of_streams = faults_.Take();
    log_.MoveTo(&found.diagnostics, &found.queries);
    Diagnostics all = PlacedFaults(text_, std::move(found), !syntax_.empty());
    all.insert(all.end(), syntax_.begin(), syntax_.end());
    for (Diagnostic& fault : all) fault.place.file = file_;
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
  void Fail(std::size_t stream, ValueFault fault) {
    faults_.Add({.stream = stream}, std::move(fault));
    records_.LoseRecords();
  }

  void AddChildren(RecordTypeId type, std::size_t stream,
                   std::unique_ptr<ArrowStreamReader> reader) {
    const std::string& name = schema_.record(type).name;
    const RecordType& parent = schema_.record(schema_.record(type).parent);
    if (parent.role == RecordRole::kChild || parent.key_field == kNoId) {
      return Fail(stream, {"arrow.unknown-table",
                           absl::StrCat("`", name, "` cannot come as a stream: no id tells one `",
                                        parent.name, "` from others"),
                           absl::StrCat("give it as a column of `", parent.name, "`")});
    }
    ArrowPlan plan = PlanArrow(schema_, type, reader->type(), stream, options_.lenient, &builder_,
                               &faults_);
    children_.emplace_back(schema_, type, stream, std::move(reader), std::move(plan));
    children_.back().Load(&records_, &faults_);
  }

  void ReadKept() {
    for (KeptStream& kept : kept_) {
      const std::vector<ArrowChildren*> children = ChildrenOf(kept.plan, kept.stream);
      for (std::unique_ptr<ArrowBatch>& batch : kept.batches) {
        ReadBatch(children, *batch, &kept);
        batch.reset();
      }
    }
    if (records_.has_lost_records()) return;  // Parents may be missing through no fault of theirs.
    for (ArrowChildren& children : children_) {
      children.TellUnclaimed(options_.lenient, &builder_, &records_);
    }
  }

  void ReadDocument() {
    FactsReader reader(format_, options_.lenient, &builder_, &log_);
    const bool is_whole =
        ParseJsonInto(has_document_ ? text_ : "{}", file_, kMaxDepth, &reader, &syntax_);
    if (is_whole) reader.Finish(single_stream_ ? schema_.organization() : kNoId);
    if (reader.has_lost_records()) records_.LoseRecords();
    is_document_read_ = is_whole && !log_.is_full();
    if (as_of_) builder_.SetAsOf(*as_of_);
  }

  std::vector<ArrowChildren*> ChildrenOf(const ArrowPlan& plan, std::size_t stream) {
    std::vector<ArrowChildren*> children;
    for (ArrowChildren& candidate : children_) {
      if (candidate.parent() != plan.type) continue;
      const std::string& name = schema_.field(plan.type, candidate.field()).name;
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

  void ReadBatch(const std::vector<ArrowChildren*>& children, const ArrowBatch& batch,
                 KeptStream* kept) {
    AttachArrow(batch.cells, &kept->plan);
    const ArrowPlan& plan = kept->plan;
    const std::size_t stream = kept->stream;
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
      if (!children.empty()) ReadChildren(plan, children, cell);
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

  void ReadChildren(const ArrowPlan& plan, const std::vector<ArrowChildren*>& children,
                    std::int64_t cell) {
    if (!plan.key) return;
    const ArrowCells* keys = plan.columns[*plan.key].cells;
    std::string_view key;
    if (FollowDictionary(&keys, &cell) != ArrowState::kValue || !TextAt(*keys, cell, &key)) return;
    for (ArrowChildren* one : children) one->AddTo(key, &records_, &builder_);
  }

  // Gives each fault of sealing to the document or to its stream, less those that follow from others.
  void Sort(Diagnostics sealing, FoundFaults* found, Diagnostics* closing) {
    const bool is_cut_short = !sealing.empty() && sealing.back().code == kTooMany;
    for (Diagnostic& fault : sealing) {
      if (is_cut_short) faults_.CutShort(fault.code);
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
  bool has_document_ = false;
  std::optional<Date> as_of_;
  std::string text_;
  std::string file_;
  bool is_document_read_ = false;
  ArrowFaults faults_;
  ArrowRecords records_;
  std::size_t stream_count_ = 0;
  std::vector<ArrowChildren> children_;
  std::vector<KeptStream> kept_;
  std::optional<std::size_t> single_stream_;  // The first that the organisation comes by.
};

FactsTables::FactsTables(const Schema& schema, const FactsTablesOptions& options)
    : rep_(std::make_unique<Rep>(schema, options)) {}
FactsTables::FactsTables(FactsTables&&) noexcept = default;
FactsTables& FactsTables::operator=(FactsTables&&) noexcept = default;
FactsTables::~FactsTables() = default;

void FactsTables::SetDocument(std::string text, std::string file) {
  rep_->SetDocument(std::move(text), std::move(file));
}

void FactsTables::SetAsOf(Date as_of) { rep_->SetAsOf(as_of); }

void FactsTables::AddStream(std::string_view table, std::string_view name,
                            ArrowArrayStream* stream) {
  ArrowOwned<ArrowArrayStream> owned;
  if (stream != nullptr) owned = ArrowOwned<ArrowArrayStream>(stream);
  rep_->AddStream(table, name, std::move(owned));
}

absl::StatusOr<Facts> FactsTables::Seal(Diagnostics* problems) && {
  const std::unique_ptr<Rep> rep = std::move(rep_);
  return rep->Seal(problems);
}

}  // namespace assay
