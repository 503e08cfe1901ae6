// Faults of a schema in the making, brought into the order of the declarations they concern: passes
// find them in an order of their own.

#ifndef ASSAY_SRC_FACTS_SCHEMA_FAULTS_H_
#define ASSAY_SRC_FACTS_SCHEMA_FAULTS_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "assay/base/diagnostic.h"

namespace assay {

class SchemaFaults {
 public:
  // What a fault is about. Enums come before records, a record before its fields.
  struct Subject {
    bool is_record = true;
    std::size_t index = 0;       // Of the enum or record.
    std::size_t field_rank = 0;  // 0 = the record itself, else 1 + its field.
    Place place;
  };

  void Add(const Subject& subject, std::string_view code, std::string message,
           std::string hint = "") {
    faults_.push_back({subject, Diagnostic{.code = std::string(code),
                                           .message = std::move(message),
                                           .place = subject.place,
                                           .hint = std::move(hint)}});
  }

  bool empty() const { return faults_.empty(); }

  void MoveTo(Diagnostics* problems) {
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) {
      return std::tie(a.subject.is_record, a.subject.index, a.subject.field_rank) <
             std::tie(b.subject.is_record, b.subject.index, b.subject.field_rank);
    });
    for (Fault& fault : faults_) problems->push_back(std::move(fault.diagnostic));
    faults_.clear();
  }

 private:
  struct Fault {
    Subject subject;
    Diagnostic diagnostic;
  };
  std::vector<Fault> faults_;
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_SCHEMA_FAULTS_H_
