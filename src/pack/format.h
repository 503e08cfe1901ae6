// The pack format as data: every object, its members, and what each may hold. One description,
// three uses: CheckForm (check_form.h) refuses what does not fit, PackJsonSchema writes it down for
// editors, and the readers (sections.h) may rely on it.

#ifndef ASSAY_SRC_PACK_FORMAT_H_
#define ASSAY_SRC_PACK_FORMAT_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

// What a scalar must be. All but kAny and kExpression are strings in JSON, or numbers and truth
// values where they are called so; in YAML a plain scalar is what the format says it is.
enum class ScalarForm : std::uint8_t {
  kNone,        // No scalar may stand here.
  kText,        // Not empty.
  kTemplate,    // Text with expressions in braces.
  kExpression,  // Of the rule language; also a bare number or truth value.
  kName,        // A name that rules can use.
  kDottedName,  // Several of them, joined by dots.
  kId,          // An id that people and reports use: no spaces.
  kLanguage,    // A language tag, "de" or "pt-BR".
  kVersion,     // A semantic version.
  kSignature,   // Of a function; its reader checks it.
  kType,        // Of a parameter or field; its reader checks it.
  kWord,        // One of `words`.
  kBool,
  kTrue,  // `true`, for what is either said or left out.
  kInt,
  kDecimal,
  kAny,  // Typed by something else (a parameter's default).
};

struct ObjectForm;

// What may stand in one place: a scalar, a list, a mapping, or a choice among these, which differ
// by how they are written.
struct Form {
  std::string_view expected;  // For messages: "an expression", "a list of items".
  ScalarForm scalar = ScalarForm::kNone;
  std::span<const std::string_view> words;        // Of kWord.
  std::string_view word_fault = "pack.bad-word";  // The code for another word.
  const Form* items = nullptr;                    // Of a list.
  const Form* values = nullptr;                   // Of a mapping whose keys the author chooses.
  ScalarForm keys = ScalarForm::kName;
  bool needs_one = false;              // Of a list or such a mapping: it may not be empty.
  const ObjectForm* object = nullptr;  // Of a mapping with the members described there.
  bool is_foreign = false;  // Of a mapping that is held to another format, by whoever reads that.
};

struct MemberForm {
  std::string_view name;
  const Form* form = nullptr;
  bool is_required = false;
  std::string_view documentation;
};

struct ObjectForm {
  std::string_view name;   // In the JSON Schema: "reality_check".
  std::string_view title;  // In messages: "a reality check".
  std::span<const MemberForm> members;
};

// The policy of waivers, which a tailoring may set, too.
const Form& WaiversForm();

// The pack as a whole.
const ObjectForm& PackForm();

// Its texts in another language; texts_format.cc.
const ObjectForm& TextsForm();

}  // namespace assay

#endif  // ASSAY_SRC_PACK_FORMAT_H_
