// Four-valued truth: the only logic the engine knows.
//
// kFail    evaluated, and not met
// kPass    evaluated, and met
// kUnknown a fact that the answer needs has not been collected
// kError   a fact is there, but the rule cannot use it (1 / 0, none < date)
//
// Missing evidence is never a pass. Everything here is a pure function, total
// over the four values, and cheap enough to be called per cell.
//
// Source: the Common Expression Language's logical operators for "a deciding
// value beats an error"; unknown over error as cel-cpp and cel-go decide it.

#ifndef ASSAY_BASE_TRUTH_H_
#define ASSAY_BASE_TRUTH_H_

#include <cstdint>
#include <string_view>

namespace assay {

enum class Truth : std::uint8_t { kFail = 0, kPass = 1, kUnknown = 2, kError = 3 };

// `left && right`. A fail on either side decides, whatever the other side is;
// otherwise unknown outranks error, so that supplying the missing fact is tried
// before a fault is reported. Commutative and associative.
constexpr Truth And(Truth left, Truth right) {
  if (left == Truth::kFail || right == Truth::kFail) return Truth::kFail;
  if (left == Truth::kUnknown || right == Truth::kUnknown) return Truth::kUnknown;
  if (left == Truth::kError || right == Truth::kError) return Truth::kError;
  return Truth::kPass;
}

// `!operand`. Unknown and error stay what they are.
constexpr Truth Not(Truth operand) {
  if (operand == Truth::kFail) return Truth::kPass;
  if (operand == Truth::kPass) return Truth::kFail;
  return operand;
}

// `left || right`. A pass on either side decides; otherwise as `And`.
// De Morgan holds: Or(a, b) == Not(And(Not(a), Not(b))).
constexpr Truth Or(Truth left, Truth right) { return Not(And(Not(left), Not(right))); }

constexpr Truth FromBool(bool value) { return value ? Truth::kPass : Truth::kFail; }

// "fail", "pass", "unknown" or "error".
constexpr std::string_view TruthName(Truth truth) {
  switch (truth) {
    case Truth::kFail:
      return "fail";
    case Truth::kPass:
      return "pass";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kError:
      return "error";
  }
  return "error";
}

}  // namespace assay

#endif  // ASSAY_BASE_TRUTH_H_
