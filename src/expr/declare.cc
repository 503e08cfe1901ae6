// Signatures of the standard library: read once, when the library is built.

#include <cassert>
#include <string>
#include <utility>

#include "src/expr/library.h"
#include "src/expr/type_syntax.h"

namespace assay {
namespace {

// What a signature says, read left to right. A fault is ours: it is asserted where it is seen.
class SignatureReader {
 public:
  explicit SignatureReader(std::string_view text) : text_(text) {}

  void Read(Overload* overload) {
    if (!Accept("(")) {
      overload->receiver = true;
      overload->parameters.push_back(OneType());
      Expect(".(");
    }
    if (!Accept(")")) {
      do {
        overload->parameters.push_back(OneType());
        if (Accept("...")) overload->variadic = true;
      } while (!overload->variadic && Accept(","));
      Expect(")");
    }
    Expect("->");
    overload->result = OneType();
    Accept("");
    assert(position_ == text_.size() && "something follows a signature");
  }

 private:
  bool Accept(std::string_view wanted) {
    while (position_ < text_.size() && text_[position_] == ' ') ++position_;
    if (text_.substr(position_, wanted.size()) != wanted) return false;
    position_ += wanted.size();
    return true;
  }
  void Expect(std::string_view wanted) {
    [[maybe_unused]] const bool found = Accept(wanted);
    assert(found && "a signature is not of the form (T, T) -> T");
  }
  Type OneType() {
    std::optional<Type> type = ReadType(text_, &position_, {.parameters = true});
    assert(type.has_value() && "a signature names a type that there is not");
    return type.has_value() ? *std::move(type) : Type{};
  }

  std::string_view text_;
  std::size_t position_ = 0;
};

}  // namespace

Overload Declare(std::string_view id, std::string_view signature, Implementation implementation,
                 Strictness strictness) {
  Overload overload;
  overload.id = std::string(id);
  overload.implementation = implementation;
  overload.lenient = strictness == Strictness::kLenient;
  SignatureReader(signature).Read(&overload);
  return overload;
}

Function Glancing(Function function) {
  for (Overload& overload : function.overloads) overload.glances = true;
  return function;
}

}  // namespace assay
