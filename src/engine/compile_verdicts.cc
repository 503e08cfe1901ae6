// What rules ask of verdicts: the items, levels and words that they name. `verdict` is a map of
// texts, of whose keys and words the checker of the language knows nothing; a misspelt one would
// disarm a trap without a word.
//
// Takes checked expressions whose first local is `verdict`. Follows its parts through selections,
// indexes, lists, choices and the variables of macros, and holds to the pack what is written out
// beside them. What is computed otherwise is left to run time.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "absl/strings/str_cat.h"
#include "src/engine/compiler.h"

namespace assay {
namespace {

// What a value is a part of.
enum class Part : std::uint8_t { kOther, kVerdicts, kItem, kWord, kWords };

std::string DidYouMean(std::string_view wrong, const std::vector<std::string_view>& known) {
  const std::string_view near = NearestName(wrong, known);
  return near.empty() ? std::string() : absl::StrCat("did you mean `", std::string(near), "`?");
}

// Those that a rule can read: to it a verdict that is unknown is unknown, not a word.
std::vector<std::string_view> VerdictWords() {
  std::vector<std::string_view> words;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Verdict>>([&](auto enumerator) {
    if (enumerator.value != Verdict::unknown) words.push_back(enumerator.name);
  });
  return words;
}

bool IsPassedOn(std::string_view method) {
  return method == "orValue" || method == "or" || method == "value";
}

struct VerdictFault {
  ExprId where = kNoExpr;
  std::string code;
  std::string message;
  std::string hint;
};

class VerdictWalk {
 public:
  VerdictWalk(const PackDefinition& pack, const CheckedExpr& program)
      : pack_(pack), program_(program) {}

  std::vector<VerdictFault> Run() {
    bound_.push_back(Part::kVerdicts);
    Visit(program_.ast.root);
    return std::move(faults_);
  }

 private:
  const Expr& At(ExprId id) const { return program_.ast[id]; }

  Part Visit(ExprId id) {
    const Expr& expr = At(id);
    switch (expr.kind) {
      case ExprKind::kIdent:
        return PartOfName(id);
      case ExprKind::kSelect:
      case ExprKind::kHas: {
        const ExprId operand = expr.children[0];
        const Part part = Select(id, operand, Visit(operand), expr.name);
        return expr.kind == ExprKind::kHas ? Part::kOther : part;
      }
      case ExprKind::kCall:
        return VisitCall(expr);
      case ExprKind::kComprehension:
        return VisitMacro(expr);
      case ExprKind::kBind:
      case ExprKind::kBlock:
        return VisitBinding(expr);
      case ExprKind::kList:
        return AreAllWords(VisitAll(expr)) ? Part::kWords : Part::kOther;
      default:
        VisitAll(expr);
        return Part::kOther;
    }
  }

  std::vector<Part> VisitAll(const Expr& expr) {
    std::vector<Part> parts;
    for (const ExprId child : expr.children) parts.push_back(Visit(child));
    return parts;
  }

  static bool AreAllWords(const std::vector<Part>& parts) {
    for (const Part part : parts) {
      if (part != Part::kWord) return false;
    }
    return !parts.empty();
  }

  Part PartOfName(ExprId id) const {
    const NodeMeaning& node = program_.nodes[id];
    return node.meaning == Meaning::kLocal && node.a < bound_.size() ? bound_[node.a]
                                                                     : Part::kOther;
  }

  // `name` of what is `part`, read at `where`.
  Part Select(ExprId where, ExprId operand, Part part, const std::string& name) {
    if (part == Part::kVerdicts) {
      CheckItem(where, name);
      return Part::kItem;
    }
    if (part != Part::kItem) return Part::kOther;
    CheckLevel(where, ItemNamedBy(operand), name);
    return Part::kWord;
  }

  Part VisitCall(const Expr& call) {
    const std::vector<Part> parts = VisitAll(call);
    if (call.name == "_[_]" || call.name == "_[?_]") {
      if (const std::string* key = Literal(call.children[1])) {
        return Select(call.children[1], call.children[0], parts[0], *key);
      }
      if (parts[0] == Part::kVerdicts) return Part::kItem;
      return parts[0] == Part::kItem || parts[0] == Part::kWords ? Part::kWord : Part::kOther;
    }
    if (call.name == "_==_" || call.name == "_!=_" || call.name == "@in") {
      if (parts[0] == Part::kWord) CheckWords(call.children[1], true);
      if (parts[1] == Part::kWord || parts[1] == Part::kWords) CheckWords(call.children[0], true);
      if (parts[1] == Part::kVerdicts) {
        if (const std::string* item = Literal(call.children[0])) CheckItem(call.children[0], *item);
      }
      return Part::kOther;
    }
    if (call.name == "_?_:_") return parts[1] == parts[2] ? parts[1] : Part::kOther;
    if (call.receiver && IsPassedOn(call.name)) {
      if (parts[0] == Part::kWord && parts.size() > 1) CheckWords(call.children[1], false);
      return parts[0];
    }
    return Part::kOther;
  }

  Part VisitMacro(const Expr& macro) {
    const Part range = Visit(macro.children[0]);
    const std::size_t before = bound_.size();
    for (std::size_t k = 0; k < macro.variables.size(); ++k) {
      bound_.push_back(k + 1 == macro.variables.size() ? ElementOf(range, macro) : Part::kOther);
    }
    Part body = Part::kOther;
    for (std::size_t k = 1; k < macro.children.size(); ++k) body = Visit(macro.children[k]);
    bound_.resize(before);
    if (macro.macro == Macro::kOptMap || macro.macro == Macro::kOptFlatMap) return body;
    const bool is_mapped = macro.macro == Macro::kMap || macro.macro == Macro::kMapFilter;
    if (is_mapped) return body == Part::kWord ? Part::kWords : Part::kOther;
    return macro.macro == Macro::kFilter && range == Part::kWords ? range : Part::kOther;
  }

  // What the last variable is bound to. The only variable over a map is a key.
  static Part ElementOf(Part range, const Expr& macro) {
    if (macro.macro == Macro::kOptMap || macro.macro == Macro::kOptFlatMap) return range;
    if (range == Part::kWords) return Part::kWord;
    if (macro.variables.size() < 2) return Part::kOther;
    if (range == Part::kVerdicts) return Part::kItem;
    return range == Part::kItem ? Part::kWord : Part::kOther;
  }

  Part VisitBinding(const Expr& expr) {
    const std::size_t before = bound_.size();
    for (std::size_t k = 0; k + 1 < expr.children.size(); ++k) {
      const Part bound = Visit(expr.children[k]);
      bound_.push_back(bound);
    }
    const Part result = Visit(expr.children.back());
    bound_.resize(before);
    return result;
  }

  const std::string* Literal(ExprId id) const {
    return At(id).kind == ExprKind::kConstant ? std::get_if<std::string>(&At(id).constant)
                                              : nullptr;
  }

  const ItemDefinition* FindItem(std::string_view id) const {
    for (const ControlDefinition& control : pack_.controls) {
      for (const ItemDefinition& item : control.items) {
        if (item.id == id) return &item;
      }
    }
    return nullptr;
  }

  // The item that an expression reads by its name; nothing if it may be any, or is none.
  const ItemDefinition* ItemNamedBy(ExprId id) const {
    const Expr& expr = At(id);
    if (expr.kind == ExprKind::kSelect) return FindItem(expr.name);
    if (expr.kind != ExprKind::kCall || (expr.name != "_[_]" && expr.name != "_[?_]"))
      return nullptr;
    const std::string* key = Literal(expr.children[1]);
    return key == nullptr ? nullptr : FindItem(*key);
  }

  void CheckItem(ExprId where, const std::string& id) {
    const ItemDefinition* item = FindItem(id);
    if (item != nullptr && item->enabled) return;
    if (item != nullptr) {
      Fault(where, "pack.no-such-item", absl::StrCat("item `", id, "` has no verdict"),
            "it is not enabled, so it is not assessed");
      return;
    }
    std::vector<std::string_view> known;
    for (const ControlDefinition& control : pack_.controls) {
      for (const ItemDefinition& other : control.items) {
        if (other.enabled) known.push_back(other.id);
      }
    }
    Fault(where, "pack.no-such-item", absl::StrCat("there is no item `", id, "`"),
          DidYouMean(id, known));
  }

  // `item` is null where any may be meant.
  void CheckLevel(ExprId where, const ItemDefinition* item, const std::string& level) {
    const bool is_minimum = level == "minimum";
    if (!is_minimum && level != "full") {
      Fault(where, "pack.no-such-level", absl::StrCat("there is no level `", level, "`"),
            Or(DidYouMean(level, {"minimum", "full"}), "minimum or full"));
      return;
    }
    if (item == nullptr) return;
    if ((is_minimum ? item->minimum : item->full).is_given) return;
    Fault(where, "pack.no-such-level",
          absl::StrCat("item `", item->id, "` has no level `", level, "`"),
          absl::StrCat("it has only `", is_minimum ? "full" : "minimum", "`"));
  }

  static std::string Or(std::string hint, std::string otherwise) {
    return hint.empty() ? std::move(otherwise) : std::move(hint);
  }

  // Literals, a list of them or a choice between them; anything else is not looked at.
  void CheckWords(ExprId id, bool is_compared) {
    const Expr& expr = At(id);
    if (const std::string* word = Literal(id)) {
      if (is_compared && *word == VerdictName(Verdict::unknown)) {
        Fault(id, "pack.never-true", "no verdict that a rule reads equals `unknown`",
              "a verdict that is unknown makes the rule unknown by itself: leave this out");
        return;
      }
      const std::vector<std::string_view> words = VerdictWords();
      for (const std::string_view known : words) {
        if (known == *word) return;
      }
      std::string known;
      for (const std::string_view one : words)
        absl::StrAppend(&known, known.empty() ? "" : ", ", std::string(one));
      Fault(id, "expr.no-such-value", absl::StrCat("`", *word, "` is not a verdict"),
            Or(DidYouMean(*word, words), absl::StrCat("one of: ", known)));
    } else if (expr.kind == ExprKind::kList) {
      for (const ExprId child : expr.children) CheckWords(child, is_compared);
    } else if (expr.kind == ExprKind::kCall && expr.name == "_?_:_") {
      CheckWords(expr.children[1], is_compared);
      CheckWords(expr.children[2], is_compared);
    }
  }

  void Fault(ExprId where, const char* code, std::string message, std::string hint) {
    faults_.push_back({where, code, std::move(message), std::move(hint)});
  }

  const PackDefinition& pack_;
  const CheckedExpr& program_;
  std::vector<Part> bound_;  // By depth in the stack of bound variables.
  std::vector<VerdictFault> faults_;
};

}  // namespace

Variable Compiler::VerdictLocal() {
  const Type text = MakeType(TypeKind::kString);
  return {"verdict", MapOf(text, MapOf(text, text))};
}

void Compiler::CheckVerdicts(const Unit* unit) {
  if (unit == nullptr || !unit->checked) return;
  const CheckedExpr& program = *unit->checked;
  for (VerdictFault& fault : VerdictWalk(rep_.pack.definition(), program).Run()) {
    const Expr& expr = program.ast[fault.where];
    const bool is_name = expr.kind == ExprKind::kSelect || expr.kind == ExprKind::kHas;
    ReportIn(*unit, is_name ? expr.name_span : expr.span, std::move(fault.code),
             std::move(fault.message), std::move(fault.hint));
  }
}

void Compiler::CheckVerdicts() {
  for (const CompiledTrap& trap : rep_.traps) CheckVerdicts(trap.when);
  CheckVerdicts(rep_.policies.major);
}

}  // namespace assay
