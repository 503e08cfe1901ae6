// The cost of an expression: one walk that adds up, for every node, the steps of the interpreter and
// the length of the list that the node may give.

#include "assay/expr/cost.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/expr/list_lengths.h"

namespace assay {
namespace {

constexpr std::int64_t kUnbounded = kUnboundedSteps;

std::int64_t Plus(std::int64_t left, std::int64_t right) {
  return left > kUnbounded - right ? kUnbounded : left + right;
}

std::int64_t Times(std::int64_t left, std::int64_t right) {
  if (left == 0 || right == 0) return 0;
  return left > kUnbounded / right ? kUnbounded : left * right;
}

// What a value may be: how many elements it has at most, and what each of them may be.
struct Shape {
  bool holds = false;            // A list, map or optional; or it may be one.
  std::int64_t elements = 0;
  std::int64_t parts = 0;        // As Value::parts, at most.
  std::shared_ptr<const Shape> element;  // Null: whatever its type says.
};

struct Estimate {
  CostEstimate cost;
  Shape shape;
};

bool MayHold(TypeKind kind) {
  return kind == TypeKind::kList || kind == TypeKind::kMap || kind == TypeKind::kOptional ||
         kind == TypeKind::kDyn || kind == TypeKind::kError || kind == TypeKind::kParameter ||
         kind == TypeKind::kOpaque;
}

// Of a value of which only the type is known.
Shape ShapeOfType(const Type& type) {
  if (!MayHold(type.kind)) return {};
  return {true, kUnbounded, kUnbounded, nullptr};
}

const Type* ElementType(const Type& type) {
  const bool has_element = type.kind == TypeKind::kList || type.kind == TypeKind::kOptional;
  if (has_element && !type.arguments.empty()) return &type.arguments[0];
  if (type.kind == TypeKind::kMap && type.arguments.size() > 1) return &type.arguments[1];
  return nullptr;
}

Shape ElementOf(const Shape& shape, const Type& type) {
  if (shape.element != nullptr) return *shape.element;
  const Type* element = ElementType(type);
  return element == nullptr ? ShapeOfType(MakeType(TypeKind::kDyn)) : ShapeOfType(*element);
}

// So many elements of a shape.
Shape Many(std::int64_t elements, Shape element) {
  const std::int64_t parts = Times(elements, Plus(1, element.parts));
  return {true, elements, parts, std::make_shared<const Shape>(std::move(element))};
}

Shape Either(const Shape& left, const Shape& right) {
  if (!left.holds && !right.holds) return {};
  Shape both = {true, std::max(left.elements, right.elements), std::max(left.parts, right.parts), nullptr};
  if (left.element != nullptr && right.element != nullptr) {
    both.element = std::make_shared<const Shape>(Either(*left.element, *right.element));
  } else if (left.element != nullptr && !right.holds) {
    both.element = left.element;
  } else if (right.element != nullptr && !left.holds) {
    both.element = right.element;
  }
  return both;
}

class Estimator {
 public:
  Estimator(const CheckedExpr& expr, const CostSources& sources, std::vector<std::optional<Shape>> locals)
      : expr_(expr), sources_(sources), locals_(std::move(locals)) {}

  Estimate Run() { return Of(expr_.ast.root); }

 private:
  // One step and those of the nodes.
  CostEstimate Sum(std::span<const ExprId> nodes, std::vector<Shape>* shapes) {
    CostEstimate cost = {1, 1};
    for (const ExprId node : nodes) {
      Estimate part = Of(node);
      Add(part.cost, &cost);
      if (shapes != nullptr) shapes->push_back(std::move(part.shape));
    }
    return cost;
  }

  static void Add(const CostEstimate& more, CostEstimate* cost) {
    cost->least_steps = Plus(cost->least_steps, more.least_steps);
    cost->most_steps = Plus(cost->most_steps, more.most_steps);
  }

  const Type& TypeOf(ExprId id) const { return expr_.nodes[id].type; }

  Shape LocalAt(std::size_t index, const Type& type) const {
    return index < locals_.size() && locals_[index].has_value() ? *locals_[index] : ShapeOfType(type);
  }

  Shape VariableAt(std::size_t slot, const Type& type) const {
    if (slot >= sources_.variables.size()) return ShapeOfType(type);
    const Value& value = sources_.variables[slot];
    const auto parts = static_cast<std::int64_t>(
        std::min(value.parts(), static_cast<std::uint64_t>(kUnbounded)));
    if (value.kind() == ValueKind::kList) {
      return {true, static_cast<std::int64_t>(value.items().size() + value.maybe_items().size()), parts, nullptr};
    }
    if (value.kind() == ValueKind::kMap) {
      return {true, static_cast<std::int64_t>(value.entries().size()), parts, nullptr};
    }
    if (value.kind() == ValueKind::kOptional) return {true, 1, parts, nullptr};
    return {};
  }

  Estimate Of(ExprId id) {
    const NodeMeaning& meaning = expr_.nodes[id];
    const Expr& node = expr_.ast[id];
    switch (meaning.meaning) {
      case Meaning::kNone:
        return OfKind(id);
      case Meaning::kVariable:
        return {{1, 1}, VariableAt(meaning.a, meaning.type)};
      case Meaning::kLocal:
        return {{1, 1}, LocalAt(meaning.a, meaning.type)};
      case Meaning::kTypeName:
      case Meaning::kNamespaceMember:
        return {{1, 1}, ShapeOfType(meaning.type)};
      case Meaning::kAllRecords: {
        if (node.kind == ExprKind::kHas) return {{1, 1}, {}};
        Shape all = Listed(meaning);
        return {{1, Plus(1, all.parts)}, std::move(all)};
      }
      case Meaning::kMembership:
        return {Sum(std::span(node.children).first(1), nullptr), {}};
      case Meaning::kStandardCall:
        return OfStandardCall(id);
      case Meaning::kDefinedCall:
        return OfDefinedCall(id);
      default:
        return OfSelect(id);
    }
  }

  Estimate OfKind(ExprId id) {
    const Expr& node = expr_.ast[id];
    switch (node.kind) {
      case ExprKind::kConstant:
      case ExprKind::kIdent:
      case ExprKind::kStruct:
        return {{1, 1}, {}};
      case ExprKind::kSelect:
      case ExprKind::kHas:
        return OfSelect(id);
      case ExprKind::kCall:
        return OfLogic(id);
      case ExprKind::kList:
      case ExprKind::kMap:
        return OfEntries(id);
      case ExprKind::kComprehension:
        return OfComprehension(id);
      case ExprKind::kBind:
      case ExprKind::kBlock:
        return OfBindings(id);
    }
    return {{1, 1}, {}};
  }

  // `&&`, `||` and `?:`, which may leave operands alone.
  Estimate OfLogic(ExprId id) {
    const Expr& node = expr_.ast[id];
    if (node.children.empty()) return {{1, 1}, {}};
    std::vector<Shape> shapes;
    CostEstimate cost = Sum(node.children, &shapes);
    const bool is_choice = node.name == "_?_:_";
    if (is_choice || node.name == "_&&_" || node.name == "_||_") {
      cost.least_steps = Plus(1, Of(node.children[0]).cost.least_steps);
    } else {
      cost.least_steps = 1;  // A function that nobody declared is not called.
    }
    return {cost, is_choice ? Either(shapes[1], shapes[2]) : Shape{}};
  }

  Estimate OfEntries(ExprId id) {
    const Expr& node = expr_.ast[id];
    std::vector<Shape> shapes;
    const CostEstimate cost = Sum(node.children, &shapes);
    const std::size_t stride = node.kind == ExprKind::kMap ? 2 : 1;
    Shape shape = {true, static_cast<std::int64_t>(shapes.size() / stride), 0, nullptr};
    shape.parts = shape.elements;
    Shape element;
    for (std::size_t k = stride - 1; k < shapes.size(); k += stride) {
      shape.parts = Plus(shape.parts, shapes[k].parts);
      element = k == stride - 1 ? shapes[k] : Either(element, shapes[k]);
    }
    const bool has_optional = std::find(node.optional_entries.begin(), node.optional_entries.end(), true) !=
                              node.optional_entries.end();
    if (!has_optional && !shapes.empty()) shape.element = std::make_shared<const Shape>(std::move(element));
    return {cost, std::move(shape)};
  }

  Estimate OfBindings(ExprId id) {
    const Expr& node = expr_.ast[id];
    const std::size_t depth = locals_.size();
    CostEstimate cost = {1, 1};
    for (std::size_t k = 0; k + 1 < node.children.size(); ++k) {
      Estimate bound = Of(node.children[k]);
      Add(bound.cost, &cost);
      locals_.push_back(std::move(bound.shape));
    }
    Estimate body = Of(node.children.back());
    Add(body.cost, &cost);
    locals_.resize(depth);
    return {cost, std::move(body.shape)};
  }

  // The list that a relation, a list field or a whole table gives.
  Shape Listed(const NodeMeaning& meaning) const {
    if (sources_.facts == nullptr) return ShapeOfType(meaning.type);
    return Many(MostElements(*sources_.facts, meaning), {});
  }

  Estimate OfSelect(ExprId id) {
    const Expr& node = expr_.ast[id];
    const NodeMeaning& meaning = expr_.nodes[id];
    if (node.children.empty()) return {{1, 1}, ShapeOfType(meaning.type)};
    Estimate operand = Of(node.children[0]);
    CostEstimate cost = {Plus(1, operand.cost.least_steps), Plus(1, operand.cost.most_steps)};
    if (node.kind == ExprKind::kHas) return {cost, {}};
    if (meaning.meaning == Meaning::kMapField || meaning.meaning == Meaning::kNone) {
      return {cost, ShapeOfType(meaning.type)};
    }
    const bool is_list = meaning.type.kind == TypeKind::kList || meaning.type.kind == TypeKind::kOptional;
    if (!is_list || !IsListOfFacts(meaning)) return {cost, ShapeOfType(meaning.type)};
    Shape shape = Listed(meaning);
    cost.most_steps = Plus(cost.most_steps, shape.parts);
    if (meaning.type.kind == TypeKind::kOptional) shape = Many(1, std::move(shape));
    return {cost, std::move(shape)};
  }

  bool IsListOfFacts(const NodeMeaning& meaning) const {
    if (meaning.meaning == Meaning::kInverse || meaning.meaning == Meaning::kChildren) return true;
    return meaning.meaning == Meaning::kStoredField && sources_.facts != nullptr &&
           sources_.facts->schema().field(meaning.a, meaning.b).is_list;
  }

  // What is walked where it lies takes no step for the select, and for a table none at all.
  std::int64_t LeastOfRange(ExprId id) {
    const Expr& node = expr_.ast[id];
    switch (expr_.nodes[id].meaning) {
      case Meaning::kAllRecords:
        return 0;
      case Meaning::kInverse:
      case Meaning::kChildren:
      case Meaning::kStoredField:
        return Of(node.children[0]).cost.least_steps;
      default:
        return Of(id).cost.least_steps;
    }
  }

  Estimate OfComprehension(ExprId id) {
    const Expr& node = expr_.ast[id];
    Estimate range = Of(node.children[0]);
    const Shape element = ElementOf(range.shape, TypeOf(node.children[0]));
    const std::size_t depth = locals_.size();
    if (node.variables.size() == 2) locals_.push_back(Shape{});  // An index, or the key of an entry.
    const bool walks_keys = TypeOf(node.children[0]).kind == TypeKind::kMap && node.variables.size() == 1;
    locals_.push_back(walks_keys ? Shape{} : element);
    CostEstimate body;
    Shape last;
    for (std::size_t k = 1; k < node.children.size(); ++k) {
      Estimate part = Of(node.children[k]);
      Add(part.cost, &body);
      last = std::move(part.shape);
    }
    locals_.resize(depth);
    const bool is_optional = node.macro == Macro::kOptMap || node.macro == Macro::kOptFlatMap;
    const std::int64_t times = is_optional ? 1 : range.shape.elements;
    CostEstimate cost;
    cost.least_steps = Plus(1, LeastOfRange(node.children[0]));
    const bool is_walked = node.macro == Macro::kCountDistinct || node.macro == Macro::kUnion ||
                           node.macro == Macro::kTransformMapEntry;
    if (is_walked) body.most_steps = Plus(body.most_steps, last.parts);
    cost.most_steps = Plus(Plus(1, range.cost.most_steps), Times(times, body.most_steps));
    return {cost, ShapeOfMacro(node, times, element, last)};
  }

  static Shape ShapeOfMacro(const Expr& node, std::int64_t times, const Shape& element, const Shape& body) {
    switch (node.macro) {
      case Macro::kFilter:
      case Macro::kSortBy:
        return Many(times, element);
      case Macro::kMap:
      case Macro::kMapFilter:
      case Macro::kTransformList:
      case Macro::kTransformMap:
      case Macro::kOptMap:
        return Many(times, body);
      case Macro::kTransformMapEntry:
      case Macro::kUnion:
        return {true, Times(times, body.elements), Times(times, body.parts), body.element};
      case Macro::kLatest:
        return Many(1, element);
      case Macro::kOptFlatMap:
        return body;
      default:
        return {};
    }
  }

  Estimate OfDefinedCall(ExprId id) {
    const Expr& node = expr_.ast[id];
    std::vector<Shape> arguments;
    CostEstimate cost = Sum(node.children, &arguments);
    const CheckedExpr* body = sources_.host == nullptr ? nullptr : sources_.host->Body(expr_.nodes[id].a);
    if (body == nullptr) return {{cost.least_steps, kUnbounded}, ShapeOfType(TypeOf(id))};
    Estimate called = Estimator(*body, sources_, {arguments.begin(), arguments.end()}).Run();
    Add(called.cost, &cost);
    return {cost, std::move(called.shape)};
  }

  Estimate OfStandardCall(ExprId id) {
    const Expr& node = expr_.ast[id];
    const NodeMeaning& meaning = expr_.nodes[id];
    std::vector<Shape> arguments;
    CostEstimate cost = Sum(node.children, &arguments);
    const bool glances = meaning.overloads.size() == 1 && meaning.overloads[0]->glances && !expr_.has_dyn;
    if (!glances) {
      for (const Shape& argument : arguments) cost.most_steps = Plus(cost.most_steps, argument.parts);
    }
    cost.most_steps = Plus(cost.most_steps, WorkOf(id));
    return {cost, ShapeOfCall(id, arguments)};
  }

  // Steps that depend on what an argument is, not on how large it is.
  std::int64_t WorkOf(ExprId id) const {
    constexpr std::int64_t kLongestRange = 10'000'000;
    constexpr std::int64_t kMostDays = kLastDay - kFirstDay;
    const Expr& node = expr_.ast[id];
    if (node.name == "lists.range") return LiteralOr(node.children[0], kLongestRange);
    if (node.name == "cal.add_business_days") return LiteralOr(node.children[1], kMostDays);
    if (node.name == "matches") return expr_.nodes[id].pattern != nullptr ? 0 : kUnbounded;
    return 0;
  }

  std::int64_t LiteralOr(ExprId id, std::int64_t otherwise) const {
    const auto* number = std::get_if<std::int64_t>(&expr_.ast[id].constant);
    const bool is_literal = expr_.ast[id].kind == ExprKind::kConstant && number != nullptr && *number >= 0;
    return is_literal ? std::min(*number, otherwise) : otherwise;
  }

  Shape ShapeOfCall(ExprId id, const std::vector<Shape>& arguments) const {
    const Expr& node = expr_.ast[id];
    const Type& type = TypeOf(id);
    if (!MayHold(type.kind)) return {};
    const std::string_view name = node.name;
    if (type.kind == TypeKind::kList && arguments.size() == 2 && name == "_+_") {
      Shape both = Either(arguments[0], arguments[1]);
      both.elements = Plus(arguments[0].elements, arguments[1].elements);
      both.parts = Plus(arguments[0].parts, arguments[1].parts);
      return both;
    }
    for (const std::string_view same : {"distinct", "sort", "reverse", "slice"}) {
      if (name == same && !arguments.empty()) return arguments[0];
    }
    if (name == "lists.range") return Many(LiteralOr(node.children[0], 10'000'000), {});
    if (arguments.empty()) return ShapeOfType(type);
    const bool is_element = name == "_[_]" || name == "_[?_]" || name == "first" || name == "last" ||
                            name == "value";
    if (is_element && type.kind == TypeKind::kOptional) {
      return Many(1, ElementOf(arguments[0], TypeOf(node.children[0])));
    }
    if (is_element) return ElementOf(arguments[0], TypeOf(node.children[0]));
    if (name == "optional.of") return Many(1, arguments[0]);
    if (name == "optional.none") return {true, 0, 0, nullptr};
    if (name == "or") return Either(arguments[0], arguments[1]);
    if (name == "orValue") return Either(ElementOf(arguments[0], TypeOf(node.children[0])), arguments[1]);
    return ShapeOfType(type);
  }

  const CheckedExpr& expr_;
  const CostSources& sources_;
  std::vector<std::optional<Shape>> locals_;  // Nothing: only the type is known.
};

}  // namespace

CostEstimate EstimateCost(const CheckedExpr& expr, const CostSources& sources) {
  return Estimator(expr, sources, std::vector<std::optional<Shape>>(sources.local_count)).Run().cost;
}

}  // namespace assay
