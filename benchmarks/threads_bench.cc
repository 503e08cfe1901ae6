// A large organisation, assessed by one thread and by two in turn.
//
//   threads_bench [COPIES [ROUNDS [THREADS]]]      750 copies, 5 rounds and 2 threads unless given
//
// The organisation is that of examples/organisation, whose 161 people are there so many times, each with all that is
// recorded about them; what was recorded of the organisation itself is there once. The pack is iso27001-2022-a5.4.
//
// Beside the time that passes, which tells little on a machine that does other things as well, stands that of the
// processors: how much work there is, and how much of it the calling thread does. The one by the other is the ratio that
// an idle machine comes near to.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/ingest/facts_json.h"
#include "assay/ingest/shipped_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "assay/report/report.h"

namespace {

namespace json = boost::json;

constexpr int kNotMeasured = 2;  // Exit code where nothing could be measured.

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string Quoted(const json::value& text) { return json::serialize(text); }

// Who is copied is called "p001-7" in the seventh copy.
std::string InCopy(const json::value& id, std::size_t copy) {
  return copy == 0 ? Quoted(id) : Quoted(json::value(std::string(id.as_string().c_str()) + "-" + std::to_string(copy)));
}

// Nobody does something at the very second at which his copies do: "…T09:12:33Z" gets minutes and seconds of its own.
std::string AtItsTime(const json::value& instant, std::size_t copy) {
  std::string text(instant.as_string().c_str());
  const std::size_t minutes = text.find(':') + 1;
  for (const auto& [at, number] : {std::pair{minutes, copy / 60 % 60}, std::pair{minutes + 3, copy % 60}}) {
    text[at] = static_cast<char>('0' + number / 10);
    text[at + 1] = static_cast<char>('0' + number % 10);
  }
  return Quoted(json::value(text));
}

bool HasTime(const json::value& text) { return text.is_string() && text.as_string().size() >= 20; }

// A record, with what differs between its copies left out.
struct Original {
  json::value id;
  json::value person;   // Null: it is about nobody, and there is one of it.
  json::value instant;  // Null: it has only a date.
  std::string rest;    // ,"type":...}
};

Original Split(json::object record) {
  Original original;
  original.id = record.at("id");
  record.erase("id");
  if (const json::value* person = record.if_contains("person"); person != nullptr) {
    original.person = *person;
    record.erase("person");
  }
  if (const json::value* when = record.if_contains("occurred_at"); when != nullptr && HasTime(*when)) {
    original.instant = *when;
    record.erase("occurred_at");
  }
  original.rest = json::serialize(record);
  original.rest.front() = ',';
  return original;
}

void Append(const Original& original, std::size_t copy, std::string* text) {
  if (text->back() != '[') *text += ',';
  *text += "{\"id\":" + InCopy(original.id, copy);
  if (!original.person.is_null()) *text += ",\"person\":" + InCopy(original.person, copy);
  if (!original.instant.is_null()) *text += ",\"occurred_at\":" + AtItsTime(original.instant, copy);
  *text += original.rest;
}

// Everybody comes to a briefing.
void CopyAttendees(std::size_t copies, json::object* record) {
  json::value* attendees = record->if_contains("attendees");
  if (attendees == nullptr || record->at("type") != "briefing") return;
  json::array all;
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (const json::value& person : attendees->as_array()) all.push_back(json::parse(InCopy(person, copy)));
  }
  *attendees = std::move(all);
}

std::string Enlarged(const std::string& text, std::size_t copies) {
  json::object facts = json::parse(text).as_object();
  std::vector<Original> people;
  std::vector<Original> evidence;
  for (const json::value& person : facts.at("people").as_array()) people.push_back(Split(person.as_object()));
  for (json::value& record : facts.at("evidence").as_array()) {
    CopyAttendees(copies, &record.as_object());
    evidence.push_back(Split(record.as_object()));
  }
  facts.erase("people");
  facts.erase("evidence");
  facts.at("organization").as_object().erase("headcount_declared");
  std::string large = json::serialize(facts);
  large.back() = ',';
  large += "\"people\":[";
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (const Original& person : people) Append(person, copy, &large);
  }
  large += "],\"evidence\":[";
  for (std::size_t copy = 0; copy < copies; ++copy) {
    for (const Original& record : evidence) {
      if (copy == 0 || !record.person.is_null()) Append(record, copy, &large);
    }
  }
  return large + "]}";
}

double ProcessorSeconds(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Of one assessment.
struct Taken {
  std::vector<double> passed;
  std::vector<double> by_all;     // Processor seconds of the process,
  std::vector<double> by_caller;  // of the calling thread.
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int Measure(std::size_t copies, int rounds, std::uint32_t threads) {
  const assay::Schema schema = assay::ShippedSchema();
  assay::Diagnostics problems;
  const assay::ShippedPack* shipped = assay::FindShippedPack("iso27001-2022-a5.4");
  absl::StatusOr<assay::Pack> read = assay::ReadPack(shipped->text, shipped->file, assay::PackLimits{}, &problems);
  if (!read.ok()) return kNotMeasured;
  const absl::StatusOr<assay::CompiledPack> pack = assay::CompilePack(*std::move(read), schema, &problems);
  if (!pack.ok()) return kNotMeasured;
  const std::string text = Enlarged(ReadFile(ASSAY_SOURCE_DIR "/examples/organisation/facts.json"), copies);
  const absl::StatusOr<assay::Facts> facts = assay::ReadFactsJson(text, pack->schema(), {}, &problems);
  if (!facts.ok()) {
    std::fprintf(stderr, "%s", assay::Render(problems).c_str());
    return kNotMeasured;
  }
  std::printf("%zu people\n", facts->table(pack->schema().FindRecord("person")).row_count());
  Taken taken[2];
  std::string first;
  for (int round = 0; round < rounds; ++round) {
    for (const std::size_t side : {0, 1}) {
      assay::AssessOptions options;
      options.threads = side == 0 ? 1 : threads;
      const auto start = std::chrono::steady_clock::now();
      const double by_all = ProcessorSeconds(CLOCK_PROCESS_CPUTIME_ID);
      const double by_caller = ProcessorSeconds(CLOCK_THREAD_CPUTIME_ID);
      const absl::StatusOr<assay::Assessment> assessment = assay::Assess(*pack, *facts, options, &problems);
      taken[side].by_caller.push_back(ProcessorSeconds(CLOCK_THREAD_CPUTIME_ID) - by_caller);
      taken[side].by_all.push_back(ProcessorSeconds(CLOCK_PROCESS_CPUTIME_ID) - by_all);
      taken[side].passed.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
      if (!assessment.ok()) {
        std::fprintf(stderr, "%s\n", std::string(assessment.status().message()).c_str());
        return kNotMeasured;
      }
      const std::string result = *assay::Render(*assessment, "json");
      if (first.empty()) first = result;
      if (result != first) {
        std::fprintf(stderr, "the result depends on the threads\n");
        return 1;
      }
    }
  }
  const double one = Median(taken[0].passed);
  const double several = Median(taken[1].passed);
  std::printf("passed: 1 thread %.2f s, %u threads %.2f s, ratio %.2f\n", one, threads, several, one / several);
  const double work = Median(taken[0].by_all);
  const double caller = Median(taken[1].by_caller);
  std::printf("processors: 1 thread %.2f s, %u threads %.2f s, of which the calling one %.2f s, ratio %.2f\n", work, threads,
              Median(taken[1].by_all), caller, work / caller);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const auto number = [&](int at, int usual) { return count > at ? std::atoi(words[at]) : usual; };
  return Measure(static_cast<std::size_t>(number(1, 750)), number(2, 5), static_cast<std::uint32_t>(number(3, 2)));
}
