// How fast evidence is read from Arrow, against the same records as JSON.
//
//   arrow_bench [rows]      1,000,000 training completions of 10,000 people by default
//
// Measures from the text, or from the stream, to sealed facts, in one run, best of three; that all
// give the same digest is checked. The baseline is JSON. `sealing` is the part that all of them have
// in common: ordering, resolving references and the digest, from cells that are already in the
// builder. What is left of a reading without it is the reader's own time.
//
//   arrow, dictionaries   ids as utf8; people, modules and words as dictionaries; days as date32
//   arrow, plain          every text as utf8, nothing encoded; days as date32

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/facts/builder.h"
#include "assay/ingest/arrow.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "tests/ingest/made_array.h"

namespace assay {
namespace {

constexpr std::size_t kPeople = 10'000;
constexpr std::size_t kModules = 20;
constexpr int kRepeats = 3;

struct Record {
  std::string id;
  std::size_t person = 0;
  std::size_t module = 0;
  std::int32_t day = 0;
  bool passed = false;
  std::int64_t score = 0;
};

std::string PersonId(std::size_t number) { return absl::StrCat("person-", number); }
std::string ModuleId(std::size_t number) { return absl::StrCat("module-", number); }

std::vector<Record> MakeRecords(std::size_t count) {
  std::vector<Record> records;
  std::uint64_t state = 1;
  const auto below = [&](std::uint64_t limit) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % limit;
  };
  for (std::size_t i = 0; i < count; ++i) {
    records.push_back({absl::StrCat("completion-", i), below(kPeople), below(kModules),
                       static_cast<std::int32_t>(19000 + below(1400)), below(10) != 0,
                       static_cast<std::int64_t>(below(101))});
  }
  return records;
}

std::string Head(bool is_open) {
  std::string text =
      R"({"organization": {"id": "o", "time_zone": "UTC", "isms_start": "2020-01-01"},
"collected": ["*"],
"training_modules": [)";
  for (std::size_t i = 0; i < kModules; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ",", "{\"id\": \"", ModuleId(i), "\"}");
  }
  text += "],\n\"people\": [";
  for (std::size_t i = 0; i < kPeople; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ",\n", "{\"id\": \"", PersonId(i),
                    "\", \"engagement\": \"employee\", \"start\": \"2020-01-01\"}");
  }
  return text + (is_open ? "],\n\"evidence\": [" : "]}");
}

std::string Json(const std::vector<Record>& records) {
  std::string text = Head(true);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    absl::StrAppend(&text, i == 0 ? "" : ",\n", R"({"type": "training_completion", "id": ")",
                    record.id, R"(", "occurred_at": ")", Date::FromDays(record.day).ToString(),
                    R"(", "source": "lms", "person": ")", PersonId(record.person),
                    R"(", "module": ")", ModuleId(record.module), R"(", "passed": )",
                    record.passed ? "true" : "false", ", \"score_pct\": ", record.score, "}");
  }
  return text + "]}\n";
}

MadeArray Dictionary(std::string name, const MadeInts& indices, const MadeTexts& words) {
  MadeArray array = MakeInts(std::move(name), "i", 4, indices);
  array.dictionary = std::make_shared<MadeArray>(MakeTexts("", "u", words));
  return array;
}

MadeArray Table(const std::vector<Record>& records, bool has_dictionaries) {
  MadeTexts ids, people, modules, person_words, module_words;
  MadeInts person_indices, module_indices, days, passed, scores;
  for (std::size_t i = 0; i < kPeople; ++i) person_words.emplace_back(PersonId(i));
  for (std::size_t i = 0; i < kModules; ++i) module_words.emplace_back(ModuleId(i));
  for (const Record& record : records) {
    ids.emplace_back(record.id);
    people.emplace_back(PersonId(record.person));
    modules.emplace_back(ModuleId(record.module));
    person_indices.emplace_back(static_cast<std::int64_t>(record.person));
    module_indices.emplace_back(static_cast<std::int64_t>(record.module));
    days.emplace_back(record.day);
    passed.emplace_back(record.passed);
    scores.emplace_back(record.score);
  }
  std::vector<MadeArray> columns = {MakeTexts("id", "u", ids), MakeInts("occurred_at", "tdD", 4, days),
                                    MakeBools("passed", passed), MakeInts("score_pct", "l", 8, scores)};
  if (has_dictionaries) {
    columns.push_back(Dictionary("person", person_indices, person_words));
    columns.push_back(Dictionary("module", module_indices, module_words));
    columns.push_back(Dictionary("source", MadeInts(records.size(), 0), {"lms"}));
  } else {
    columns.push_back(MakeTexts("person", "u", people));
    columns.push_back(MakeTexts("module", "u", modules));
    columns.push_back(MakeTexts("source", "u", MadeTexts(records.size(), "lms")));
  }
  return MakeStruct("", static_cast<std::int64_t>(records.size()), std::move(columns));
}

double Seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

// The best of a few runs of `read`, which gives its time and the digest.
struct Run {
  double seconds = 0;
  Sha256 digest;
};
Run BestOf(const std::function<Run()>& read) {
  Run best = read();
  for (int i = 1; i < kRepeats; ++i) {
    const Run next = read();
    if (next.seconds < best.seconds) best = next;
  }
  return best;
}

Run Timed(const std::function<absl::StatusOr<Facts>()>& read) {
  const auto begin = std::chrono::steady_clock::now();
  const absl::StatusOr<Facts> facts = read();
  const double seconds = Seconds(std::chrono::steady_clock::now() - begin);
  if (!facts.ok()) {
    std::fprintf(stderr, "%s\n", facts.status().ToString().c_str());
    std::exit(1);
  }
  return {seconds, facts->digest()};
}

// Cells by hand, then the time of sealing alone.
Run TimedSealing(const Schema& schema, const std::vector<Record>& records) {
  FactsBuilder builder(schema);
  const auto type = [&](const char* name) { return schema.FindRecord(name); };
  const auto field = [&](RecordTypeId record, const char* name) {
    return schema.FindField(record, name);
  };
  const RecordTypeId organization = type("organization");
  builder.SetCollected({{.type = "*"}});
  builder.BeginRecord(organization, 0);
  builder.SetText(field(organization, "id"), "o");
  builder.SetText(field(organization, "time_zone"), "UTC");
  builder.SetDate(field(organization, "isms_start"), *Date::Parse("2020-01-01"));
  builder.EndRecord();
  const RecordTypeId module = type("training_module");
  for (std::size_t i = 0; i < kModules; ++i) {
    builder.BeginRecord(module, i);
    builder.SetText(field(module, "id"), ModuleId(i));
    builder.EndRecord();
  }
  const RecordTypeId person = type("person");
  const EnumId engagement = schema.field(person, field(person, "engagement")).enumeration;
  for (std::size_t i = 0; i < kPeople; ++i) {
    builder.BeginRecord(person, i);
    builder.SetText(field(person, "id"), PersonId(i));
    builder.SetEnum(field(person, "engagement"), schema.FindEnumValue(engagement, "employee"));
    builder.SetDate(field(person, "start"), *Date::Parse("2020-01-01"));
    builder.EndRecord();
  }
  const RecordTypeId completion = type("training_completion");
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    const Date day = Date::FromDays(record.day);
    builder.BeginRecord(completion, i);
    builder.SetText(field(completion, "id"), record.id);
    builder.SetWhenDate(field(completion, "occurred_at"), day.ToString(), day);
    builder.SetText(field(completion, "source"), "lms");
    builder.SetReference(field(completion, "person"), PersonId(record.person));
    builder.SetReference(field(completion, "module"), ModuleId(record.module));
    builder.SetBool(field(completion, "passed"), record.passed);
    builder.SetInt(field(completion, "score_pct"), record.score);
    builder.EndRecord();
  }
  Diagnostics problems;
  return Timed([&] { return std::move(builder).Seal({}, &problems); });
}

int Main(std::size_t rows) {
  const Schema schema = ShippedSchema();
  const std::vector<Record> records = MakeRecords(rows);
  const std::string json = Json(records);
  const std::string head = Head(false);
  const auto of_table = [&](const MadeArray& table) {
    return [&schema, &head, &table] {
      MadeStream made;
      made.batches.push_back(table);
      ArrowArrayStream stream;
      ExportStream(std::move(made), &stream);
      return Timed([&] {
        FactsTables tables(schema, {});
        tables.SetDocument(head, "");
        tables.AddStream("training_completion", "", &stream);
        Diagnostics problems;
        return std::move(tables).Seal(&problems);
      });
    };
  };
  const MadeArray encoded = Table(records, true);
  const MadeArray plain = Table(records, false);
  const Run sealing = BestOf([&] { return TimedSealing(schema, records); });
  const Run from_json = BestOf([&] {
    return Timed([&] {
      Diagnostics problems;
      return ReadFactsJson(json, schema, {}, &problems);
    });
  });
  const std::pair<const char*, Run> runs[] = {{"json", from_json},
                                              {"arrow, dictionaries", BestOf(of_table(encoded))},
                                              {"arrow, plain", BestOf(of_table(plain))},
                                              {"sealing", sealing}};
  std::printf("%zu rows, %zu bytes of JSON\n", rows, json.size());
  std::printf("%-22s %8s %14s %9s %24s\n", "", "seconds", "rows a second", "of json",
              "without sealing, of json");
  for (const auto& [name, run] : runs) {
    if (!(run.digest == from_json.digest)) {
      std::fprintf(stderr, "%s: another digest\n", name);
      return 1;
    }
    std::printf("%-22s %8.3f %14.0f %8.2fx", name, run.seconds,
                static_cast<double>(rows) / run.seconds, from_json.seconds / run.seconds);
    const double reading = run.seconds - sealing.seconds;
    if (reading > 0) std::printf(" %23.2fx", (from_json.seconds - sealing.seconds) / reading);
    std::printf("\n");
  }
  return 0;
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  return assay::Main(argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 1'000'000);
}
