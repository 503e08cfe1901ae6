// Sealing, one pass after another, with the faults that each may find:
//
//   CheckLimits        32-bit numbers suffice
//   CompleteRecords    defaults; facts.missing-field, facts.out-of-range, facts.empty-id
//   RenumberTexts      texts, and likewise decimals, by their order
//   OrderByKey         the canonical order; facts.duplicate-id
//   FindTimeZone       the organisation's zone, then the days of instants; facts.time-zone
//   ResolveFeeds       what `collected` says; facts.unknown-feed, facts.bad-range
//   DigestFacts        the digest, over the canonical order
//   OrderRows          the final order
//   ResolveReferences  keys to rows; facts.dangling-reference
//   PermuteColumns     all other cells to their final rows
//   MakeInverses       references backwards
//
// Every pass runs even if one before found faults, so that all are told at once; what is wrong is
// treated as missing from then on. What finds no faults is spared once there are any.

#include <algorithm>
#include <cassert>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "src/facts/builder_rep.h"
#include "src/facts/child_ranges.h"
#include "src/facts/collected.h"
#include "src/facts/complete.h"
#include "src/facts/dates.h"
#include "src/facts/digest.h"
#include "src/facts/facts_rep.h"
#include "src/facts/faults.h"
#include "src/facts/inverses.h"
#include "src/facts/permute.h"
#include "src/facts/references.h"
#include "src/facts/renumber.h"
#include "src/facts/row_order.h"

namespace assay {
namespace {

// Rows, texts and decimals travel in 32-bit signed cells.
constexpr std::size_t kMaxCount = Interner::kMaxTexts;

absl::Status CheckLimits(const BuildData& data) {
  const auto refuse = [](const std::string& what) {
    return absl::ResourceExhaustedError(absl::StrCat("facts have too many ", what));
  };
  if (data.texts.is_full()) return refuse("different texts");
  if (data.decimals.size() > kMaxCount) return refuse("decimals");
  for (std::size_t type = 0; type < data.tables.size(); ++type) {
    const RecordType& record = data.schema->records()[type];
    if (data.tables[type].rows > kMaxCount) return refuse(absl::StrCat("records of ", record.name));
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (data.tables[type].columns[i].elements.size() > kMaxCount) {
        return refuse(absl::StrCat("elements of ", record.name, ".", record.fields[i].name));
      }
    }
  }
  return absl::OkStatus();
}

std::vector<SealedColumns> MakeSealedColumns(const Schema& schema) {
  std::vector<SealedColumns> tables(schema.records().size());
  for (std::size_t type = 0; type < tables.size(); ++type) {
    const std::size_t fields = schema.records()[type].fields.size();
    tables[type].columns.resize(fields);
    tables[type].dates.resize(fields);
    tables[type].instants.resize(fields);
  }
  return tables;
}

// The name by which Facts::RecordName would call a record, were it not left out.
std::string NameOfArrived(const BuildData& data, const TextTable& texts, RecordTypeId type,
                          Row row) {
  const RecordType& record = data.schema->record(type);
  const auto key = [&] {
    const BuildColumn& keys = data.tables[type].columns[record.key_field];
    return std::string(texts.text(static_cast<TextId>(keys.cell(row))));
  };
  if (record.role == RecordRole::kChild) {
    const Field& field = data.schema->field(record.parent, record.parent_field);
    if (record.key_field != kNoId && field.kind == FieldKind::kChildren) {
      const Row parent = data.tables[type].parents[row];
      return absl::StrCat(NameOfArrived(data, texts, record.parent, parent), "/", field.name, "/",
                          key());
    }
    // The end of the pointer, after the parent's own part.
    const std::string pointer = PointerOf(data, {.type = type, .row = row});
    const Row parent = data.tables[type].parents[row];
    const std::string parent_pointer = PointerOf(data, {.type = record.parent, .row = parent});
    return NameOfArrived(data, texts, record.parent, parent) +
           pointer.substr(parent_pointer.size());
  }
  return record.key_field == kNoId ? record.name : key();
}

void AddDuplicateFlags(const BuildData& data, const TextTable& texts,
                       const std::vector<DuplicateRow>& duplicates,
                       std::vector<Facts::Flag>* flags) {
  for (const DuplicateRow& duplicate : duplicates) {
    flags->push_back(
        {.flag = "duplicate", .record = NameOfArrived(data, texts, duplicate.type, duplicate.row)});
  }
}

std::vector<Column> MakeColumns(const std::vector<Column::Parts>& parts) {
  std::vector<Column> columns;
  columns.reserve(parts.size());
  for (const Column::Parts& column : parts) columns.emplace_back(column);
  return columns;
}

// Parents and offsets of embedded rows, as they will be viewed.
struct Embedding {
  std::span<const Row> parents;
  std::span<const Row> parent_offsets;
};

std::vector<Embedding> KeepEmbeddings(const Schema& schema, std::vector<TableOrder>* orders,
                                      Cells* cells) {
  std::vector<Embedding> embeddings(orders->size());
  for (const RecordTypeId type : EmbeddedTypes(schema)) {
    cells->rows.Keep(std::move((*orders)[type].parents), &embeddings[type].parents);
    cells->rows.Keep(std::move((*orders)[type].parent_offsets), &embeddings[type].parent_offsets);
  }
  return embeddings;
}

std::vector<Table> MakeTables(const Schema& schema, const std::vector<SealedColumns>& sealed,
                              const std::vector<Embedding>& embeddings,
                              const std::vector<std::size_t>& row_counts, std::vector<Feed> feeds) {
  std::vector<Table> tables;
  for (std::size_t type = 0; type < sealed.size(); ++type) {
    const std::vector<Field>& fields = schema.records()[type].fields;
    Table::Parts parts = {.row_count = row_counts[type],
                          .columns = MakeColumns(sealed[type].columns),
                          .dates = MakeColumns(sealed[type].dates),
                          .instants = MakeColumns(sealed[type].instants),
                          .parents = embeddings[type].parents,
                          .feed = std::move(feeds[type])};
    parts.child_offsets.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (IsEmbedding(fields[i].kind)) {
        parts.child_offsets[i] = embeddings[fields[i].target].parent_offsets;
      }
    }
    tables.emplace_back(std::move(parts));
  }
  return tables;
}

void SortFlags(std::vector<Facts::Flag>* flags) {
  std::sort(flags->begin(), flags->end(), [](const Facts::Flag& a, const Facts::Flag& b) {
    return std::tie(a.flag, a.record, a.detail) < std::tie(b.flag, b.record, b.detail);
  });
}

}  // namespace

absl::StatusOr<Facts> FactsBuilder::Seal(const SealOptions& options, Diagnostics* problems) && {
  assert(rep_ != nullptr && rep_->open.empty() && "every record is ended before sealing");
  const std::unique_ptr<Rep> builder = std::move(rep_);
  BuildData& data = builder->data;
  const Schema& schema = *data.schema;
  if (absl::Status status = CheckLimits(data); !status.ok()) return status;

  auto facts = std::make_unique<Facts::Rep>();
  facts->schema = &schema;
  facts->as_of = data.as_of;
  FaultList faults(data, options.max_diagnostics);
  CompleteRecords(&data, &faults);
  facts->texts = RenumberTexts(&data);
  facts->decimals = RenumberDecimals(&data);
  const ChildRanges ranges(data);
  CanonicalOrder canonical = OrderByKey(data, facts->texts, ranges, &faults);
  facts->time_zone = FindTimeZone(data, facts->texts, &faults);
  TakeDays(facts->time_zone, &data);
  std::vector<Feed> feeds = ResolveFeeds(data, &faults);
  facts->flags = std::move(data.flags);
  if (faults.count() == 0) {
    facts->digest = DigestFacts({data, canonical, ranges, facts->texts, facts->decimals, feeds});
    AddDuplicateFlags(data, facts->texts, canonical.duplicates, &facts->flags);
  }

  std::vector<TableOrder> orders = OrderRows(data, std::move(canonical), ranges);
  std::vector<SealedColumns> sealed = MakeSealedColumns(schema);
  std::vector<DanglingReference> dangling;
  const OrderedFacts ordered = {data, orders, feeds, facts->texts};
  ResolveReferences(ordered, options.lenient, &sealed, &facts->cells, &dangling, &facts->unresolved,
                    &faults);
  if (faults.count() > 0) {
    faults.MoveTo([&](const MissingId& missing) { return HintFor(ordered, missing); }, options,
                  problems);
    return absl::InvalidArgumentError(
        absl::StrCat("facts have ", faults.count(), faults.count() == 1 ? " fault" : " faults"));
  }

  PermuteColumns(orders, &data, &sealed, &facts->cells);
  std::vector<std::size_t> row_counts;
  for (TableOrder& order : orders) {
    row_counts.push_back(order.rows.size());
    facts->by_key.push_back(std::move(order.by_key));
  }
  const std::vector<Embedding> embeddings = KeepEmbeddings(schema, &orders, &facts->cells);
  facts->cells.narrow.Finish();
  facts->cells.wide.Finish();
  facts->cells.states.Finish();
  facts->cells.rows.Finish();
  facts->inverses = MakeInverses(schema, sealed, row_counts, &facts->inverse_cells.rows);
  facts->inverse_cells.rows.Finish();
  facts->tables = MakeTables(schema, sealed, embeddings, row_counts, std::move(feeds));

  Facts::Rep* rep = facts.get();
  Facts result(std::move(facts));
  for (const DanglingReference& reference : dangling) {
    rep->flags.push_back(
        {.flag = reference.lacks_scope ? "unscoped_reference" : "dangling_reference",
         .record = result.RecordName(reference.type, reference.row),
         .detail = absl::StrCat(schema.field(reference.type, reference.field).name, ": ",
                                std::string(result.text(reference.key)))});
  }
  SortFlags(&rep->flags);
  return result;
}

}  // namespace assay
