// A small pack and ways to read and run tests of it.

#ifndef ASSAY_TESTS_ENGINE_TESTED_PACK_H_
#define ASSAY_TESTS_ENGINE_TESTED_PACK_H_

#include <string>
#include <utility>
#include <vector>

#include "assay/engine/pack_tests.h"
#include "tests/engine/small_pack.h"

namespace assay {

// Item N: everybody has an NDA (minimum) and a contract (full); M has one level, of two rules; Off is
// not assessed. Trap T: an announcement by a machine. Check RC: an announcement by nobody's machine.
// Observations O, of those without an NDA, Machine, and Share, which errs without a machine. Major: N is not even at its minimum.
inline const CompiledPack& TestedPack() {
  static const CompiledPack* pack = new CompiledPack(MakePack(R"yaml(
parameters:
  nda_pct: {default: 100, doc: share of people with an NDA}
populations:
  staff: {of: person, where: person.start <= as_of}
  spoken: {of: announcement}
tallies:
  machines: {over: spoken, where: announcement.automated}
controls:
  - id: C
    title: Control
    items:
      - id: N
        title: Bound
        link: minimum_limits_full
        each: staff
        levels:
          minimum: {require: person.ndas.size() > 0, coverage_pct: params.nda_pct}
          full: {require: person.contracts.size() > 0}
        finding: "{failing} without an NDA: {subjects}"
        remediation: [{owner: hr, text: "Have {subjects} sign."}, {owner: hr, text: Ask them why.}]
      - id: M
        title: Told
        levels:
          minimum:
            all:
              - {name: told, org: org.announcements.size() > 0}
              - {name: by_ann, org: "org.announcements.exists(a, a.author.id == 'ann')"}
      - id: Off
        title: Not assessed
        enabled: false
        levels:
          minimum: {org: "true"}
traps:
  - {id: T, title: machine, items: [N], caps: full, clears_with: RC, when: "org.announcements.exists(a, a.automated)"}
reality_checks:
  - {id: RC, item: N, kind: evidence, require: "org.announcements.exists(a, !a.automated)"}
observations:
  - {id: O, item: N, each: staff, when: person.ndas.size() == 0, text: "{subjects}"}
  - {id: Machine, item: M, when: "org.announcements.exists(a, a.automated)", text: A machine speaks.}
  - {id: Share, item: M, when: 1 / tally.machines > 0, text: Of those by machines.}
  - {id: Unseen, item: Off, when: "true", text: Of what is not assessed.}
nonconformity: {major: verdict.N.minimum == 'not_satisfied'}
)yaml"));
  return *pack;
}

// Ann, who has an NDA and a contract; eleven lines, so that cases begin on line 12.
inline constexpr std::string_view kTestBase =
    "format: assay.tests/1\n"
    "base:\n"
    "  as_of: 2026-03-31\n"
    "  organization: {id: o, name: O, time_zone: UTC, isms_start: 2024-01-01}\n"
    "  collected: ['*']\n"
    "  people:\n"
    "    - {id: ann, engagement: employee, start: 2020-01-01}\n"
    "  evidence:\n"
    "    - {id: ann-nda, type: nda, occurred_at: 2020-01-01, person: ann}\n"
    "    - {id: ann-contract, type: contract, occurred_at: 2020-01-01, person: ann}\n"
    "cases:\n";

struct TestsRead {
  Diagnostics problems;
  absl::StatusOr<PackTests> tests;
};
inline TestsRead ReadTests(const std::vector<PackTestFile>& files,
                           const PackTestLimits& limits = {}) {
  Diagnostics problems;
  absl::StatusOr<PackTests> tests = ReadPackTests(files, TestedPack(), limits, &problems);
  return {std::move(problems), std::move(tests)};
}

inline PackTestFile WithBase(const std::string& cases) {
  return {"tests/a.yaml", std::string(kTestBase) + cases};
}

}  // namespace assay

#endif  // ASSAY_TESTS_ENGINE_TESTED_PACK_H_
