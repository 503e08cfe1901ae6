#include "src/expr/format_clauses.h"

namespace assay {
namespace {

constexpr std::string_view kLetters = "sdfebxXo";

bool IsInteger(TypeKind kind) { return kind == TypeKind::kInt || kind == TypeKind::kUint; }

}  // namespace

FormatClauses ReadFormatClauses(std::string_view format) {
  FormatClauses clauses;
  std::size_t at = 0;
  while ((at = format.find('%', at)) != std::string_view::npos) {
    ++at;
    if (at < format.size() && format[at] == '%') {
      ++at;
      continue;
    }
    if (at < format.size() && format[at] == '.') {
      const std::size_t digits = format.find_first_not_of("0123456789", at + 1);
      if (digits == at + 1) {
        clauses.fault = "a precision has no digits";
        return clauses;
      }
      at = digits == std::string_view::npos ? format.size() : digits;
    }
    if (at == format.size()) {
      clauses.fault = "a `%` stands at the end; a percent sign is written `%%`";
      return clauses;
    }
    if (kLetters.find(format[at]) == std::string_view::npos) {
      const bool is_ascii = static_cast<unsigned char>(format[at]) < 0x80;
      clauses.fault = is_ascii ? std::string("there is no clause `%") + format[at] + "`"
                               : "a `%` is followed by no letter of a clause";
      return clauses;
    }
    clauses.letters += format[at];
    ++at;
  }
  return clauses;
}

bool ClauseTakes(char letter, TypeKind kind) {
  if (letter == 's' || kind == TypeKind::kDyn || kind == TypeKind::kError ||
      kind == TypeKind::kParameter) {
    return true;
  }
  switch (letter) {
    // Doubles are taken by `%d` for NaN and the infinities.
    case 'd':
    case 'f':
    case 'e':
      return IsInteger(kind) || kind == TypeKind::kDouble || kind == TypeKind::kDecimal;
    case 'b':
      return IsInteger(kind) || kind == TypeKind::kBool;
    case 'o':
      return IsInteger(kind);
    default:
      return IsInteger(kind) || kind == TypeKind::kString || kind == TypeKind::kBytes ||
             kind == TypeKind::kEnum;
  }
}

}  // namespace assay
