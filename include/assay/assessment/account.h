// An account of one subject: every rule that concerns it, and how it stands under each.

#ifndef ASSAY_ASSESSMENT_ACCOUNT_H_
#define ASSAY_ASSESSMENT_ACCOUNT_H_

#include <string>
#include <vector>

#include "assay/assessment/assessment.h"
#include "assay/assessment/evidence.h"
#include "assay/base/date.h"
#include "assay/base/truth.h"

namespace assay {

// How a record stands under one rule over subjects.
struct AccountEntry {
  std::string item;
  std::string title;
  Level level = Level::minimum;
  std::string population;        // Whose rule it is,
  Truth is_member = Truth::kPass;  // and whether it is one of them.
  // Whether the rule asks anything of a member now; if this fails, `met` says nothing.
  Truth due = Truth::kPass;
  Truth met = Truth::kFail;
  std::string cause;   // Where `met` or `due` is unknown: "feed:contract", "cell:contract.clauses".
  std::string error;
  EvidenceOfSubject evidence;  // Its `subject` differs from the account's where the rule is about a
                               // record of it: a move of a person.
};

struct SubjectAccount {
  Date as_of;
  std::string subject;
  std::string record_type;  // "person"
  std::vector<AccountEntry> entries;  // In the pack's order.
  std::string text_language = "en";  // Of its texts, as it was asked for.
};

}  // namespace assay

#endif  // ASSAY_ASSESSMENT_ACCOUNT_H_
