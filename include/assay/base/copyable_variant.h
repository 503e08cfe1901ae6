// A std::variant that can be copied while memory runs out.
//
// In libstdc++ 12 (and others) a variant of which no alternative can throw when it is moved is taken
// never to be without a value. If copying an alternative throws all the same, as a text does that finds
// no memory, the variant under construction is destroyed as if it had one, and the program crashes.

#ifndef ASSAY_BASE_COPYABLE_VARIANT_H_
#define ASSAY_BASE_COPYABLE_VARIANT_H_

#include <type_traits>
#include <utility>
#include <variant>

namespace assay {

template <typename... Alternatives>
class CopyableVariant : public std::variant<Alternatives...> {
 public:
  using Base = std::variant<Alternatives...>;
  using Base::Base;

  CopyableVariant() = default;
  CopyableVariant(const CopyableVariant& other) : Base(Copy(other)) {}
  CopyableVariant(CopyableVariant&&) noexcept = default;
  CopyableVariant& operator=(const CopyableVariant& other) {
    Base::operator=(Copy(other));
    return *this;
  }
  CopyableVariant& operator=(CopyableVariant&&) noexcept = default;
  using Base::operator=;
  ~CopyableVariant() = default;

 private:
  // Made around the alternative, not beside it: where that throws there is no variant yet.
  static Base Copy(const Base& other) {
    return std::visit(
        [](const auto& value) { return Base(std::in_place_type<std::decay_t<decltype(value)>>, value); }, other);
  }
};

}  // namespace assay

#endif  // ASSAY_BASE_COPYABLE_VARIANT_H_
