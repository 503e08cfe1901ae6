// The shared vectors: numbers that were computed elsewhere. They do not belong to the repository;
// what matters of them also stands in the tests' own tables.

#ifndef ASSAY_TESTS_BASE_SHARED_VECTORS_H_
#define ASSAY_TESTS_BASE_SHARED_VECTORS_H_

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include <boost/json.hpp>

namespace assay {

// The vectors as an object; nothing when the folder is absent.
inline std::optional<boost::json::object> SharedDomainVectors() {
  std::ifstream file(ASSAY_SHARED_DIR "/vectors/domain.json", std::ios::binary);
  if (!file) return std::nullopt;
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return boost::json::parse(text).as_object();
}

inline std::string Text(const boost::json::value& value) {
  return std::string(value.as_string().data(), value.as_string().size());
}

}  // namespace assay

#endif  // ASSAY_TESTS_BASE_SHARED_VECTORS_H_
