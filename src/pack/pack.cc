#include "assay/pack/pack.h"

#include <cassert>
#include <utility>

namespace assay {

Pack::Pack(PackDefinition definition, std::string file, std::string source, Sha256 digest)
    : definition_(std::move(definition)),
      file_(std::move(file)),
      source_(std::move(source)),
      digest_(digest) {}
Pack::Pack(Pack&&) noexcept = default;
Pack& Pack::operator=(Pack&&) noexcept = default;
Pack::~Pack() = default;

const Template& LocalizedText::In(std::string_view language) const {
  assert(!translations.empty());
  for (const auto& [tag, text] : translations) {
    if (tag == language) return text;
  }
  return translations.front().second;
}

}  // namespace assay
