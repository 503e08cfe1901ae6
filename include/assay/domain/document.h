// Documents that set rules, and their versions.

#ifndef ASSAY_DOMAIN_DOCUMENT_H_
#define ASSAY_DOMAIN_DOCUMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "assay/base/date.h"
#include "assay/domain/description.h"
#include "assay/domain/member_types.h"

namespace assay::domain {

enum class DocumentKind : std::uint8_t {
  handbook,
  security_policy,
  disciplinary_policy,
  resources_policy,
  acceptable_use_policy,
  access_policy,
  privacy_policy,
  code_of_conduct,
  procedure,
  standard,
  guideline,
  other
};
BOOST_DESCRIBE_ENUM(DocumentKind, handbook, security_policy, disciplinary_policy, resources_policy,
                    acceptable_use_policy, access_policy, privacy_policy, code_of_conduct,
                    procedure, standard, guideline, other)
template <>
inline constexpr EnumDescription kEnumDescription<DocumentKind>{
    "document_kind", "What a document is for. Each kind may be collected on its own."};

// The order is the order of weight.
enum class DisciplinaryStep : std::uint8_t {
  verbal_warning,
  written_warning,
  final_warning,
  suspension,
  demotion,
  termination
};
BOOST_DESCRIBE_ENUM(DisciplinaryStep, verbal_warning, written_warning, final_warning, suspension,
                    demotion, termination)
template <>
inline constexpr EnumDescription kEnumDescription<DisciplinaryStep>{
    "disciplinary_step", "What may follow a breach, from mild to severe."};

struct DisciplinaryProcedure {
  Reported<bool> covers_security;
  std::vector<DisciplinaryStep> steps;

  bool operator==(const DisciplinaryProcedure&) const = default;
};
BOOST_DESCRIBE_STRUCT(DisciplinaryProcedure, (), (covers_security, steps))

template <>
struct Description<DisciplinaryProcedure> {
  static constexpr RecordDescription record{
      .name = "disciplinary_procedure",
      .plural = "disciplinary_procedures",
      .place = RecordPlace::embedded,
      .documentation = "How breaches are dealt with, as one version of a document lays it down."};
  static constexpr MemberDescription members[] = {
      {"covers_security", "Whether breaches of security rules are among those it deals with."},
      {"steps", "The graduated steps it names, in any order."},
  };
};

// The version in force on a day is the one that took effect last, on or before that day.
struct DocumentVersion {
  std::string version;
  Required<Date> effective_from;
  Defaulted<bool, true> material;
  std::optional<std::int64_t> word_count;
  Reported<bool> security_misconduct_clause;
  std::optional<DisciplinaryProcedure> disciplinary_procedure;

  bool operator==(const DocumentVersion&) const = default;
};
BOOST_DESCRIBE_STRUCT(DocumentVersion, (),
                      (version, effective_from, material, word_count, security_misconduct_clause,
                       disciplinary_procedure))

template <>
struct Description<DocumentVersion> {
  static constexpr RecordDescription record{.name = "document_version",
                                            .plural = "document_versions",
                                            .place = RecordPlace::embedded,
                                            .documentation = "One issue of a document.",
                                            .key = "version"};
  static constexpr MemberDescription members[] = {
      {"version", "The version's label, unique within its document."},
      {"effective_from", "First day on which the version applies."},
      {"material",
       "Whether the rules changed. An acknowledgement outlives re-issues that are not material."},
      {"word_count",
       "Length of the text, for the shortest credible reading time.",
       {.unit = "words", .minimum = 0}},
      {"security_misconduct_clause",
       "Whether the text says that breaching security rules is serious misconduct."},
      {"disciplinary_procedure", "The procedure for breaches, if this version contains one."},
  };
};

struct Document {
  std::string id;
  Required<DocumentKind> kind;
  std::vector<DocumentVersion> versions;

  bool operator==(const Document&) const = default;
};
BOOST_DESCRIBE_STRUCT(Document, (), (id, kind, versions))

template <>
struct Description<Document> {
  static constexpr RecordDescription record{
      .name = "document",
      .plural = "documents",
      .place = RecordPlace::table,
      .documentation = "A document that sets rules: a handbook, a policy, a procedure.",
      .member = "documents",
      .key = "id",
      .feed_kind = "kind"};
  static constexpr MemberDescription members[] = {
      {"id", "Opaque identifier of the document, the same for all its versions."},
      {"kind", "What the document is for."},
      {"versions", "All its issues, in any order."},
  };
};

}  // namespace assay::domain

#endif  // ASSAY_DOMAIN_DOCUMENT_H_
