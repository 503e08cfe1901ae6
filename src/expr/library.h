// The parts of the standard library, one file each, and how they declare what they offer.
//
// A file holds a family of functions: their signatures for the checker and their implementations
// for the interpreter side by side, so that neither can be forgotten.

#ifndef ASSAY_SRC_EXPR_LIBRARY_H_
#define ASSAY_SRC_EXPR_LIBRARY_H_

#include <string_view>
#include <vector>

#include "assay/expr/environment.h"

namespace assay {

std::vector<Function> OperatorLibrary();    // arithmetic, comparison, equality, in, index, !, -
std::vector<Function> ConversionLibrary();  // int(), string(), bytes(), dyn(), type(), timestamp() ...
std::vector<Function> OptionalLibrary();    // optional.of, none, ofNonZeroValue, or, orValue, value, hasValue
std::vector<Function> TimeLibrary();        // getFullYear ... getMilliseconds, with zones
std::vector<Function> ListLibrary();        // size, lists and sets extensions, sum min max distinct
std::vector<Function> StringLibrary();      // core string functions, matches, the string extension
std::vector<Function> MathLibrary();        // math.*
std::vector<Function> EncoderLibrary();     // base64.*
std::vector<Function> NetworkLibrary();     // ip, cidr and their members
std::vector<Function> ComplianceLibrary();  // days, hours, date, cal.*, stats.*, money.*

// How an overload treats arguments that are not definite values.
enum class Strictness : unsigned char {
  kStrict,   // An unknown or error argument is the result (error outranks unknown); not called.
  kLenient,  // Called with whatever comes.
};

// "(string, string) -> bool", "(list(A), A) -> bool", "(A, A...) -> A"; single capital letters are
// type parameters, `...` makes the last parameter repeatable, a leading dot form `string.(string) -> bool`
// makes the first a receiver. A signature that does not parse is a fault of ours (asserted).
Overload Declare(std::string_view id, std::string_view signature, Implementation implementation,
                 Strictness strictness = Strictness::kStrict);

// The same function, all of whose overloads look at no more than the outside of their arguments.
Function Glancing(Function function);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_LIBRARY_H_
