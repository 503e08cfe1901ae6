// Texts for people as programs write them: with expressions in braces.

#ifndef ASSAY_SRC_AUTHOR_TEXT_TEMPLATE_H_
#define ASSAY_SRC_AUTHOR_TEXT_TEMPLATE_H_

#include <optional>
#include <string_view>

#include "assay/pack/pack.h"

namespace assay::author {

// `text` in pieces, its expressions from `origin`; nothing if its braces do not match.
std::optional<Template> TemplateOf(std::string_view text, const TextOrigin& origin);

}  // namespace assay::author

#endif  // ASSAY_SRC_AUTHOR_TEXT_TEMPLATE_H_
