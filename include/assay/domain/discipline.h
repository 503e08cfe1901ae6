// Evidence that breaches have consequences: cases that were handled, or the word that there were
// none.

#ifndef ASSAY_DOMAIN_DISCIPLINE_H_
#define ASSAY_DOMAIN_DISCIPLINE_H_

#include <optional>
#include <string>

#include <boost/describe/class.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

// The one type of evidence that cannot name the person it is about: whether a procedure is used can
// be shown without saying on whom.
struct DisciplinaryCase : Provenance {
  std::optional<Ref<Person>> author;
  Reported<std::string> breach_class;
  Reported<std::string> outcome;
  Defaulted<bool, true> anonymised;

  bool operator==(const DisciplinaryCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(DisciplinaryCase, (Provenance), (author, breach_class, outcome, anonymised))

template <>
struct Description<DisciplinaryCase> {
  static constexpr RecordDescription record{
      .name = "disciplinary_case",
      .plural = "disciplinary_cases",
      .place = RecordPlace::evidence,
      .documentation = "A breach that was dealt with. It names nobody.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"author", "Who wrote the record; never the person it is about."},
      {"breach_class", "How grave the breach was, in the organisation's words."},
      {"outcome", "What followed, in the organisation's words."},
      {"anonymised", "Whether nobody can be recognised from the record."},
  };
};

struct NoCasesAttestation : AuthoredEvidence {
  Required<Date> period_from;
  Required<Date> period_to;

  bool operator==(const NoCasesAttestation&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoCasesAttestation, (AuthoredEvidence), (period_from, period_to))

template <>
struct Description<NoCasesAttestation> {
  static constexpr RecordDescription record{
      .name = "no_cases_attestation",
      .plural = "no_cases_attestations",
      .place = RecordPlace::evidence,
      .documentation = "Somebody's word that no breach had to be dealt with in a period.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"period_from", "First day of the period."},
      {"period_to", "Last day of the period."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_DISCIPLINE_H_
