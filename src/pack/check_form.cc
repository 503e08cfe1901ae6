#include "src/pack/check_form.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "assay/base/decimal.h"
#include "src/pack/names.h"
#include "src/pack/rule_scan.h"

namespace assay {
namespace {

bool IsInteger(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

constexpr std::size_t kLongestName = 128;

// Forms whose scalars JSON writes as something else than a string.
bool MayBeBare(ScalarForm form) {
  switch (form) {
    case ScalarForm::kExpression:
    case ScalarForm::kBool:
    case ScalarForm::kTrue:
    case ScalarForm::kInt:
    case ScalarForm::kDecimal:
    case ScalarForm::kAny:
      return true;
    default:
      return false;
  }
}

class FormCheck {
 public:
  FormCheck(Notation notation, PackFaults* faults) : notation_(notation), faults_(*faults) {}

  // `name` is how messages call the object, `spot` where they speak of it as a whole.
  void Object(const Node& node, const ObjectForm& form, Spot spot) {
    std::vector<std::string_view> known;
    for (const MemberForm& member : form.members) known.push_back(member.name);
    for (const MemberForm& member : form.members) {
      if (!member.is_required || node.Find(member.name) != nullptr) continue;
      faults_.Report(
          spot, "pack.missing-member",
          absl::StrCat(std::string(form.title), " needs `", std::string(member.name), "`"),
          std::string(member.documentation));
    }
    for (const NodeMember& member : node.members) {
      const auto found = std::find(known.begin(), known.end(), member.key);
      if (found == known.end()) {
        std::string hint = faults_.DidYouMean(member.key, known);
        if (hint.empty()) hint = absl::StrCat("it may have: ", Listed(known));
        faults_.Report(PackFaults::Key(member), "pack.unknown-member",
                       absl::StrCat(std::string(form.title), " has no `", member.key, "`"), hint);
        continue;
      }
      const MemberForm& described = form.members[static_cast<std::size_t>(found - known.begin())];
      Value(member.value, *described.form, absl::StrCat("`", member.key, "`"),
            PackFaults::Key(member));
    }
  }

 private:
  void Value(const Node& node, const Form& form, const std::string& name, Spot spot) {
    switch (node.kind) {
      case NodeKind::kNull:
        return WrongType(node, form, name, "nothing", spot);
      case NodeKind::kScalar:
        if (form.scalar == ScalarForm::kNone)
          return WrongType(node, form, name, "a single value", spot);
        return Scalar(node, form, name);
      case NodeKind::kSequence:
        if (form.items == nullptr) return WrongType(node, form, name, "a list", spot);
        NeedsOne(node.items.empty(), form, name, spot);
        for (const Node& item : node.items) {
          Value(item, *form.items, absl::StrCat("an entry of ", name), {item.mark, 1});
        }
        return;
      case NodeKind::kMapping:
        if (form.is_foreign) return;
        if (form.object != nullptr) return Object(node, *form.object, spot);
        if (form.values == nullptr) return WrongType(node, form, name, "a mapping", spot);
        NeedsOne(node.members.empty(), form, name, spot);
        for (const NodeMember& member : node.members) {
          NameLike(member.key, form.keys, PackFaults::Key(member));
          Value(member.value, *form.values, absl::StrCat("`", member.key, "`"),
                PackFaults::Key(member));
        }
        return;
    }
  }

  void NeedsOne(bool is_empty, const Form& form, const std::string& name, Spot spot) {
    if (!is_empty || !form.needs_one) return;
    faults_.Report(spot, "pack.empty", absl::StrCat(name, " is empty"), "leave it out, or fill it");
  }

  void WrongType(const Node& node, const Form& form, const std::string& name, const char* what,
                 Spot spot) {
    const std::string message =
        absl::StrCat(name, " must be ", std::string(form.expected), ", not ", what);
    if (node.is_null()) {
      faults_.Report(spot, "pack.wrong-type", message, "leave it out, or give it a value");
    } else {
      faults_.Report(faults_.Value(node), "pack.wrong-type", message);
    }
  }

  void Scalar(const Node& node, const Form& form, const std::string& name) {
    if (IsBlank(node.text) && form.scalar != ScalarForm::kAny) {
      faults_.Report(faults_.Value(node), "pack.empty", absl::StrCat(name, " is empty"),
                     "leave it out, or fill it");
      return;
    }
    if (notation_ == Notation::kJson && node.style == ScalarStyle::kPlain &&
        !MayBeBare(form.scalar)) {
      faults_.Report(faults_.Value(node), "pack.wrong-type",
                     absl::StrCat(name, " must be ", std::string(form.expected), ", not a bare `",
                                  node.text, "`"),
                     "put it in double quotes");
      return;
    }
    CheckText(node, form, name);
  }

  void CheckText(const Node& node, const Form& form, const std::string& name) {
    const bool is_plain = node.style == ScalarStyle::kPlain;
    switch (form.scalar) {
      case ScalarForm::kExpression:
        return FoldedComment(node, name);
      case ScalarForm::kName:
      case ScalarForm::kDottedName:
      case ScalarForm::kId:
      case ScalarForm::kLanguage:
        return NameLike(node.text, form.scalar, faults_.Value(node));
      case ScalarForm::kVersion:
        if (IsSemanticVersion(node.text)) return;
        faults_.Report(faults_.Value(node), "pack.bad-version",
                       absl::StrCat("`", node.text, "` is not a semantic version"),
                       "three numbers, e.g. 1.0.0");
        return;
      case ScalarForm::kWord:
        return Word(node, form, name);
      case ScalarForm::kBool:
        if (is_plain && (node.text == "true" || node.text == "false")) return;
        return NotA(node, form, name, "write true or false, without quotes");
      case ScalarForm::kTrue:
        if (is_plain && node.text == "true") return;
        return NotA(node, form, name, "write true, or leave it out");
      case ScalarForm::kInt:
        if (is_plain && IsInteger(node.text)) return;
        return NotA(node, form, name,
                    is_plain ? "for example 14" : "write the number without quotes");
      case ScalarForm::kDecimal:
        if (is_plain && Decimal::Parse(node.text)) return;
        return NotA(node, form, name,
                    is_plain ? "for example 2.5" : "write the number without quotes");
      default:
        return;
    }
  }

  void NotA(const Node& node, const Form& form, const std::string& name, std::string hint) {
    faults_.Report(
        faults_.Value(node), "pack.wrong-type",
        absl::StrCat(name, " must be ", std::string(form.expected), ", not `", node.text, "`"),
        std::move(hint));
  }

  void Word(const Node& node, const Form& form, const std::string& name) {
    const std::vector<std::string_view> words(form.words.begin(), form.words.end());
    if (std::find(words.begin(), words.end(), node.text) != words.end()) return;
    std::string hint = faults_.DidYouMean(node.text, words);
    if (hint.empty())
      hint = absl::StrCat(words.size() == 1 ? "this reader knows " : "one of: ", Listed(words));
    faults_.Report(faults_.Value(node), std::string(form.word_fault),
                   absl::StrCat(name, " cannot be `", node.text, "`"), std::move(hint));
  }

  // Folding joins lines, so that `//` makes a comment of all that follows. A folded block may not
  // hold any; other texts that run on only where there is something to swallow.
  void FoldedComment(const Node& node, const std::string& name) {
    const std::optional<std::size_t> comment = FindRuleComment(node.text);
    if (!comment) return;
    const std::size_t end = std::min(node.text.find('\n', *comment), node.text.size());
    const bool swallows = std::any_of(node.runs.begin(), node.runs.end(), [&](const TextRun& run) {
      return run.offset > *comment && run.offset < end;
    });
    if (!swallows && node.style != ScalarStyle::kFolded) return;
    faults_.Report(faults_.Inside(node, *comment, 2), "pack.folded-comment",
                   absl::StrCat("a comment in ", name,
                                ", whose lines are folded into one: it swallows what follows"),
                   "write the rule as a literal block, `|`");
  }

  void NameLike(const std::string& text, ScalarForm form, Spot spot) {
    if (text.size() > kLongestName && form != ScalarForm::kSignature) {
      faults_.Report(spot, "pack.bad-id",
                     absl::StrCat("a name of more than ", kLongestName, " letters"));
      return;
    }
    if (form == ScalarForm::kName) {
      if (IsIdentifier(text) && !IsLanguageKeyword(text)) return;
      const bool is_reserved = IsLanguageKeyword(text);
      faults_.Report(
          spot, "pack.bad-id",
          absl::StrCat("`", text,
                       is_reserved ? "` is a word of the rule language" : "` is not a name"),
          is_reserved ? "choose another name" : "letters, digits and `_`, beginning with a letter");
    } else if (form == ScalarForm::kDottedName) {
      if (IsDottedName(text)) return;
      faults_.Report(spot, "pack.bad-id",
                     absl::StrCat("`", text, "` is not the name of a native function"),
                     "names joined by dots, the first for whoever provides it: `acme.risk_score`");
    } else if (form == ScalarForm::kId) {
      if (IsId(text)) return;
      faults_.Report(spot, "pack.bad-id", absl::StrCat("`", text, "` is not an id"),
                     "letters, digits and `. _ - ( ) / :`, beginning with a letter or digit");
    } else if (form == ScalarForm::kLanguage) {
      if (IsLanguageTag(text)) return;
      faults_.Report(spot, "pack.bad-language-tag",
                     absl::StrCat("`", text, "` is not a language tag"),
                     "for example en, de or pt-BR");
    }
  }

  Notation notation_;
  PackFaults& faults_;
};

}  // namespace

void CheckForm(const Node& root, const ObjectForm& form, Notation notation, PackFaults* faults) {
  FormCheck(notation, faults).Object(root, form, {root.mark, 1});
}

}  // namespace assay
