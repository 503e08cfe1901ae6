// Evidence that people are bound to the security rules: contracts and non-disclosure agreements.

#ifndef ASSAY_DOMAIN_AGREEMENT_H_
#define ASSAY_DOMAIN_AGREEMENT_H_

#include <cstdint>
#include <optional>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

// Clauses that a contract may hold.
enum class ContractClause : std::uint8_t {
  confidentiality,
  isms_adherence,
  data_protection,
  return_of_assets,
  post_employment,
  disciplinary,
  intellectual_property,
  monitoring
};
BOOST_DESCRIBE_ENUM(ContractClause, confidentiality, isms_adherence, data_protection,
                    return_of_assets, post_employment, disciplinary, intellectual_property,
                    monitoring)
template <>
inline constexpr EnumDescription kEnumDescription<ContractClause>{
    "contract_clause", "Usual names of clauses that matter to security."};

struct Contract : PersonEvidence {
  Reported<std::vector<Word<ContractClause>>> clauses;
  std::optional<Date> expires;

  bool operator==(const Contract&) const = default;
};
BOOST_DESCRIBE_STRUCT(Contract, (PersonEvidence), (clauses, expires))

template <>
struct Description<Contract> {
  static constexpr RecordDescription record{
      .name = "contract",
      .plural = "contracts",
      .place = RecordPlace::evidence,
      .documentation = "A signed contract with somebody who works for the organisation.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"clauses", "The clauses it holds. Absent: nobody has extracted them, so they are unknown."},
      {"expires", "Last day on which it binds. Absent: it does not expire."},
  };
};

struct Nda : PersonEvidence {
  Reported<bool> references_security_policy;
  std::optional<Date> expires;

  bool operator==(const Nda&) const = default;
};
BOOST_DESCRIBE_STRUCT(Nda, (PersonEvidence), (references_security_policy, expires))

template <>
struct Description<Nda> {
  static constexpr RecordDescription record{.name = "nda",
                                            .plural = "ndas",
                                            .place = RecordPlace::evidence,
                                            .documentation = "A signed non-disclosure agreement.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"references_security_policy", "Whether it binds the person to the security policy."},
      {"expires", "Last day on which it binds. Absent: it does not expire."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_AGREEMENT_H_
