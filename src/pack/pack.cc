#include "assay/pack/pack.h"

#include <cassert>
#include <utility>

namespace assay {

Pack::Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest, bool is_linked)
    : definition_(std::move(definition)),
      sources_(std::move(sources)),
      digest_(digest),
      is_linked_(is_linked) {
  assert(!sources_.empty());
}
Pack::Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest)
    : Pack(std::move(definition), std::move(sources), digest, true) {}
Pack::Pack(PackDefinition definition, std::string file, std::string source, Sha256 digest)
    : definition_(std::move(definition)), digest_(digest), is_linked_(definition_.uses.empty()) {
  sources_.push_back({std::move(file), std::move(source)});
}
Pack::Pack(PackDefinition definition, std::vector<Source> sources, Sha256 digest, Tailoring tailoring)
    : Pack(std::move(definition), std::move(sources), digest) {
  tailoring_ = std::move(tailoring);
}
Pack::Pack(Pack&&) noexcept = default;
Pack& Pack::operator=(Pack&&) noexcept = default;
Pack::~Pack() = default;

std::string_view Pack::SourceOf(std::string_view file) const {
  for (const Source& source : sources_) {
    if (source.file == file) return source.text;
  }
  return {};
}

const Template& LocalizedText::In(std::string_view language) const {
  assert(!translations.empty());
  for (const auto& [tag, text] : translations) {
    if (tag == language) return text;
  }
  return translations.front().second;
}

}  // namespace assay
