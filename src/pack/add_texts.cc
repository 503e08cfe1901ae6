// AddTexts: the file's text to a tree, the tree held to its form, then text after text joined to a
// copy of the pack's definition.

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "assay/pack/texts.h"
#include "src/pack/canonical.h"
#include "src/pack/names.h"
#include "src/pack/read_tree.h"
#include "src/pack/rule_scan.h"
#include "src/pack/sections.h"

namespace assay {
namespace {

std::set<std::string> ExpressionsOf(const Template& text) {
  std::set<std::string> expressions;
  for (const Template::Segment& segment : text.segments) {
    if (!segment.expression.is_empty()) expressions.insert(WithoutLayout(segment.expression.text));
  }
  return expressions;
}

class TextsReader {
 public:
  TextsReader(PackReader& in, PackDefinition* pack) : in_(in), root_(in.document().root), pack_(*pack) {}

  void Read() {
    CheckPack();
    language_ = PackReader::Text(root_, "language");
    // Without a language, which is reported, there is nothing to join.
    if (!IsLanguageTag(language_)) return;
    Take({&root_, "the pack"}, "title", &pack_.title);
    ReadControls();
    ReadItems();
    ReadSection("traps", "trap", PointersTo(pack_.traps), [&](const Holder& at, TrapDefinition* trap) {
      Take(at, "title", &trap->title);
      Take(at, "asks", &trap->asks);
    });
    ReadSection("reality_checks", "reality check", PointersTo(pack_.reality_checks),
                [&](const Holder& at, RealityCheckDefinition* check) { Take(at, "asks", &check->asks); });
    ReadSection("observations", "observation", PointersTo(pack_.observations),
                [&](const Holder& at, ObservationDefinition* one) { Take(at, "text", &one->text); });
  }

 private:
  // What texts belong to: its mapping in the file, none if it is not there, and its name.
  struct Holder {
    const Node* node = nullptr;
    std::string name;
  };

  void CheckPack() {
    const Node* id = root_.Find("pack");
    if (id == nullptr || !id->is_scalar() || id->text == pack_.id) return;
    in_.faults().Report(in_.faults().Value(*id), "texts.other-pack",
                        absl::StrCat("these are texts of `", id->text, "`, the pack is `", pack_.id, "`"),
                        "use them with the pack that they were written for");
  }

  void ReadControls() {
    ReadSection("controls", "control", PointersTo(pack_.controls), [&](const Holder& at, ControlDefinition* control) {
      Take(at, "title", &control->title);
      Take(at, "objective", &control->objective);
    });
  }

  void ReadItems() {
    std::vector<ItemDefinition*> items;
    for (ControlDefinition& control : pack_.controls) {
      for (ItemDefinition& item : control.items) items.push_back(&item);
    }
    ReadSection("items", "item", items, [&](const Holder& at, ItemDefinition* item) {
      Take(at, "title", &item->title);
      Take(at, "finding", &item->finding);
      Take(at, "asks", &item->asks);
      ReadRemediation(at, item);
    });
  }

  void ReadRemediation(const Holder& at, ItemDefinition* item) {
    const Node* node = at.node == nullptr ? nullptr : at.node->Find("remediation");
    std::vector<const Node*> written;
    if (node != nullptr && node->is_mapping()) written.push_back(node);
    for (const Node& one : PackReader::Items(node)) written.push_back(&one);
    for (std::size_t k = 0; k < item->remediation.size(); ++k) {
      // Where the item is there, what is lacking belongs to it.
      const Node* own = k < written.size() ? written[k] : nullptr;
      if (own == nullptr && at.node != nullptr) {
        Lacks({at.node, at.name}, "remediation", item->remediation[k].text);
        continue;
      }
      const Holder remediation{own, absl::StrCat("a remediation of ", at.name)};
      Take(remediation, "owner", &item->remediation[k].owner);
      Take(remediation, "text", &item->remediation[k].text);
    }
    for (std::size_t k = item->remediation.size(); k < written.size(); ++k) {
      in_.faults().Report({written[k]->mark, 1}, "texts.no-such-text",
                          absl::StrCat(at.name, " has ", item->remediation.size(), " remediations, not ",
                                       written.size()),
                          "give them in the pack's order");
    }
  }

  // Reads what stands under `section` for each of `all`, and refuses ids that none of them has.
  template <typename Definition, typename Body>
  void ReadSection(std::string_view section, std::string_view what, const std::vector<Definition*>& all, Body body) {
    const Node* node = root_.Find(section);
    std::vector<std::string_view> ids;
    for (Definition* one : all) {
      ids.push_back(one->id);
      const Node* own = node == nullptr ? nullptr : node->Find(one->id);
      if (own == nullptr && IsOff(*one)) continue;
      is_told_ = false;
      body(Holder{own, absl::StrCat("`", one->id, "`")}, one);
    }
    for (const NodeMember& member : PackReader::Members(node)) {
      if (std::find(ids.begin(), ids.end(), member.key) != ids.end()) continue;
      in_.faults().Report(PackFaults::Key(member), "texts.no-such-id",
                          absl::StrCat("pack `", pack_.id, "` has no ", std::string(what), " `", member.key, "`"),
                          in_.faults().Suggestion(member.key, ids));
    }
  }

  template <typename Definition>
  static std::vector<Definition*> PointersTo(std::vector<Definition>& all) {
    std::vector<Definition*> pointers;
    for (Definition& one : all) pointers.push_back(&one);
    return pointers;
  }

  // Nobody will read the texts of an item that is switched off.
  template <typename Definition>
  static bool IsOff(const Definition&) {
    return false;
  }
  static bool IsOff(const ItemDefinition& item) { return !item.enabled; }

  bool HasLanguage(const LocalizedText& text) const {
    return std::any_of(text.translations.begin(), text.translations.end(),
                       [&](const auto& one) { return one.first == language_; });
  }

  // Joins the text at `member` of the holder to `text`.
  void Take(const Holder& at, std::string_view member, LocalizedText* text) {
    const Node* node = at.node == nullptr ? nullptr : at.node->Find(member);
    if (node == nullptr) return Lacks(at, member, *text);
    if (!node->is_scalar()) return;
    if (text->is_empty()) {
      in_.faults().Report(in_.faults().Value(*node), "texts.no-such-text",
                          absl::StrCat(at.name, " has no `", std::string(member), "`"),
                          "take it out: what the pack does not say needs no translation");
      return;
    }
    if (HasLanguage(*text)) {
      in_.faults().Report(in_.faults().Value(*node), "texts.duplicate-language",
                          absl::StrCat("the pack has this text in `", language_, "` already"),
                          "one text for each language");
      return;
    }
    Template translation = in_.TemplateOf(*node);
    CompareBraces(*node, text->translations.front().second, translation);
    // The main language first, the others by their tags, in whatever order their files are read.
    const auto place = std::find_if(text->translations.begin() + 1, text->translations.end(),
                                    [&](const auto& one) { return language_ < one.first; });
    text->translations.emplace(place, language_, std::move(translation));
  }

  void CompareBraces(const Node& node, const Template& main, const Template& translation) {
    const std::set<std::string> known = ExpressionsOf(main);
    std::set<std::string> shown;
    for (const Template::Segment& segment : translation.segments) {
      if (segment.expression.is_empty()) continue;
      const std::string expression = WithoutLayout(segment.expression.text);
      shown.insert(expression);
      if (known.count(expression) > 0) continue;
      const TextOrigin::Line& at = segment.expression.origin.lines.front();
      in_.faults().Report({{at.line, at.column}, static_cast<std::uint32_t>(segment.expression.text.size())},
                          "texts.other-braces",
                          absl::StrCat("the text of the pack does not show `", segment.expression.text, "`"),
                          known.empty() ? "it has no braces" : in_.faults().Suggestion(expression, known));
    }
    for (const std::string& expression : known) {
      if (shown.count(expression) > 0) continue;
      in_.faults().Warn(in_.faults().Value(node), "texts.braces-left-out",
                        absl::StrCat("`{", expression, "}` of the pack's text is not in it"),
                        "whoever reads it in this language is told less");
    }
  }

  // Warns of a text that is not translated; once, if nothing of its holder is.
  void Lacks(const Holder& at, std::string_view member, const LocalizedText& text) {
    if (text.is_empty() || HasLanguage(text)) return;
    if (at.node != nullptr) {
      in_.faults().Warn({at.node->mark, 1}, "texts.missing",
                        absl::StrCat(at.name, " has no `", std::string(member), "` in `", language_, "`"),
                        "its main language is shown instead");
      return;
    }
    if (is_told_) return;
    is_told_ = true;
    in_.faults().Warn({root_.mark, 1}, "texts.missing",
                      absl::StrCat(at.name, " has no texts in `", language_, "`"),
                      "its main language is shown instead");
  }

  PackReader& in_;
  const Node& root_;
  PackDefinition& pack_;
  std::string language_;
  bool is_told_ = false;  // Of what is being read, that it has no texts at all.
};

}  // namespace

absl::StatusOr<Pack> AddTexts(Pack pack, std::string_view text, std::string_view file, Diagnostics* problems) {
  assert((!pack.is_linked() || pack.definition().uses.empty()) && !pack.tailoring());
  const std::size_t before = problems->size();
  const auto refused = [&](std::size_t faults) {
    return absl::InvalidArgumentError(
        absl::StrCat("texts `", std::string(file), "` have ", faults, faults == 1 ? " fault" : " faults"));
  };
  Document document;
  const bool is_sound = ReadTree(text, file, TreeLimits{}, &document, problems);
  const std::size_t tree_faults = problems->size() - before;
  if (!is_sound && !IsWhole(*problems, before)) return refused(tree_faults);

  PackFaults faults(document, PackLimits{}.diagnostics);
  PackDefinition definition = pack.definition();
  if (HasFormat(document, "assay.texts/1", "texts", &faults)) {
    const Notation notation = NotationOf(text);
    CheckForm(document.root, TextsForm(), notation, &faults);
    PackReader in(document, notation, &faults);
    TextsReader(in, &definition).Read();
  }
  Diagnostics found = faults.Take();
  RenameCodes("texts", &found);
  problems->insert(problems->end(), found.begin(), found.end());
  if (const std::size_t errors = tree_faults + faults.error_count(); errors > 0) return refused(errors);
  const Sha256 digest = Sha256Of(CanonicalForm(definition));
  std::vector<Pack::Source> sources(pack.sources().begin(), pack.sources().end());
  sources.push_back({std::string(file), std::move(document.text)});
  const bool is_linked = pack.is_linked();
  return Pack(std::move(definition), std::move(sources), digest, is_linked);
}

bool IsTextsFile(std::string_view name) {
  constexpr std::string_view kBegin = "texts.";
  constexpr std::string_view kEnd = ".yaml";
  if (name.size() <= kBegin.size() + kEnd.size() || !name.starts_with(kBegin) || !name.ends_with(kEnd)) return false;
  return IsLanguageTag(name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size()));
}

}  // namespace assay
