// Evidence that money is set aside for security, and spent.

#ifndef ASSAY_DOMAIN_RESOURCES_H_
#define ASSAY_DOMAIN_RESOURCES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/base/decimal.h"
#include "assay/domain/description.h"
#include "assay/domain/evidence.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

// What money for security goes to.
enum class SpendingCategory : std::uint8_t {
  tools,
  training,
  external_audit,
  staff,
  consulting,
  insurance,
  security_tools,
  security_training
};
BOOST_DESCRIBE_ENUM(SpendingCategory, tools, training, external_audit, staff, consulting, insurance,
                    security_tools, security_training)
template <>
inline constexpr EnumDescription kEnumDescription<SpendingCategory>{
    "spending_category", "Usual names for what money for security goes to."};

struct BudgetLine {
  Required<Word<SpendingCategory>> category;
  Required<Decimal> amount;
  Required<std::string> currency;

  bool operator==(const BudgetLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(BudgetLine, (), (category, amount, currency))

template <>
struct Description<BudgetLine> {
  static constexpr RecordDescription record{
      .name = "budget_line",
      .plural = "budget_lines",
      .place = RecordPlace::embedded,
      .documentation = "An amount set aside for one purpose."};
  static constexpr MemberDescription members[] = {
      {"category", "What the amount is for."},
      {"amount", "How much, exactly, in units of the currency."},
      {"currency", "The amount's currency by its ISO 4217 code, e.g. `EUR`."},
  };
};

struct Budget : OrganizationEvidence {
  Required<Date> period_from;
  Required<Date> period_to;
  std::optional<Ref<Person>> signed_by;
  std::vector<BudgetLine> lines;

  bool operator==(const Budget&) const = default;
};
BOOST_DESCRIBE_STRUCT(Budget, (OrganizationEvidence), (period_from, period_to, signed_by, lines))

template <>
struct Description<Budget> {
  static constexpr RecordDescription record{.name = "budget",
                                            .plural = "budgets",
                                            .place = RecordPlace::evidence,
                                            .documentation = "Money set aside for security.",
                                            .key = "id"};
  static constexpr MemberDescription members[] = {
      {"period_from", "First day of the period it is for."},
      {"period_to", "Last day of the period it is for."},
      {"signed_by", "Who signed it. Absent: nobody."},
      {"lines", "Its amounts. Those of one category and currency add up."},
  };
};

struct Invoice : OrganizationEvidence {
  Required<Word<SpendingCategory>> category;
  Required<Decimal> amount;
  Required<std::string> currency;
  std::optional<std::string> supplier;

  bool operator==(const Invoice&) const = default;
};
BOOST_DESCRIBE_STRUCT(Invoice, (OrganizationEvidence), (category, amount, currency, supplier))

template <>
struct Description<Invoice> {
  static constexpr RecordDescription record{
      .name = "invoice",
      .plural = "invoices",
      .place = RecordPlace::evidence,
      .documentation = "A bill for something bought for security.",
      .key = "id"};
  static constexpr MemberDescription members[] = {
      {"category", "What was bought."},
      {"amount", "How much, exactly, in units of the currency."},
      {"currency", "The amount's currency by its ISO 4217 code, e.g. `EUR`."},
      {"supplier", "Who was paid. Informational."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_RESOURCES_H_
