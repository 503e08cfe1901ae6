// Functions: `name(argument type, ...)`, `record.name(...)`, `record?.name(...)`.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "src/pack/names.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

constexpr const char* kHint =
    "write name(argument type, ...), record.name(...) or record?.name(...)";

constexpr std::size_t kLongestSignature = 512;

bool IsName(std::string_view text) { return IsIdentifier(text) && !IsLanguageKeyword(text); }

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

// Letters, digits and `_ ( ) , ?` and blanks with closed parentheses: the outer shape of a type.
// Whether there is such a type is seen when the pack is compiled.
bool LooksLikeType(std::string_view text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (c == ')' && --depth < 0) return false;
    const bool is_mark = std::string_view("(), ?_").find(c) != std::string_view::npos;
    if (!is_mark && !IsIdentifier(std::string("_") + c)) return false;
  }
  return depth == 0 && !text.empty() && IsIdentifier(text.substr(0, 1));
}

// A signature, taken apart from the left.
class Signature {
 public:
  Signature(const NodeMember& member, PackReader& in)
      : member_(member), in_(in), text_(member.key) {}

  bool Read(FunctionDefinition* function) {
    if (text_.size() > kLongestSignature) {
      return Fault(0, 1, absl::StrCat("a signature of more than ", kLongestSignature, " letters"));
    }
    const std::size_t open = text_.find('(');
    if (open == std::string_view::npos || text_.back() != ')') {
      return Fault(0, text_.size(),
                   absl::StrCat("`", member_.key, "` is not a function's signature"));
    }
    return ReadName(text_.substr(0, open), function) &&
           ReadParameters(open + 1, text_.size() - 1, function);
  }

 private:
  bool Fault(std::size_t offset, std::size_t bytes, std::string message) {
    Spot spot = PackFaults::Key(member_);
    // A key's places are exact unless it has escapes, which then are told at its start.
    spot.mark.column += static_cast<std::uint32_t>(offset);
    spot.length = static_cast<std::uint32_t>(std::max<std::size_t>(bytes, 1));
    in_.faults().Report(spot, "pack.bad-signature", std::move(message), kHint);
    return false;
  }

  bool ReadName(std::string_view head, FunctionDefinition* function) {
    std::size_t begin = 0;
    if (const std::size_t dot = head.find('.'); dot != std::string_view::npos) {
      std::string_view receiver = head.substr(0, dot);
      begin = dot + 1;
      if (!receiver.empty() && receiver.back() == '?') {
        function->receiver_maybe_none = true;
        receiver.remove_suffix(1);
      }
      function->receiver = receiver;
      if (!IsName(receiver))
        return Fault(0, dot, absl::StrCat("`", function->receiver, "` is not a record type"));
    }
    function->name = head.substr(begin);
    if (IsName(function->name)) return true;
    return Fault(begin, head.size() - begin,
                 absl::StrCat("`", function->name, "` is not a function's name"));
  }

  bool ReadParameters(std::size_t begin, std::size_t end, FunctionDefinition* function) {
    if (Trimmed(text_.substr(begin, end - begin)).empty()) return true;
    bool is_sound = true;
    int depth = 0;
    std::size_t from = begin;
    for (std::size_t at = begin; at <= end; ++at) {
      if (at < end && text_[at] == '(') ++depth;
      if (at < end && text_[at] == ')') --depth;
      if (at != end && (text_[at] != ',' || depth > 0)) continue;
      is_sound = ReadParameter(from, at, function) && is_sound;
      from = at + 1;
    }
    return is_sound;
  }

  bool ReadParameter(std::size_t begin, std::size_t end, FunctionDefinition* function) {
    while (begin < end && text_[begin] == ' ') ++begin;
    const std::string_view written = Trimmed(text_.substr(begin, end - begin));
    const std::size_t space = std::min(written.find(' '), written.size());
    const std::string name(written.substr(0, space));
    const std::string type(Trimmed(written.substr(space)));
    if (!IsName(name))
      return Fault(begin, written.size(), absl::StrCat("`", name, "` is not an argument's name"));
    if (type.empty())
      return Fault(begin, written.size(), absl::StrCat("argument `", name, "` has no type"));
    if (!LooksLikeType(type)) {
      return Fault(begin, written.size(), absl::StrCat("`", type, "` is not a type"));
    }
    for (const auto& [other, other_type] : function->parameters) {
      if (other == name)
        return Fault(begin, name.size(), absl::StrCat("a second argument `", name, "`"));
    }
    function->parameters.emplace_back(name, type);
    return true;
  }

  const NodeMember& member_;
  PackReader& in_;
  std::string_view text_;
};

}  // namespace

void ReadFunctions(const Node& root, PackReader& in, PackDefinition* pack) {
  for (const NodeMember& member : PackReader::Members(root.Find("functions"))) {
    FunctionDefinition function;
    function.origin = in.KeyOrigin(member);
    if (member.value.is_scalar()) function.body = in.RuleOf(member.value);
    if (!Signature(member, in).Read(&function)) continue;
    const bool is_taken = std::any_of(
        pack->functions.begin(), pack->functions.end(), [&](const FunctionDefinition& other) {
          return other.name == function.name && other.receiver == function.receiver;
        });
    if (is_taken) {
      in.faults().Report(PackFaults::Key(member), "pack.duplicate-id",
                         absl::StrCat("a second function `", function.name, "`"),
                         "functions are told apart by their names, not by their arguments");
      continue;
    }
    pack->functions.push_back(std::move(function));
  }
}

}  // namespace assay
