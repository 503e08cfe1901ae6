// What compliance needs beyond CEL: civil dates (library_calendar) and attribute sampling.

#include "assay/expr/evaluate.h"
#include "src/base/statistics.h"
#include "src/expr/library.h"
#include "src/expr/library_calendar.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

// The exact bound grows with n times the deviations; larger samples are nobody's interviews.
constexpr std::int64_t kLargestSample = 100'000;

Value Refused(const char* why) { return Value::Error(ErrorCode::kInvalidArgument, why); }

bool IsSample(const Value& deviations, const Value& n) {
  return n.as_int() > 0 && n.as_int() <= kLargestSample && deviations.as_int() >= 0 &&
         deviations.as_int() <= n.as_int();
}

bool IsPercentage(const Value& value) { return value.as_int() >= 0 && value.as_int() <= 100; }

Value UpperBound(const CallContext&, Arguments a) {
  if (!IsSample(a[0], a[1])) return Refused("a sample is of 1 to 100000, with as many deviations at most");
  const double confidence = a[2].as_double();
  if (!(confidence > 0 && confidence < 1)) return Refused("a confidence is between 0 and 1");
  return Value::Double(ClopperPearsonUpper(a[0].as_int(), a[1].as_int(), confidence));
}

Value IsBoundAtMost(const CallContext&, Arguments a) {
  if (!IsSample(a[0], a[1])) return Refused("a sample is of 1 to 100000, with as many deviations at most");
  if (!IsPercentage(a[2]) || !IsPercentage(a[3])) return Refused("a percentage is 0 to 100");
  return Value::Bool(BoundAtMost(a[0].as_int(), a[1].as_int(), static_cast<int>(a[2].as_int()),
                                 static_cast<int>(a[3].as_int())));
}

Value SampleSize(const CallContext&, Arguments a) {
  if (!IsPercentage(a[0]) || !IsPercentage(a[1])) return Refused("a percentage is 0 to 100");
  if (a[0].as_int() == 0 || a[1].as_int() == 100) return Refused("no sample proves that nothing deviates");
  return Value::Int(BinomialSampleSize(static_cast<int>(a[0].as_int()), static_cast<int>(a[1].as_int())));
}

Value SampleSizeOfPopulation(const CallContext&, Arguments a) {
  if (a[0].as_int() < 0 || a[0].as_int() > 1'000'000'000) return Refused("a population is 0 to a milliard");
  if (!IsPercentage(a[1]) || !IsPercentage(a[2])) return Refused("a percentage is 0 to 100");
  if (a[0].as_int() == 0) return Value::Int(0);
  return Value::Int(HypergeometricSampleSize(a[0].as_int(), static_cast<int>(a[1].as_int()),
                                             static_cast<int>(a[2].as_int())));
}

}  // namespace

std::vector<Function> ComplianceLibrary() {
  std::vector<Function> functions = CalendarFunctions();
  functions.push_back({"stats.clopper_pearson_upper",
                       {Declare("stats_clopper_pearson_upper", "(int, int, double) -> double", UpperBound)},
                       "the upper bound of a deviation rate: deviations, n, confidence"});
  functions.push_back({"stats.bound_at_most",
                       {Declare("stats_bound_at_most", "(int, int, int, int) -> bool", IsBoundAtMost)},
                       "whether that bound is at most a rate, decided in integers: deviations, n, "
                       "tolerable per cent, confidence per cent"});
  functions.push_back({"stats.sample_size",
                       {Declare("stats_sample_size_population", "(int, int, int) -> int", SampleSizeOfPopulation),
                        Declare("stats_sample_size", "(int, int) -> int", SampleSize)},
                       "how many to draw from a population so that none deviating confirms: tolerable "
                       "and confidence in per cent; without a population from any"});
  return functions;
}

}  // namespace assay
