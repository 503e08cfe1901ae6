// Texts for people: findings, remediation and observations, with their braces filled in.

#ifndef ASSAY_SRC_ENGINE_TEXTS_H_
#define ASSAY_SRC_ENGINE_TEXTS_H_

#include <optional>
#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "src/engine/run.h"

namespace assay {

// What the braces of an item's texts may name, beside expressions.
struct TextFrame {
  const LevelResult* level = nullptr;  // Its first rule over subjects gives {due}, {subjects} ...
  const ItemResult* item = nullptr;    // {part.subjects}: of any level.
  std::optional<Date> due_date;
  // {subjects} of a remedy are also those who are not known to meet the rule: they must be asked. A
  // finding names only those of whom it is known.
  bool names_unknown = false;
  std::vector<Value> locals;           // The item's `show` values, then the subject if per_subject.
};

// What a person reads for a value, in the run's language: never a bare "null" or a type's name.
std::string ShownText(const Value& value, const Run& run);

std::string RenderText(Run& run, const CompiledTemplate& text, const TextFrame& frame);

// Findings for each level that is not satisfied (or unknown, waived, in error), and the remedies of
// the lowest such level. Titles are rendered as well.
void WriteTexts(Run& run, const CompiledItem& item, const std::string& language, ItemResult* result);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_TEXTS_H_
