// Facts as JSON, format `assay.facts/1`: one object with the organisation, what was collected, and
// arrays of records. schemas/facts.schema.json says what may stand in it.
//
//   assay::Schema schema = assay::ShippedSchema();
//   assay::Diagnostics problems;
//   absl::StatusOr<assay::Facts> facts =
//       assay::ReadFactsJson(text, schema, {.file = "facts.json"}, &problems);
//   if (!facts.ok()) { Show(assay::Render(problems)); return facts.status(); }

#ifndef ASSAY_INGEST_FACTS_JSON_H_
#define ASSAY_INGEST_FACTS_JSON_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"

namespace assay {

struct FactsJsonOptions {
  std::string file = {};  // What messages call the text; may be empty.
  // Unknown members and dangling references become flags. What a record with such a reference is
  // about is unknown, so that it may be among those of any.
  bool lenient = false;
  std::size_t max_diagnostics = 100;
  std::size_t max_depth = 64;                     // Of arrays and objects within each other.
  std::size_t max_bytes = std::size_t{16} << 30;  // Of the text.
};

// Reads a facts document in one pass, straight into columns. `schema` says what may be in it, so
// records that a pack declares are read like shipped ones; it must outlive the facts. Keeps no
// reference to `text`.
//
// InvalidArgument if the text is not faultless; then `*problems` has gained every fault, in the
// order of the text, up to `max_diagnostics`, each with JSON pointer, line and column, and no facts
// are returned. ResourceExhausted if the text is longer than `max_bytes`. Codes, besides those of
// the builder (facts/builder.h):
//
//   json.*                   the text is not JSON (syntax, UTF-8, depth); what follows is not read
//   json.duplicate-key       an object has a key twice
//   facts.unknown-member     a key that the format, or the record type, does not have
//   facts.wrong-type         a value of another JSON type than the schema says
//   facts.bad-date           no such day, or a day or instant in another form
//   facts.bad-number         a number that is not whole, or beyond what can be held exactly
//   facts.unknown-value      a word that its enumeration does not have
//   facts.missing-member     no `organization` or no `collected`
//   facts.missing-type       a piece of evidence without `type`
//   facts.unknown-type       a piece of evidence of a type that the schema does not have
//   facts.bad-format         a `format` that is not `assay.facts/1`
//   facts.too-many           a closing warning: there were more faults than `max_diagnostics`
//
// Absent and null mean the same. Numbers for decimals may be written as strings.
absl::StatusOr<Facts> ReadFactsJson(std::string_view text, const Schema& schema,
                                    const FactsJsonOptions& options, Diagnostics* problems);

// The canonical text of sealed facts: the same for every order in which the records came. One
// record a line, members in the order of the schema, absent members and written defaults left
// out. Reading it with the schema of `facts` gives facts of the same digest; flags are not written.
std::string FactsToJson(const Facts& facts);

}  // namespace assay

#endif  // ASSAY_INGEST_FACTS_JSON_H_
