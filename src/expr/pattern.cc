#include "src/expr/pattern.h"

#include <algorithm>
#include <utility>

#include "assay/expr/check.h"
#include "re2/re2.h"

namespace assay {

std::optional<Pattern> Pattern::Compile(std::string_view text, std::int64_t most_bytes, std::string* fault) {
  RE2::Options options;
  options.set_max_mem(std::min(most_bytes, kMostPatternBytes));
  options.set_log_errors(false);
  auto compiled =
      std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), options);
  if (!compiled->ok()) {
    *fault = compiled->error();
    return std::nullopt;
  }
  return Pattern(std::move(compiled));
}

Pattern::Pattern(std::unique_ptr<re2::RE2> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::size_t Pattern::size() const { return static_cast<std::size_t>(compiled_->ProgramSize()); }

bool Pattern::IsFoundIn(std::string_view text) const {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

}  // namespace assay
