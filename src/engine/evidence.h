// Why a rule has the answer it has: which records it looked at for a subject, which it took, which
// came nearest. Computed for the few subjects that are spoken of, never for everybody.

#ifndef ASSAY_SRC_ENGINE_EVIDENCE_H_
#define ASSAY_SRC_ENGINE_EVIDENCE_H_

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/assessment/evidence.h"
#include "src/engine/levels.h"
#include "src/engine/run.h"

namespace assay {

// What `part` of `level` looked at for `subject` (nothing: for the organisation). `flags` are those
// of hygiene, by record. Takes a few times as long as judging the subject did.
EvidenceOfSubject LookAtEvidence(Run& run, const CompiledItem& item, Level level, const CompiledPart& part,
                                 std::optional<Row> subject, std::span<const QualityFlag> flags);

// The records that make the signal of a trap hold.
std::vector<std::string> EvidenceOfTrap(Run& run, const CompiledTrap& trap, const Value& verdicts);

// Fills in the evidence of every finding of the item and of its rules about the organisation.
void AddEvidence(Run& run, const CompiledItem& item, const NamedSubjects& named, const Value& verdicts,
                 std::span<const QualityFlag> flags, ItemResult* result);

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_EVIDENCE_H_
