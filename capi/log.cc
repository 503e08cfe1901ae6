#include "capi/log.h"

#include <cstddef>
#include <span>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace assay::capi {
namespace {

std::string InOneLine(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  std::string line = place.file;
  if (place.line != 0) absl::StrAppend(&line, line.empty() ? "" : ":", place.line, ":", place.column);
  absl::StrAppend(&line, line.empty() ? "" : ": ", diagnostic.message, " [", diagnostic.code, "]");
  return line;
}

std::string Count(std::size_t count, std::string_view one) {
  return absl::StrCat(count, " ", std::string(one), count == 1 ? "" : "s");
}

// Rules that could not be judged, each once.
void LogErrors(const Log& log, const ItemResult& item) {
  for (const Level level : {Level::minimum, Level::full}) {
    for (const PartResult& part : item.level(level).parts) {
      if (part.error.empty()) continue;
      log.Say(ASSAY_LOG_WARNING, absl::StrCat("a rule of ", item.id, " at level ", LevelName(level), " erred: ",
                                              part.error));
    }
  }
  for (const TrapResult& trap : item.traps) {
    if (trap.error.empty()) continue;
    log.Say(ASSAY_LOG_WARNING, absl::StrCat("trap ", trap.id, " of ", item.id, " erred: ", trap.error));
  }
}

}  // namespace

void LogPack(const Log& log, const LoadedPack& pack) {
  if (!log.is_on()) return;
  for (const Diagnostic& warning : pack.warnings) log.Say(ASSAY_LOG_WARNING, InOneLine(warning));
  const PackDefinition& definition = pack.compiled.pack().definition();
  std::size_t items = 0;
  for (const ControlDefinition& control : definition.controls) items += control.items.size();
  log.Say(ASSAY_LOG_INFO, absl::StrCat("loaded pack ", definition.id, " ", definition.version, " (", pack.digest,
                                       "): ", Count(definition.controls.size(), "control"), ", ",
                                       Count(items, "item"), ", ", Count(pack.warnings.size(), "warning")));
}

void LogFacts(const Log& log, const Facts& facts, const std::string& digest) {
  if (!log.is_on()) return;
  // They are ordered by flag: one line for each sort, since lenient reading may flag every record.
  const std::span<const Facts::Flag> flags = facts.flags();
  for (std::size_t first = 0; first < flags.size();) {
    std::size_t next = first;
    while (next < flags.size() && flags[next].flag == flags[first].flag) ++next;
    log.Say(ASSAY_LOG_WARNING, absl::StrCat(Count(next - first, "record"), " flagged ", flags[first].flag,
                                            ", the first `", flags[first].record, "` for `", flags[first].detail,
                                            "`"));
    first = next;
  }
  std::string tables;
  const std::span<const RecordType> records = facts.schema().records();
  for (std::size_t k = 0; k < records.size(); ++k) {
    const std::size_t rows = facts.table(static_cast<RecordTypeId>(k)).row_count();
    if (rows != 0) absl::StrAppend(&tables, ", ", rows, " ", records[k].name);
  }
  log.Say(ASSAY_LOG_INFO, absl::StrCat("sealed facts ", digest, tables));
}

void LogAssessment(const Log& log, const Assessment& assessment) {
  if (!log.is_on()) return;
  std::size_t items = 0;
  for (const ControlResult& control : assessment.controls) {
    items += control.items.size();
    for (const ItemResult& item : control.items) LogErrors(log, item);
  }
  std::string score = "no score";
  if (assessment.score.with_waivers) {
    score = absl::StrCat("score ", assessment.score.with_waivers->low.ToFixed2(), " to ",
                         assessment.score.with_waivers->high.ToFixed2());
  }
  log.Say(ASSAY_LOG_INFO, absl::StrCat("assessed pack ", assessment.pack_id, " ", assessment.pack_version, " as of ",
                                       assessment.as_of.ToString(), " over facts ", assessment.facts_digest, ": ",
                                       Count(items, "item"), ", ", score));
}

}  // namespace assay::capi
