// The names bound around a place in the text: parameters, `self`, variables of macros.

#ifndef ASSAY_SRC_EXPR_SCOPE_H_
#define ASSAY_SRC_EXPR_SCOPE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/expr/ast.h"
#include "assay/expr/type.h"

namespace assay {

struct Local {
  std::string name;
  Type type;
  // The usual words of a text: what it ranges over is a field with a vocabulary.
  EnumId vocabulary = kNoId;
  // Where it ranges over (or stands for) literal words, the list (or literal) that has them.
  ExprId words = kNoExpr;
};

class Scope {
 public:
  // The depth of the new local, from the outermost (0).
  std::uint16_t Push(Local local) {
    locals_.push_back(std::move(local));
    if (locals_.size() > deepest_) deepest_ = locals_.size();
    return static_cast<std::uint16_t>(locals_.size() - 1);
  }
  void Pop(std::size_t count) { locals_.resize(locals_.size() - count); }

  // The innermost of the name: it shadows the others.
  std::optional<std::uint16_t> Find(std::string_view name) const {
    for (std::size_t i = locals_.size(); i-- > 0;) {
      if (locals_[i].name == name) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
  }

  const Local& operator[](std::size_t depth) const { return locals_[depth]; }
  std::size_t size() const { return locals_.size(); }
  std::size_t deepest() const { return deepest_; }

 private:
  std::vector<Local> locals_;
  std::size_t deepest_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_SCOPE_H_
