// Takes values out of a tree that CheckForm has seen. A member that is absent or of the wrong kind
// gives an empty value: the fault is reported already, and the reading goes on to find the others.

#ifndef ASSAY_SRC_PACK_PACK_READER_H_
#define ASSAY_SRC_PACK_PACK_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "assay/pack/pack.h"
#include "src/base/tree.h"
#include "src/pack/check_form.h"
#include "src/pack/pack_faults.h"

namespace assay {

// What parts of a pack call one another by, known before any of them is read.
struct PackNames {
  std::set<std::string_view> populations;
  std::set<std::string_view> items;
  std::set<std::string_view> checks;
  bool has_imports = false;  // Then a population may also come from another pack.
};

class PackReader {
 public:
  // `document` and `faults` must outlive the reader.
  PackReader(const Document& document, Notation notation, PackFaults* faults);
  PackReader(const PackReader&) = delete;
  PackReader& operator=(const PackReader&) = delete;

  const Document& document() const { return document_; }
  Notation notation() const { return notation_; }
  PackFaults& faults() { return faults_; }
  const PackNames& names() const { return names_; }

  // The members or items of a value; none if it is absent or of another kind.
  static const std::vector<NodeMember>& Members(const Node* node);
  static const std::vector<Node>& Items(const Node* node);

  static std::string Text(const Node& object, std::string_view member);
  static std::vector<std::string> Texts(const Node& object, std::string_view member);
  static bool Flag(const Node& object, std::string_view member, bool otherwise);
  static std::optional<std::int64_t> Whole(const Node& object, std::string_view member);
  static std::optional<Decimal> Exact(const Node& object, std::string_view member);

  // Rules, with their places. The parameters that they name are remembered.
  RuleText Rule(const Node& object, std::string_view member);
  RuleText RuleOf(const Node& scalar);
  // A list of rules, or one by itself.
  std::vector<RuleText> Rules(const Node& object, std::string_view member);

  // Texts with expressions in braces; read_template.cc. Code: pack.text-braces.
  Template TemplateOf(const Node& scalar);
  LocalizedText Localized(const Node& object, std::string_view member);

  // A name that must be one of `known`; otherwise reported as `code`: "there is no `what` `name`".
  std::string Reference(const Node& object, std::string_view member,
                        const std::set<std::string_view>& known, std::string code,
                        std::string_view what);
  std::string Population(const Node& object, std::string_view member);

  TextOrigin KeyOrigin(const NodeMember& member) const;
  TextOrigin NodeOrigin(const Node& node) const;
  Place PlaceOfKey(const NodeMember& member) const;

  std::size_t rule_count() const { return rule_count_; }
  bool IsUsed(const std::string& parameter) const { return used_parameters_.count(parameter) > 0; }

 private:
  // How a node is reached from the one around it. Pointers are spelt out only where they are asked
  // for: one for every node of a hostile text would be many times its size.
  struct Step {
    const Node* parent = nullptr;
    std::string_view key;  // Of a mapping, or else
    std::size_t index = 0;
  };
  void CollectSteps(const Node& node);
  std::string PointerTo(const Node& node) const;
  void CollectNames();
  // The rule at `begin` to `end` of the scalar's text.
  RuleText Piece(const Node& scalar, std::size_t begin, std::size_t end);
  void NoteParameters(std::string_view rule);

  const Document& document_;
  Notation notation_;
  PackFaults& faults_;
  PackNames names_;
  boost::unordered_flat_map<const Node*, Step> steps_;
  std::set<std::string, std::less<>> used_parameters_;
  std::size_t rule_count_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_PACK_PACK_READER_H_
