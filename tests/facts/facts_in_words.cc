#include "tests/facts/facts_in_words.h"

#include <cstdlib>
#include <iostream>
#include <map>
#include <sstream>
#include <utility>

namespace assay {
namespace {

void FillCell(const Schema& schema, RecordTypeId type, const WordCell& cell, FactsBuilder* builder);

void FillCells(const Schema& schema, RecordTypeId type, const WordCells& cells,
               FactsBuilder* builder) {
  for (const WordCell& cell : cells) FillCell(schema, type, cell, builder);
}

void FillList(const Schema& schema, const Field& field, FieldId id,
              const std::vector<std::string>& words, FactsBuilder* builder) {
  if (field.kind == FieldKind::kEnum) {
    std::vector<int> values;
    for (const std::string& word : words) {
      values.push_back(schema.FindEnumValue(field.enumeration, word));
    }
    builder->SetEnumList(id, values);
    return;
  }
  const std::vector<std::string_view> views(words.begin(), words.end());
  if (field.kind == FieldKind::kText) {
    builder->SetTextList(id, views);
  } else {
    builder->SetReferenceList(id, views);
  }
}

void FillWord(const Schema& schema, const Field& field, FieldId id, const std::string& word,
              FactsBuilder* builder) {
  switch (field.kind) {
    case FieldKind::kBool:
      return builder->SetBool(id, word == "true");
    case FieldKind::kInt:
      return builder->SetInt(id, std::stoll(word));
    case FieldKind::kDecimal:
      return builder->SetDecimal(id, Decimal::Parse(word).value());
    case FieldKind::kText:
      return builder->SetText(id, word);
    case FieldKind::kEnum:
      return builder->SetEnum(id, schema.FindEnumValue(field.enumeration, word));
    case FieldKind::kDate:
      return builder->SetDate(id, Date::Parse(word).value());
    case FieldKind::kWhen:
      if (const std::optional<Date> date = Date::Parse(word)) {
        return builder->SetWhenDate(id, word, *date);
      }
      return builder->SetWhenInstant(id, word, Instant::Parse(word).value());
    case FieldKind::kReference:
      return builder->SetReference(id, word);
    case FieldKind::kChild:
    case FieldKind::kChildren:
      break;
  }
  std::abort();
}

void FillCell(const Schema& schema, RecordTypeId type, const WordCell& cell,
              FactsBuilder* builder) {
  const FieldId id = schema.FindField(type, cell.field);
  if (id == kNoId) {
    std::cerr << "no field " << cell.field << "\n";
    std::abort();
  }
  const Field& field = schema.field(type, id);
  if (cell.word == "<null>") return builder->SetMissing(id);
  if (field.is_list) return FillList(schema, field, id, cell.list, builder);
  if (field.kind != FieldKind::kChild && field.kind != FieldKind::kChildren) {
    return FillWord(schema, field, id, cell.word, builder);
  }
  for (const WordCells& child : cell.children) {
    builder->BeginChild(id);
    FillCells(schema, field.target, child, builder);
    builder->EndRecord();
  }
}

std::string SayValue(const Facts& facts, const Field& field, std::int64_t cell) {
  switch (field.kind) {
    case FieldKind::kBool:
      return cell != 0 ? "true" : "false";
    case FieldKind::kInt:
      return std::to_string(cell);
    case FieldKind::kDecimal:
      return facts.decimal(cell).ToString();
    case FieldKind::kText:
    case FieldKind::kWhen:
      return std::string(facts.text(static_cast<TextId>(cell)));
    case FieldKind::kEnum:
      return facts.schema().enums()[field.enumeration].values[static_cast<std::size_t>(cell)];
    case FieldKind::kDate:
      return Date::FromDays(static_cast<std::int32_t>(cell)).ToString();
    case FieldKind::kReference:
    case FieldKind::kChild:
    case FieldKind::kChildren:
      if (static_cast<Row>(cell) == kNoRow) return "<unknown>";
      return facts.RecordName(field.target, static_cast<Row>(cell));
  }
  return "";
}

std::string SayState(CellState state) { return state == CellState::kNone ? "<none>" : "<unknown>"; }

std::string SayWhen(const Facts& facts, RecordTypeId type, FieldId field, Row row) {
  const Table& table = facts.table(type);
  const Column& dates = table.date_column(field);
  const Column& instants = table.instant_column(field);
  std::string said = " on ";
  said += dates.state(row) == CellState::kValue
              ? Date::FromDays(static_cast<std::int32_t>(dates.cell(row))).ToString()
              : SayState(dates.state(row));
  said += " at ";
  said += instants.state(row) == CellState::kValue
              ? Instant::FromMicros(instants.cell(row)).ToString()
              : SayState(instants.state(row));
  return said;
}

void SayFeed(const Facts& facts, RecordTypeId type, std::ostream& out) {
  const Feed& feed = facts.table(type).feed();
  out << facts.schema().record(type).name << (feed.collected ? " collected" : " missing")
      << " kinds " << feed.open_kinds;
  for (const DateRange& gap : feed.gaps) out << " gap " << gap.first << ".." << gap.last;
  out << "\n";
}

}  // namespace

WordCell List(std::string field, std::vector<std::string> words) {
  WordCell cell(std::move(field), "");
  cell.list = std::move(words);
  return cell;
}

WordCell Children(std::string field, std::vector<WordCells> records) {
  WordCell cell(std::move(field), "");
  cell.children = std::move(records);
  return cell;
}

WordCell Null(std::string field) { return {std::move(field), "<null>"}; }

std::vector<CollectedEntry> Listed(const std::vector<std::string>& names) {
  std::vector<CollectedEntry> entries;
  for (const std::string& name : names) {
    entries.push_back({.type = name, .pointer = "/collected/" + std::to_string(entries.size())});
  }
  return entries;
}

void FixOrigins(const Schema& schema, std::vector<WordRecord>* records) {
  std::map<std::string, std::uint64_t> next;
  for (WordRecord& record : *records) {
    const RecordType& type = schema.record(schema.FindRecord(record.type));
    std::uint64_t& position = next[type.role == RecordRole::kEvidence ? "evidence" : type.member];
    if (!record.origin) record.origin = position;
    ++position;
  }
}

void Fill(const Schema& schema, const WordFacts& facts, FactsBuilder* builder) {
  std::vector<WordRecord> records = facts.records;
  FixOrigins(schema, &records);
  for (const WordRecord& record : records) {
    const RecordTypeId type = schema.FindRecord(record.type);
    builder->BeginRecord(type, *record.origin);
    FillCells(schema, type, record.cells, builder);
    builder->EndRecord();
  }
  builder->SetCollected(facts.collected);
  if (facts.as_of) builder->SetAsOf(*facts.as_of);
}

absl::StatusOr<Facts> SealWords(const Schema& schema, const WordFacts& facts,
                                const SealOptions& options, Diagnostics* problems) {
  FactsBuilder builder(schema);
  Fill(schema, facts, &builder);
  return std::move(builder).Seal(options, problems);
}

Facts SealWords(const Schema& schema, const WordFacts& facts) {
  Diagnostics problems;
  absl::StatusOr<Facts> sealed = SealWords(schema, facts, {}, &problems);
  if (!sealed.ok()) {
    std::cerr << Render(problems);
    std::abort();
  }
  return *std::move(sealed);
}

std::string Say(const Facts& facts, RecordTypeId type, FieldId id, Row row) {
  const Field& field = facts.schema().field(type, id);
  const Column& column = facts.table(type).column(id);
  if (column.state(row) != CellState::kValue) {
    return SayState(column.state(row)) +
           (field.kind == FieldKind::kWhen ? SayWhen(facts, type, id, row) : "");
  }
  if (!field.is_list) {
    return SayValue(facts, field, column.cell(row)) +
           (field.kind == FieldKind::kWhen ? SayWhen(facts, type, id, row) : "");
  }
  std::string said = "[";
  for (const std::int32_t element : column.list(row)) {
    if (said.size() > 1) said += " ";
    said += SayValue(facts, field, element);
  }
  return said + "]";
}

std::string SayAll(const Facts& facts) {
  std::ostringstream out;
  const Schema& schema = facts.schema();
  for (std::size_t i = 0; i < schema.records().size(); ++i) {
    const RecordTypeId type = static_cast<RecordTypeId>(i);
    SayFeed(facts, type, out);
    for (Row row = 0; row < facts.table(type).row_count(); ++row) {
      out << "  " << facts.RecordName(type, row);
      for (std::size_t k = 0; k < schema.record(type).fields.size(); ++k) {
        const FieldId field = static_cast<FieldId>(k);
        if (schema.field(type, field).kind == FieldKind::kChildren) continue;
        out << " | " << schema.field(type, field).name << " " << Say(facts, type, field, row);
      }
      out << "\n";
    }
  }
  for (std::size_t i = 0; i < schema.inverses().size(); ++i) {
    const Inverse& inverse = schema.inverses()[i];
    for (Row row = 0; row < facts.table(inverse.target).row_count(); ++row) {
      out << facts.RecordName(inverse.target, row) << "." << inverse.name << ":";
      for (const Row source : facts.referrers(static_cast<std::uint16_t>(i), row)) {
        out << " " << facts.RecordName(inverse.source, source);
      }
      out << "\n";
    }
  }
  for (const Facts::Flag& flag : facts.flags()) {
    out << flag.flag << " " << flag.record << " " << flag.detail << "\n";
  }
  return out.str();
}

WordFacts SmallFacts() {
  WordFacts facts;
  facts.records = {
      {"organization", {{"id", "org"}, {"time_zone", "+13:00"}}},
      {"role", {{"id", "r-dev"}, {"title", "Developer"}, {"privileged", "false"}}},
      {"role", {{"id", "r-cto"}}},
      {"person",
       {{"id", "p2"},
        {"engagement", "employee"},
        {"start", "2021-05-01"},
        {"manager", "p1"},
        Children("assignments", {{{"role", "r-dev"}, {"from", "2021-05-01"}, {"to", "2022-01-31"}},
                                 {{"role", "r-cto"}, {"from", "2022-02-01"}}})}},
      {"person",
       {{"id", "p1"},
        {"engagement", "employee"},
        {"start", "2020-01-01"},
        Null("end"),
        Children("assignments", {{{"role", "r-cto"}, {"from", "2020-01-01"}}})}},
      {"person",
       {{"id", "p3"},
        {"engagement", "contractor"},
        {"start", "2024-02-29"},
        {"end", "2025-02-28"},
        {"in_scope", "false"},
        {"manager", "p1"}}},
      {"document",
       {{"id", "d-hb"},
        {"kind", "handbook"},
        Children("versions",
                 {{{"version", "1"}, {"effective_from", "2022-01-01"}, {"word_count", "9000"}},
                  {{"version", "2"},
                   {"effective_from", "2025-01-01"},
                   Children("procedure", {{{"covers_security", "true"},
                                           List("steps", {"travel", "phishing"})}})}})}},
      {"document",
       {{"id", "d-pol"},
        {"kind", "policy"},
        Children("versions", {{{"version", "2"}, {"effective_from", "2023-06-01"}}})}},
      {"module", {{"id", "m-basic"}, List("topics", {"phishing", "passwords"}), {"fee", "12.50"}}},
      {"acknowledgement",
       {{"id", "e3"},
        {"occurred_at", "2025-03-01"},
        {"person", "p2"},
        {"document", "d-hb"},
        {"document_version", "2"},
        {"viewed_seconds", "340"}}},
      {"acknowledgement",
       {{"id", "e1"},
        {"occurred_at", "2026-03-31T23:30:00Z"},
        {"person", "p1"},
        {"document", "d-pol"},
        {"document_version", "2"},
        {"source", "portal"}}},
      {"acknowledgement",
       {{"id", "e2"},
        {"occurred_at", "2024-03-01"},
        {"person", "p2"},
        {"document", "d-hb"},
        {"document_version", "1"},
        {"attestation", "observed"}}},
      {"completion",
       {{"id", "e4"},
        {"occurred_at", "2025-04-01"},
        {"person", "p1"},
        {"module", "m-basic"},
        {"score", "90"}}},
      {"completion", {{"id", "e5"}, {"occurred_at", "2025-04-02"}, {"person", "p2"}}},
      {"briefing",
       {{"id", "e6"},
        {"occurred_at", "2025-11-12"},
        {"led_by", "p1"},
        List("attendees", {"p3", "p1"}),
        List("tags", {"b", "a"}),
        List("follows", {"e5", "e4"}),
        Children("viewings", {{{"person", "p2"}, {"at", "2025-11-20"}, {"watched_seconds", "1700"}},
                              {{"person", "p2"},
                               {"at", "2025-11-21T10:00:00+01:00"},
                               {"watched_seconds", "100"}}})}},
  };
  return facts;
}

}  // namespace assay
