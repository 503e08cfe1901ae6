#include "assay/expr/environment.h"

#include <cassert>
#include <deque>
#include <map>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "src/expr/standard_library.h"

namespace assay {
namespace {

// Lets a map with std::string keys be asked with a std::string_view.
struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const {
    return boost::hash<std::string_view>()(name);
  }
};
struct NameEqual {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const { return left == right; }
};
using NameIndex = boost::unordered_flat_map<std::string, std::uint16_t, NameHash, NameEqual>;

std::optional<std::uint16_t> Lookup(const NameIndex& index, std::string_view name) {
  const auto found = index.find(name);
  if (found == index.end()) return std::nullopt;
  return found->second;
}

// The fields that packs add to one record type.
struct DerivedFields {
  std::vector<DerivedField> fields;
  NameIndex index;
};

}  // namespace

struct Environment::Rep {
  const Schema* schema = nullptr;
  std::string container;
  std::vector<Variable> variables;
  NameIndex variable_index;
  std::vector<Namespace> namespaces;
  NameIndex namespace_index;
  std::vector<NameIndex> member_index;  // By namespace.
  std::vector<DefinedFunction> defined;
  NameIndex defined_index;                         // Functions without a receiver.
  std::map<RecordTypeId, NameIndex> method_index;  // By the record type of the receiver.
  std::map<RecordTypeId, DerivedFields> derived;
  std::deque<Function> functions;  // A deque, for programs point into it.
};

Environment::Environment(const Schema* schema) : rep_(std::make_unique<Rep>()) {
  rep_->schema = schema;
}
Environment::Environment(const Environment& other) : rep_(std::make_unique<Rep>(*other.rep_)) {}
Environment::Environment(Environment&&) noexcept = default;
Environment& Environment::operator=(Environment&&) noexcept = default;
Environment::~Environment() = default;

const Schema* Environment::schema() const { return rep_->schema; }

std::uint16_t Environment::AddVariable(std::string name, Type type) {
  const auto slot = static_cast<std::uint16_t>(rep_->variables.size());
  rep_->variable_index.insert_or_assign(name, slot);
  rep_->variables.push_back({std::move(name), std::move(type)});
  return slot;
}

std::uint16_t Environment::AddNamespace(Namespace declaration) {
  const auto number = static_cast<std::uint16_t>(rep_->namespaces.size());
  rep_->namespace_index.insert_or_assign(declaration.name, number);
  NameIndex& members = rep_->member_index.emplace_back();
  for (std::size_t i = 0; i < declaration.members.size(); ++i) {
    members.insert_or_assign(declaration.members[i].name, static_cast<std::uint16_t>(i));
  }
  rep_->namespaces.push_back(std::move(declaration));
  return number;
}

std::uint16_t Environment::AddDefinedFunction(DefinedFunction function) {
  const auto number = static_cast<std::uint16_t>(rep_->defined.size());
  if (function.receiver.has_value()) {
    assert(function.receiver->kind == TypeKind::kRecord && "methods are of records");
    rep_->method_index[function.receiver->id].insert_or_assign(function.name, number);
  } else {
    rep_->defined_index.insert_or_assign(function.name, number);
  }
  rep_->defined.push_back(std::move(function));
  return number;
}

std::uint16_t Environment::AddDerivedField(RecordTypeId record, DerivedField field) {
  DerivedFields& derived = rep_->derived[record];
  const auto number = static_cast<std::uint16_t>(derived.fields.size());
  derived.index.insert_or_assign(field.name, number);
  derived.fields.push_back(std::move(field));
  return number;
}

void Environment::AddFunction(Function function) { rep_->functions.push_back(std::move(function)); }

void Environment::SetContainer(std::string name) { rep_->container = std::move(name); }

void Environment::SetResult(std::uint16_t defined_function, Type result) {
  assert(defined_function < rep_->defined.size());
  rep_->defined[defined_function].result = std::move(result);
}

void Environment::SetDerivedType(RecordTypeId record, std::uint16_t derived, Type type) {
  DerivedFields& fields = rep_->derived[record];
  assert(derived < fields.fields.size());
  fields.fields[derived].type = std::move(type);
}

std::span<const Variable> Environment::variables() const { return rep_->variables; }
std::span<const Namespace> Environment::namespaces() const { return rep_->namespaces; }
std::span<const DefinedFunction> Environment::defined_functions() const { return rep_->defined; }
const std::string& Environment::container() const { return rep_->container; }

std::span<const DerivedField> Environment::derived_fields(RecordTypeId record) const {
  const auto found = rep_->derived.find(record);
  if (found == rep_->derived.end()) return {};
  return found->second.fields;
}

std::optional<std::uint16_t> Environment::FindVariable(std::string_view name) const {
  return Lookup(rep_->variable_index, name);
}

std::optional<std::uint16_t> Environment::FindNamespace(std::string_view name) const {
  return Lookup(rep_->namespace_index, name);
}

std::optional<std::uint16_t> Environment::FindMember(std::uint16_t name_space,
                                                     std::string_view name) const {
  assert(name_space < rep_->member_index.size());
  return Lookup(rep_->member_index[name_space], name);
}

std::optional<std::uint16_t> Environment::FindDerivedField(RecordTypeId record,
                                                           std::string_view name) const {
  const auto found = rep_->derived.find(record);
  if (found == rep_->derived.end()) return std::nullopt;
  return Lookup(found->second.index, name);
}

std::optional<std::uint16_t> Environment::FindDefinedFunction(std::string_view name) const {
  return Lookup(rep_->defined_index, name);
}

std::optional<std::uint16_t> Environment::FindDefinedMethod(RecordTypeId receiver,
                                                            std::string_view name) const {
  const auto found = rep_->method_index.find(receiver);
  if (found == rep_->method_index.end()) return std::nullopt;
  return Lookup(found->second, name);
}

std::vector<const Function*> Environment::FindFunctions(std::string_view name) const {
  std::vector<const Function*> found;
  for (const Function& function : StandardFunctions(name)) found.push_back(&function);
  for (const Function& function : rep_->functions) {
    if (function.name == name) found.push_back(&function);
  }
  return found;
}

std::vector<std::string_view> Environment::FunctionNames() const {
  std::vector<std::string_view> names;
  for (const DefinedFunction& function : rep_->defined) names.push_back(function.name);
  for (const Function& function : rep_->functions) names.push_back(function.name);
  for (const Function& function : StandardLibrary()) {
    if (names.empty() || names.back() != function.name) names.push_back(function.name);
  }
  return names;
}

}  // namespace assay
