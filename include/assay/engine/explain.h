// Explaining one subject: how a person (or any other record that rules are about) stands under
// every rule, by which evidence, and how near the rest came.

#ifndef ASSAY_ENGINE_EXPLAIN_H_
#define ASSAY_ENGINE_EXPLAIN_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "assay/assessment/account.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/assess.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"

namespace assay {

// The account of the record `id`: an entry for every rule whose population is made of such records,
// or of records that are its own: embedded in it (a person's moves), referring to it (a person's
// accounts; of evidence, what is about it, not what it did) or embedded in such. `history_months`,
// `explained_subjects` and `threads` of the options are not looked at.
//
// Returns NotFound if no rule is about a record of that id, ResourceExhausted and Cancelled
// as Assess does, and InvalidArgument as Assess does.
absl::StatusOr<SubjectAccount> ExplainSubject(const CompiledPack& pack, const Facts& facts, std::string_view id,
                                              const AssessOptions& options, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_EXPLAIN_H_
