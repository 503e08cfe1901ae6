#include "src/engine/observations.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/engine/row_loop.h"
#include "src/engine/texts.h"

namespace assay {
namespace {

class Observer {
 public:
  Observer(Run& run, const CompiledObservation& rule, const std::string& language)
      : run_(run), rule_(rule), language_(language) {}

  // Whether it has something to say, which is then in `*result`.
  bool Look(ObservationResult* result) {
    const bool holds = rule_.population < 0 ? Holds(run_, {}, &result->error) : HoldsForSomebody(result);
    if (!holds && result->error.empty()) return false;
    result->id = rule_.definition->id;
    result->item = rule_.definition->item;
    if (holds) result->text = Text(result->subjects);
    return true;
  }

 private:
  bool Holds(Evaluator& at, std::span<const Value> locals, std::string* error) const {
    const Value value = at.Evaluate(*rule_.when, locals);
    if (value.is_error() && error->empty()) *error = std::string(value.error_message());
    return TruthOf(value) == Truth::kPass;
  }

  bool HoldsForSomebody(ObservationResult* result) {
    const RecordTypeId record = run_.pack().populations[static_cast<std::size_t>(rule_.population)].record;
    const std::vector<Row>& members = run_.MembersOf(rule_.population).sure;
    RowLoop loop(run_, {rule_.when}, members.size());
    struct Found {
      std::vector<Row> rows;
      std::string error;
    };
    std::vector<Found> found(loop.blocks());
    loop.Go([&](Evaluator& at, std::size_t block, std::size_t k) {
      const Value subject = Value::Record(record, members[k]);
      if (Holds(at, {&subject, 1}, &found[block].error)) found[block].rows.push_back(members[k]);
    });
    for (const Found& part : found) {
      if (result->error.empty()) result->error = part.error;
      for (const Row row : part.rows) result->subjects.push_back(run_.NameOf(rule_.population, row));
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
