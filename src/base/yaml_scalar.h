// Where the text of a YAML scalar stands in its file.

#ifndef ASSAY_SRC_BASE_YAML_SCALAR_H_
#define ASSAY_SRC_BASE_YAML_SCALAR_H_

#include <string_view>

#include "src/base/source_text.h"
#include "src/base/tree.h"
#include "src/base/yaml_parser.h"

namespace assay {

// The node of a scalar event of `source`. Places inside are found by laying the decoded text beside
// the source lines; where they do not match (escapes), has_escapes says so.
Node ScalarNode(std::string_view source, const YamlEvent& event, SourceText* lines);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_YAML_SCALAR_H_
