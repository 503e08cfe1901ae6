#include "src/engine/observations.h"

#include <algorithm>
#include <span>
#include <utility>

#include "src/engine/texts.h"

namespace assay {
namespace {

class Observer {
 public:
  Observer(Run& run, const CompiledObservation& rule, const std::string& language)
      : run_(run), rule_(rule), language_(language) {}

  // Whether it has something to say, which is then in `*result`.
  bool Look(ObservationResult* result) {
    const bool holds = rule_.population < 0 ? Holds({}, result) : HoldsForSomebody(result);
    if (!holds && result->error.empty()) return false;
    result->id = rule_.definition->id;
    result->item = rule_.definition->item;
    if (holds) result->text = Text(result->subjects);
    return true;
  }

 private:
  bool Holds(std::span<const Value> locals, ObservationResult* result) {
    const Value value = run_.Evaluate(*rule_.when, locals);
    if (value.is_error() && result->error.empty()) result->error = std::string(value.error_message());
    return TruthOf(value) == Truth::kPass;
  }

  bool HoldsForSomebody(ObservationResult* result) {
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(rule_.population)].record;
    for (const Row row : run_.MembersOf(rule_.population).sure) {
      const Value subject = Value::Record(record, row);
      if (Holds({&subject, 1}, result)) result->subjects.push_back(run_.NameOf(rule_.population, row));
    }
    std::sort(result->subjects.begin(), result->subjects.end());
    return !result->subjects.empty();
  }

  // {subjects} of an observation are those it is about.
  std::string Text(const std::vector<std::string>& subjects) {
    if (rule_.text.is_empty()) return {};
    LevelResult level;
    level.parts.emplace_back().failing = subjects;
    TextFrame frame;
    frame.level = &level;
    return RenderText(run_, rule_.text.In(language_), frame);
  }

  Run& run_;
  const CompiledObservation& rule_;
  const std::string& language_;
};

}  // namespace

std::vector<ObservationResult> Observe(Run& run, const std::string& language) {
  std::vector<ObservationResult> results;
  for (const CompiledObservation& rule : run.pack().observations) {
    ObservationResult result;
    if (Observer(run, rule, language).Look(&result)) results.push_back(std::move(result));
  }
  return results;
}

}  // namespace assay
