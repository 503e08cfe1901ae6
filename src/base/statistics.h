// Attribute sampling: how many to ask, and what their answers prove.
//
// Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case
// of the binomial", Biometrika 26 (1934); attribute sampling as in the audit literature
// (zero expected deviations).

#ifndef ASSAY_SRC_BASE_STATISTICS_H_
#define ASSAY_SRC_BASE_STATISTICS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

// The one-sided upper Clopper-Pearson bound of the deviation rate, to about 1e-12: the p with
// P(X <= deviations | n, p) = 1 - confidence. 1 when deviations >= n. n > 0, 0 < confidence < 1.
double ClopperPearsonUpper(std::int64_t deviations, std::int64_t n, double confidence);

// Whether that bound is at most tolerable_pct / 100, decided in exact integers (a double never
// takes part): P(X <= deviations | n, tolerable) <= 1 - confidence. Percentages 0 to 100; a bound
// is always at most 100 %. The cost grows with n * deviations; n > 0, up to 100,000.
bool BoundAtMost(std::int64_t deviations, std::int64_t n, int tolerable_pct, int confidence_pct);

// The smallest n that confirms with zero deviations: (1 - tolerable)^n <= 1 - confidence.
// 10 % and 90 % give 22. Nothing smaller than 1. Where there is no such n (nothing is tolerable, or
// the confidence is to be 100 %, short of everything being tolerable) 0.
std::int64_t BinomialSampleSize(int tolerable_pct, int confidence_pct);

// The same for a small population, drawn without replacement: the smallest n with
// P(no deviant drawn) <= 1 - confidence when floor(tolerable * N) + 1 of N deviate. At least 1, at
// most N; 0 for an empty population.
std::int64_t HypergeometricSampleSize(std::int64_t population, int tolerable_pct,
                                      int confidence_pct);

// What BoundAtMost is for a sample drawn without replacement from `population`: with
// floor(tolerable * N) + 1 deviants among them, so few deviations in `n` draws would have a
// probability of at most 1 - confidence. Exact. 0 < n <= population.
bool HypergeometricBoundAtMost(std::int64_t deviations, std::int64_t n, std::int64_t population,
                               int tolerable_pct, int confidence_pct);

// The ids in the order in which an interview sample takes them: ascending SHA-256 of
// seed + LF + id. Extending a sample keeps earlier picks; the order the ids come in does not
// matter.
std::vector<std::string> SampleOrder(const std::string& seed, std::vector<std::string> ids);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_STATISTICS_H_
