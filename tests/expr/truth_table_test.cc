// The truth tables, exhausted: every well-typed expression of up to five operators and names over two
// truths and a list of truths, under every state that these can be in, against tables that are
// written here a second time, without looking at the interpreter.

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/expr/evaluating.h"

namespace assay {
namespace {

// What a cell, or an expression, is: true, false, not known, a fault, known not to exist.
enum class State { kTrue, kFalse, kUnknown, kError, kNone };
constexpr State kStates[] = {State::kTrue, State::kFalse, State::kUnknown, State::kError, State::kNone};

// A list of truths, and whether there may be more in it.
struct ListState {
  std::vector<State> items;
  bool is_open = false;
  std::optional<State> whole;  // kUnknown or kError: there is no list to look into.
};

const std::vector<ListState>& ListStates() {
  using enum State;
  static const std::vector<ListState> states = {
      {{}, false, {}},         {{kTrue}, false, {}},           {{kFalse}, false, {}},
      {{kUnknown}, false, {}}, {{kTrue, kFalse}, false, {}},   {{kFalse, kUnknown}, false, {}},
      {{}, true, {}},          {{kTrue}, true, {}},            {{kFalse}, true, {}},
      {{kUnknown}, true, {}},  {{kTrue, kTrue}, false, {}},    {{kTrue, kUnknown}, true, {}},
      {{}, false, kUnknown},   {{}, false, kError},
  };
  return states;
}

enum class Kind { kLeaf, kNot, kAnd, kOr, kEqual, kUnequal, kIsNone, kChoice, kExists, kAll, kOne };

struct Tree {
  Kind kind = Kind::kLeaf;
  std::string leaf;  // a, b, i (of the macro around it), true, false
  std::vector<const Tree*> children;
};

// What is bound: a, b, the list, and i.
struct Cells {
  State a = State::kTrue;
  State b = State::kTrue;
  const ListState* list = nullptr;
  State element = State::kTrue;
};

// ---- The tables.

// A condition that is none is a fault.
State AsCondition(State state) { return state == State::kNone ? State::kError : state; }

// `&&` with `deciding` false, `||` with true: the deciding value decides, then unknown outranks error.
State Logic(const std::vector<State>& sides, State deciding) {
  const auto has = [&](State wanted) {
    for (const State side : sides) {
      if (AsCondition(side) == wanted) return true;
    }
    return false;
  };
  if (has(deciding)) return deciding;
  if (has(State::kUnknown)) return State::kUnknown;
  if (has(State::kError)) return State::kError;
  return deciding == State::kTrue ? State::kFalse : State::kTrue;
}

State Not(State state) {
  if (state == State::kTrue) return State::kFalse;
  if (state == State::kFalse) return State::kTrue;
  return AsCondition(state);
}

// Strict: error outranks unknown. None is equal to none only.
State Equality(State left, State right) {
  if (left == State::kError || right == State::kError) return State::kError;
  if (left == State::kUnknown || right == State::kUnknown) return State::kUnknown;
  return left == right ? State::kTrue : State::kFalse;
}

State Choice(State condition, State yes, State no) {
  condition = AsCondition(condition);
  if (condition == State::kError) return State::kError;
  if (condition == State::kTrue) return yes;
  if (condition == State::kFalse) return no;
  // Both ways are open.
  return yes == no ? yes : State::kUnknown;
}

State Evaluate(const Tree& tree, const Cells& cells);

// The body for each element that is there; of an open list also for one that may be.
State Quantified(const Tree& tree, const Cells& cells) {
  if (cells.list->whole.has_value()) return *cells.list->whole;
  std::vector<State> held;
  Cells inner = cells;
  for (const State item : cells.list->items) {
    inner.element = item;
    held.push_back(AsCondition(Evaluate(*tree.children[0], inner)));
  }
  const State deciding = tree.kind == Kind::kAll ? State::kFalse : State::kTrue;
  if (cells.list->is_open) {
    inner.element = State::kUnknown;
    const State perhaps = AsCondition(Evaluate(*tree.children[0], inner));
    const bool is_harmless = perhaps == (deciding == State::kTrue ? State::kFalse : State::kTrue);
    // What may be there never decides.
    if (!is_harmless) held.push_back(State::kUnknown);
  }
  if (tree.kind != Kind::kOne) return Logic(held, deciding);
  std::size_t found = 0;
  bool is_doubtful = false;
  for (const State state : held) {
    if (state == State::kError) return State::kError;
    found += state == State::kTrue ? 1 : 0;
    is_doubtful = is_doubtful || state == State::kUnknown;
  }
  if (found > 1) return State::kFalse;
  if (is_doubtful) return State::kUnknown;
  return found == 1 ? State::kTrue : State::kFalse;
}

State Evaluate(const Tree& tree, const Cells& cells) {
  const auto child = [&](std::size_t index) { return Evaluate(*tree.children[index], cells); };
  switch (tree.kind) {
    case Kind::kLeaf:
      if (tree.leaf == "a") return cells.a;
      if (tree.leaf == "b") return cells.b;
      if (tree.leaf == "i") return cells.element;
      return tree.leaf == "true" ? State::kTrue : State::kFalse;
    case Kind::kNot: return Not(child(0));
    case Kind::kAnd: return Logic({child(0), child(1)}, State::kFalse);
    case Kind::kOr: return Logic({child(0), child(1)}, State::kTrue);
    case Kind::kEqual: return Equality(child(0), child(1));
    case Kind::kUnequal: return Not(Equality(child(0), child(1)));
    case Kind::kIsNone: return Equality(child(0), State::kNone);
    case Kind::kChoice: return Choice(child(0), child(1), child(2));
    case Kind::kExists:
    case Kind::kAll:
    case Kind::kOne: return Quantified(tree, cells);
  }
  return State::kError;
}

// ---- The expressions.

std::string Text(const Tree& tree) {
  const auto child = [&](std::size_t index) { return Text(*tree.children[index]); };
  switch (tree.kind) {
    case Kind::kLeaf: return tree.leaf;
    case Kind::kNot: return "!(" + child(0) + ")";
    case Kind::kAnd: return "(" + child(0) + " && " + child(1) + ")";
    case Kind::kOr: return "(" + child(0) + " || " + child(1) + ")";
    case Kind::kEqual: return "(" + child(0) + " == " + child(1) + ")";
    case Kind::kUnequal: return "(" + child(0) + " != " + child(1) + ")";
    case Kind::kIsNone: return "(" + child(0) + " == null)";
    case Kind::kChoice: return "(" + child(0) + " ? " + child(1) + " : " + child(2) + ")";
    case Kind::kExists: return "list.exists(i, " + child(0) + ")";
    case Kind::kAll: return "list.all(i, " + child(0) + ")";
    case Kind::kOne: return "list.exists_one(i, " + child(0) + ")";
  }
  return {};
}

bool Uses(const Tree& tree, const std::string& leaf) {
  if (tree.kind == Kind::kLeaf) return tree.leaf == leaf;
  const bool is_macro = tree.kind == Kind::kExists || tree.kind == Kind::kAll || tree.kind == Kind::kOne;
  if (is_macro && leaf == "list") return true;
  for (const Tree* child : tree.children) {
    if (Uses(*child, leaf)) return true;
  }
  return false;
}

// All trees by their size: operators, macros and names. Within a macro `i` is a name, too, and there is
// no macro within it.
class Trees {
 public:
  explicit Trees(std::size_t most) : outer_(most + 1), inner_(most + 1) {
    for (std::size_t size = 1; size <= most; ++size) {
      Fill(size, true, &inner_);
      Fill(size, false, &outer_);
    }
  }

  const std::vector<const Tree*>& OfSize(std::size_t size) const { return outer_[size]; }

 private:
  using BySize = std::vector<std::vector<const Tree*>>;

  const Tree* Make(Tree tree) {
    all_.push_back(std::make_unique<Tree>(std::move(tree)));
    return all_.back().get();
  }

  void Fill(std::size_t size, bool in_macro, BySize* trees) {
    std::vector<const Tree*>& found = (*trees)[size];
    if (size == 1) {
      for (const char* leaf : {"a", "b", "true", "false"}) found.push_back(Make({Kind::kLeaf, leaf, {}}));
      if (in_macro) found.push_back(Make({Kind::kLeaf, "i", {}}));
      return;
    }
    for (const Tree* child : (*trees)[size - 1]) {
      found.push_back(Make({Kind::kNot, "", {child}}));
      if (child->kind == Kind::kLeaf && child->leaf.size() == 1 && child->leaf != "i") {
        found.push_back(Make({Kind::kIsNone, "", {child}}));
      }
    }
    if (!in_macro) {
      for (const Kind macro : {Kind::kExists, Kind::kAll, Kind::kOne}) {
        for (const Tree* body : inner_[size - 1]) found.push_back(Make({macro, "", {body}}));
      }
    }
    for (std::size_t left = 1; left + 1 < size; ++left) {
      for (const Tree* one : (*trees)[left]) {
        for (const Tree* other : (*trees)[size - 1 - left]) {
          for (const Kind kind : {Kind::kAnd, Kind::kOr, Kind::kEqual, Kind::kUnequal}) {
            found.push_back(Make({kind, "", {one, other}}));
          }
        }
      }
    }
    for (std::size_t first = 1; first + 2 < size; ++first) {
      for (std::size_t second = 1; first + second + 1 < size; ++second) {
        for (const Tree* condition : (*trees)[first]) {
          for (const Tree* yes : (*trees)[second]) {
            for (const Tree* no : (*trees)[size - 1 - first - second]) {
              found.push_back(Make({Kind::kChoice, "", {condition, yes, no}}));
            }
          }
        }
      }
    }
  }

  std::vector<std::unique_ptr<Tree>> all_;
  BySize outer_;
  BySize inner_;
};

Value ValueOf(State state) {
  switch (state) {
    case State::kTrue: return Value::Bool(true);
    case State::kFalse: return Value::Bool(false);
    case State::kUnknown: return Value::Unknown();
    case State::kNone: return Value::Null();
    case State::kError: break;
  }
  return Value::Error(ErrorCode::kHost, "a fault");
}

Value ValueOf(const ListState& state) {
  if (state.whole.has_value()) return ValueOf(*state.whole);
  std::vector<Value> items;
  for (const State item : state.items) items.push_back(ValueOf(item));
  std::vector<MaybeItem> maybe;
  if (state.is_open) maybe.push_back({Value::Unknown(), true, {}});
  return Value::OpenList(std::move(items), std::move(maybe));
}

State StateOf(const Value& value) {
  if (value.is_unknown()) return State::kUnknown;
  if (value.is_null()) return State::kNone;
  if (value.kind() != ValueKind::kBool) return State::kError;
  return value.as_bool() ? State::kTrue : State::kFalse;
}

class TruthTables : public testing::Test {
 protected:
  TruthTables() {
    evaluating_.environment.AddVariable("a", MaybeNone(MakeType(TypeKind::kBool)));
    evaluating_.environment.AddVariable("b", MaybeNone(MakeType(TypeKind::kBool)));
    evaluating_.environment.AddVariable("list", ListOf(MakeType(TypeKind::kBool)));
  }

  // Under every state of what the expression reads; how many there were.
  std::size_t CheckAllStates(const Tree& tree) {
    const std::string text = Text(tree);
    const CheckedExpr* program = evaluating_.Program(text);
    if (program == nullptr) return 0;
    const std::size_t as = Uses(tree, "a") ? std::size(kStates) : 1;
    const std::size_t bs = Uses(tree, "b") ? std::size(kStates) : 1;
    const std::size_t lists = Uses(tree, "list") ? ListStates().size() : 1;
    for (std::size_t number = 0; number < as * bs * lists; ++number) {
      const ListState& list = ListStates()[number / (as * bs)];
      const Cells cells = {kStates[number % as], kStates[number / as % bs], &list, State::kTrue};
      const std::array<Value, 3> values = {ValueOf(cells.a), ValueOf(cells.b), ValueOf(list)};
      evaluating_.context.variables = values;
      const Value value = assay::Evaluate(*program, evaluating_.context, {});
      const State want = Evaluate(tree, cells);
      if (StateOf(value) != want) {
        ADD_FAILURE() << text << " with a = " << DebugString(values[0], nullptr)
                      << ", b = " << DebugString(values[1], nullptr) << ", list = " << DebugString(values[2], nullptr)
                      << "\n  is   " << DebugString(value, nullptr) << "\n  not  "
                      << DebugString(ValueOf(want), nullptr);
        return number;
      }
    }
    return as * bs * lists;
  }

  Evaluating evaluating_;
};

TEST_F(TruthTables, HoldForEveryExpressionOfUpToFivePartsInEveryState) {
  const Trees trees(5);
  std::size_t expressions = 0;
  std::size_t cases = 0;
  for (std::size_t size = 1; size <= 5; ++size) {
    for (const Tree* tree : trees.OfSize(size)) {
      cases += CheckAllStates(*tree);
      ++expressions;
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(expressions, 10000u);
  EXPECT_GT(cases, 500000u);
  RecordProperty("expressions", static_cast<int>(expressions));
  RecordProperty("cases", static_cast<int>(cases));
}

// filter(p).exists(q) is exists(p && q), and map(f).exists(i) is exists(f), over every list that can
// be looked into and every pair of conditions of up to two parts that cannot fail.
TEST_F(TruthTables, LetFiltersBeFolded) {
  const char* conditions[] = {"i", "!i", "true", "false", "(i && known)", "(i || hazy)", "hazy"};
  evaluating_.environment.AddVariable("known", MakeType(TypeKind::kBool));
  evaluating_.environment.AddVariable("hazy", MakeType(TypeKind::kBool));
  for (const std::string first : conditions) {
    for (const std::string second : conditions) {
      const CheckedExpr* filtered =
          evaluating_.Program("list.filter(i, " + first + ").exists(i, " + second + ")");
      const CheckedExpr* folded = evaluating_.Program("list.exists(i, " + first + " && " + second + ")");
      const CheckedExpr* every = evaluating_.Program("list.filter(i, " + first + ").all(i, " + second + ")");
      const CheckedExpr* implied = evaluating_.Program("list.all(i, !(" + first + ") || " + second + ")");
      for (const ListState& list : ListStates()) {
        const Value values[] = {Value::Null(), Value::Null(), ValueOf(list), Value::Bool(true), Value::Unknown()};
        evaluating_.context.variables = values;
        const auto state = [&](const CheckedExpr* program) {
          return StateOf(assay::Evaluate(*program, evaluating_.context, {}));
        };
        EXPECT_EQ(state(filtered), state(folded)) << first << ", " << second;
        EXPECT_EQ(state(every), state(implied)) << first << ", " << second;
      }
    }
  }
}

// Of several errors the lowest expression id is told, whichever side is evaluated first.
TEST_F(TruthTables, TellTheLeftmostOfSeveralErrors) {
  for (const std::string text : {"a == b", "a && b", "a || b", "!(a != b)", "(b == b) == a", "[a, b] == []",
                                 "a && (b || b)", "list.all(i, a == b)", "list.exists_one(i, b == a)"}) {
    const CheckedExpr* program = evaluating_.Program(text);
    ASSERT_NE(program, nullptr);
    const Value values[] = {Value::Error(ErrorCode::kHost, "of a"), Value::Error(ErrorCode::kHost, "of b"),
                            Value::List({Value::Bool(true), Value::Bool(false)})};
    evaluating_.context.variables = values;
    const Value value = assay::Evaluate(*program, evaluating_.context, {});
    ASSERT_TRUE(value.is_error()) << text;
    const std::size_t first = std::min(text.find("a ="), std::min(text.find("b ="), std::min(text.find("a "),
                              std::min(text.find("a,"), text.find("a !=")))));
    EXPECT_EQ(program->ast[value.error_where()].span.begin, first) << text;
  }
}

}  // namespace
}  // namespace assay
