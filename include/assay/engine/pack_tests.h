// A pack's own examples: small facts, and the verdicts that the pack must give on them. They stand
// in `tests/*.yaml` beside the pack, for its author to run with `assay test`.
//
//   format: assay.tests/1
//   from: company.yaml                     # optional: build on the base of another file
//   base:                                  # facts that all cases of the file share
//     evidence:
//       - {id: ann-contract, type: contract, occurred_at: 2025-01-02, person: ann,
//          clauses: [confidentiality, isms_adherence]}
//   cases:
//     - name: everybody has a contract
//       expect:
//         items: {I02: {minimum: satisfied, full: satisfied, rung: full}}
//     - name: an expired contract binds nobody
//       facts:                             # what differs from the base
//         evidence:
//           - {id: ann-contract, expires: 2026-03-30}
//       expect:
//         items:
//           I02:
//             minimum: {verdict: not_satisfied, failing: [ann], finding: ann}  # a piece of its text
//             full: {verdict: not_satisfied, parts: {signed: not_satisfied, filed: satisfied}}
//             remediation: have ann sign         # a piece of one of the item's
//         observations: {O1: [ann], O2: false}   # about whom, or whether it is made
//         nonconformity: false                   # whether major: true, false or unknown
//         data_quality: {ann-contract: []}       # the flags of a record, all of them
//     - name: contracts were not collected
//       as_of: 2026-04-01                  # the day that is judged, else the facts' own
//       params: {contract_coverage_pct: 90}
//       without: [ann-contract]            # records of the base, by id
//       facts: {collected: ["*", {type: contract, complete: false}]}
//       expect:
//         items: {I02: {full: unknown}}
//         traps: {T1: not_detected}
//         checks: {RC1: not_performed}
//         score: {low: 0, high: 85}        # in percent; or one number, or none
//
// Facts have the shape of `assay.facts/1` (ingest/facts_json.h), in YAML: plain numbers, true,
// false and null are what they are in JSON, everything else is text. `facts` is laid over `base`,
// and `base` over that of the file named by `from`:
//
//   a list of records     a record whose id is there already has its members replaced one by one
//                         (null takes one away); any other is added
//   the organisation      its members are replaced one by one
//   all else              (as_of, collected) is replaced as a whole
//
// `without` is applied first. What is expected of a level is a verdict, or a mapping with `verdict`
// and any of `failing`, `unknown` (subjects, complete, in any order), `reasons` (complete), `parts`
// (verdicts of its rules that have a name) and `finding`. `finding` and `remediation` are a text, or
// several, that must occur in one each; `[]` says that there is none. What a case does not mention
// it does not test.
//
//   assay::Diagnostics problems;
//   absl::StatusOr<assay::PackTests> tests = assay::ReadPackTests(files, pack, {}, &problems);
//   for (const assay::PackTestCase& test : tests->cases()) {
//     auto facts = assay::ReadFactsJson(test.facts, pack.schema(), {}, &faults);
//     if (!facts.ok()) { for (auto& fault : faults) tests->MoveIntoFile(test, &fault); ... }
//     auto result = assay::RunPackTest(pack, *tests, test, *facts, &problems);
//   }

#ifndef ASSAY_ENGINE_PACK_TESTS_H_
#define ASSAY_ENGINE_PACK_TESTS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "assay/assessment/assessment.h"
#include "assay/base/date.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"

namespace assay {

// One thing that a case says of the assessment.
struct Expectation {
  enum class Kind : std::uint8_t {
    kVerdict,  // Of an item's level.
    kPart,     // The verdict of a rule of it that has a name.
    kFailing,  // Its failing subjects, of all its rules.
    kUnknown,  // Those of whom it is not known.
    kReasons,
    kFinding,      // Texts that occur in what is found of the level.
    kRung,         // Of an item.
    kRemediation,  // Texts that occur in what is to be done for it.
    kTrap,         // The state of a trap.
    kCheck,        // The state of a reality check.
    kObservation,  // Whether it is made: "true", "false" or "error".
    kObserved,     // Whom it is about.
    kNonconformity,  // Whether it is major: "true", "false" or "unknown".
    kQuality,      // The flags of a record.
    kScore,        // Of the whole: "85.00", "0.00 to 85.00" or "none".
  };
  Kind kind = Kind::kVerdict;
  std::string id;  // Of the item, trap, check, observation or record.
  Level level = Level::minimum;
  std::string part;  // The name of a rule, of kPart.
  // One word. Subjects, reasons and flags: any number, ascending. Texts: any number.
  std::vector<std::string> want;
  Place place;                    // Where it is written.
};

// "I02 full", "I02 full signed", "I02 full, failing", "I02 rung", "trap T1", "score".
std::string ExpectationName(const Expectation& expectation);

struct PackTestCase {
  std::string id;  // "I02/an expired contract binds nobody": the file without its ending, the name.
  std::string name;
  Place place;        // Of the name.
  std::string facts;  // What the case says of the organisation, as `assay.facts/1`.
  std::optional<Date> as_of;
  std::vector<std::pair<std::string, std::string>> parameters;  // As for Assess.
  Place parameters_place;
  std::vector<Expectation> expectations;  // At least one; in the order of the file.
};

// A text and what messages call it; its last component is what `from` calls it.
struct PackTestFile {
  std::string file;
  std::string text;
};

struct PackTestLimits {
  std::size_t bytes = 1 << 20;    // Of a file.
  std::size_t diagnostics = 100;  // Told of one file.
};

// The cases of one pack. Immutable; move-only.
class PackTests {
 public:
  PackTests(PackTests&&) noexcept;
  PackTests& operator=(PackTests&&) noexcept;
  ~PackTests();

  // By file in the order given, then in the order of the file. Never empty.
  std::span<const PackTestCase> cases() const;

  // Moves a fault that was found in the facts of `test`, which is one of cases(), from its place in
  // their JSON text to where the author wrote it: in the case, in the base or in another file. The
  // JSON pointer stays.
  void MoveIntoFile(const PackTestCase& test, Diagnostic* fault) const;

  // Makes `fault` point at `place`, which is a place of one of the cases.
  void PlaceAt(const Place& place, Diagnostic* fault) const;

  struct Rep;  // src/engine/read_pack_tests.cc

 private:
  friend absl::StatusOr<PackTests> ReadPackTests(std::span<const PackTestFile>, const CompiledPack&,
                                                 const PackTestLimits&, Diagnostics*);
  explicit PackTests(std::unique_ptr<const Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

// Reads the test files of `pack`, strict YAML or, if they begin with `{`, JSON. The facts of a case
// are put together but not looked at: ReadFactsJson does that.
//
// InvalidArgument if anything is at fault; `*problems` has then gained every fault found, file by
// file, with line, column and a hint:
//
//   yaml.*, json.*         the text is neither
//   tests.format           not format assay.tests/1
//   tests.unknown-member, tests.missing-member, tests.wrong-type, tests.empty, tests.bad-id
//   tests.no-cases         no cases at all, or a file without cases that no other builds on
//   tests.no-expectation   a case that expects nothing, which could not fail
//   tests.duplicate-name   a name that another case of the file has
//   tests.duplicate-file   two files of one name
//   tests.no-such-file     `from` names none of the files
//   tests.circle           or, in the end, itself
//   tests.duplicate-id     an id twice in one list of records
//   tests.other-type       or of another type than the record of the base that it would change
//   tests.no-such-record   `without` names no record of the base
//   tests.ambiguous-record or two, of different lists
//   tests.no-such-item, tests.no-such-level, tests.no-such-trap, tests.no-such-check,
//   tests.no-such-part, tests.no-such-observation,
//   tests.no-such-parameter  a name that the pack does not have, or an item that it does not assess
//   tests.no-subjects      subjects of an observation about the organisation
//   tests.bad-word         what is no verdict, rung or state
//   tests.bad-date         an `as_of` that is no day             tests.bad-score  no score
absl::StatusOr<PackTests> ReadPackTests(std::span<const PackTestFile> files,
                                        const CompiledPack& pack, const PackTestLimits& limits,
                                        Diagnostics* problems);

// What came instead of what was expected.
struct Mismatch {
  std::size_t expectation = 0;   // Index in the case's expectations.
  // Like Expectation::want; empty also where there is no such thing. Of texts, the whole texts.
  std::vector<std::string> got;
  std::string
      because;  // What speaks for the verdict that came: reasons, subjects, an error; or "".
};

struct PackTestResult {
  std::vector<Mismatch> mismatches;  // In the order of the expectations.
  bool passed() const { return mismatches.empty(); }
};

// Assesses `facts`, which must be those of `test`, and compares.
//
// Fails as Assess does. A fault of the parameters, or that there is no day to judge (tests.no-day),
// is then in `*problems`, at its place in the file.
absl::StatusOr<PackTestResult> RunPackTest(const CompiledPack& pack, const PackTests& tests,
                                           const PackTestCase& test, const Facts& facts,
                                           Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_PACK_TESTS_H_
