// libfyaml's syntax faults in our words: what is wrong, and what to do about it.

#ifndef ASSAY_SRC_BASE_YAML_SYNTAX_H_
#define ASSAY_SRC_BASE_YAML_SYNTAX_H_

#include <string>
#include <string_view>

namespace assay {

struct YamlWording {
  std::string code;  // yaml.syntax or yaml.tab
  std::string message;
  std::string hint;
};

// A message that is not known is passed on as it is.
YamlWording WordYamlFault(std::string_view libfyaml_message);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_YAML_SYNTAX_H_
