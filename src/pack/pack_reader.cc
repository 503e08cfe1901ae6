#include "src/pack/pack_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/base/utf8.h"
#include "src/pack/rule_scan.h"

namespace assay {
namespace {

// Names are shorter; a longer key is refused elsewhere and need not be repeated in every pointer.
constexpr std::size_t kLongestStep = 512;

// RFC 6901: `~` and `/` are written `~0` and `~1`.
std::string PointerStep(std::string_view key) {
  std::string step = "/";
  for (const char c : key.substr(0, kLongestStep)) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

const Node* Scalar(const Node& object, std::string_view member) {
  const Node* node = object.Find(member);
  return node != nullptr && node->is_scalar() ? node : nullptr;
}

}  // namespace

PackReader::PackReader(const Document& document, Notation notation, PackFaults* faults)
    : document_(document), notation_(notation), faults_(*faults) {
  CollectSteps(document.root);
  CollectNames();
}

void PackReader::CollectSteps(const Node& node) {
  for (const NodeMember& member : node.members) {
    steps_.emplace(&member.value, Step{&node, member.key, 0});
    CollectSteps(member.value);
  }
  for (std::size_t k = 0; k < node.items.size(); ++k) {
    steps_.emplace(&node.items[k], Step{&node, {}, k});
    CollectSteps(node.items[k]);
  }
}

std::string PackReader::PointerTo(const Node& node) const {
  const auto found = steps_.find(&node);
  if (found == steps_.end()) return {};
  const Step& step = found->second;
  const std::string around = PointerTo(*step.parent);
  return step.parent->is_mapping() ? around + PointerStep(step.key)
                                   : absl::StrCat(around, "/", step.index);
}

void PackReader::CollectNames() {
  const Node& root = document_.root;
  const auto add_id = [](const Node& object, std::set<std::string_view>* names) {
    if (const Node* id = Scalar(object, "id")) names->insert(id->text);
  };
  for (const NodeMember& member : Members(root.Find("populations")))
    names_.populations.insert(member.key);
  for (const Node& control : Items(root.Find("controls"))) {
    for (const Node& item : Items(control.Find("items"))) add_id(item, &names_.items);
  }
  for (const Node& check : Items(root.Find("reality_checks"))) add_id(check, &names_.checks);
  names_.has_imports = !Items(root.Find("uses")).empty();
}

const std::vector<NodeMember>& PackReader::Members(const Node* node) {
  static const std::vector<NodeMember> kNone;
  return node == nullptr ? kNone : node->members;
}

const std::vector<Node>& PackReader::Items(const Node* node) {
  static const std::vector<Node> kNone;
  return node == nullptr ? kNone : node->items;
}

std::string PackReader::Text(const Node& object, std::string_view member) {
  const Node* node = Scalar(object, member);
  return node == nullptr ? std::string() : node->text;
}

std::vector<std::string> PackReader::Texts(const Node& object, std::string_view member) {
  std::vector<std::string> texts;
  for (const Node& item : Items(object.Find(member))) {
    if (item.is_scalar()) texts.push_back(item.text);
  }
  return texts;
}

bool PackReader::Flag(const Node& object, std::string_view member, bool otherwise) {
  const Node* node = Scalar(object, member);
  if (node == nullptr) return otherwise;
  return otherwise ? node->text != "false" : node->text == "true";
}

std::optional<std::int64_t> PackReader::Whole(const Node& object, std::string_view member) {
  const Node* node = Scalar(object, member);
  if (node == nullptr) return std::nullopt;
  std::int64_t value = 0;
  const char* end = node->text.data() + node->text.size();
  const auto [stop, error] = std::from_chars(node->text.data(), end, value);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<Decimal> PackReader::Exact(const Node& object, std::string_view member) {
  const Node* node = Scalar(object, member);
  return node == nullptr ? std::nullopt : Decimal::Parse(node->text);
}

RuleText PackReader::Rule(const Node& object, std::string_view member) {
  const Node* node = Scalar(object, member);
  return node == nullptr ? RuleText{} : RuleOf(*node);
}

RuleText PackReader::RuleOf(const Node& scalar) { return Piece(scalar, 0, scalar.text.size()); }

std::vector<RuleText> PackReader::Rules(const Node& object, std::string_view member) {
  std::vector<RuleText> rules;
  const Node* node = object.Find(member);
  if (node != nullptr && node->is_scalar()) rules.push_back(RuleOf(*node));
  for (const Node& item : Items(node)) {
    if (item.is_scalar()) rules.push_back(RuleOf(item));
  }
  return rules;
}

RuleText PackReader::Piece(const Node& scalar, std::size_t begin, std::size_t end) {
  RuleText rule;
  rule.text = scalar.text.substr(begin, end - begin);
  rule.origin.file = document_.file;
  rule.origin.pointer = PointerTo(scalar);
  rule.origin.is_exact = !scalar.has_escapes;
  const Mark start = document_.Inside(scalar, begin);
  rule.origin.lines.push_back({start.line, start.column, 0});
  if (rule.origin.is_exact) {
    for (const TextRun& run : scalar.runs) {
      if (run.offset <= begin || run.offset >= end) continue;
      rule.origin.lines.push_back({run.mark.line, run.mark.column, run.offset - begin});
    }
  }
  ++rule_count_;
  NoteParameters(rule.text);
  return rule;
}

void PackReader::NoteParameters(std::string_view rule) {
  // `params`, `.`, name: the last two pieces that are neither blanks nor comments.
  bool after_params = false;
  bool after_dot = false;
  for (std::size_t at = 0; at < rule.size();) {
    const RulePiece piece = NextRulePiece(rule, at);
    at = piece.end;
    if (piece.kind == RulePieceKind::kSpace || piece.kind == RulePieceKind::kComment) continue;
    const std::string_view text = rule.substr(piece.begin, piece.end - piece.begin);
    if (after_dot && piece.kind == RulePieceKind::kName) used_parameters_.emplace(text);
    after_dot = after_params && text == ".";
    after_params = text == "params";
  }
}

std::string PackReader::Reference(const Node& object, std::string_view member,
                                  const std::set<std::string_view>& known, std::string code,
                                  std::string_view what) {
  const Node* node = Scalar(object, member);
  if (node == nullptr) return {};
  if (known.count(node->text) == 0) {
    faults_.Report(faults_.Value(*node), std::move(code),
                   absl::StrCat("there is no ", std::string(what), " `", node->text, "`"),
                   faults_.Suggestion(node->text, known));
  }
  return node->text;
}

std::string PackReader::Population(const Node& object, std::string_view member) {
  if (names_.has_imports) return Text(object, member);
  return Reference(object, member, names_.populations, "pack.no-such-population", "population");
}

TextOrigin PackReader::KeyOrigin(const NodeMember& member) const {
  TextOrigin origin = NodeOrigin(member.value);
  origin.lines = {{member.key_mark.line, member.key_mark.column, 0}};
  return origin;
}

TextOrigin PackReader::NodeOrigin(const Node& node) const {
  TextOrigin origin;
  origin.file = document_.file;
  origin.pointer = PointerTo(node);
  origin.lines = {{node.mark.line, node.mark.column, 0}};
  return origin;
}

Place PackReader::PlaceOfKey(const NodeMember& member) const {
  Place place;
  place.file = document_.file;
  place.line = member.key_mark.line;
  place.column = member.key_mark.column;
  place.length = PackFaults::Key(member).length;
  return place;
}

}  // namespace assay
