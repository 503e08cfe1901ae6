#include "src/base/json_events.h"

#include "src/base/json_parser.h"

namespace assay {

bool ParseJson(std::string_view text, std::string_view file, std::size_t max_depth,
               JsonConsumer* consumer, Diagnostics* problems) {
  return ParseJsonInto(text, file, max_depth, consumer, problems);
}

}  // namespace assay
