// A pack's definition as the tree of its file.

#ifndef ASSAY_SRC_PACK_PACK_OUT_H_
#define ASSAY_SRC_PACK_PACK_OUT_H_

#include "assay/pack/pack.h"
#include "src/pack/yaml_out.h"

namespace assay {

// Its members in the order of the format. The tree points at the origins of `pack`.
YamlOut PackOut(const PackDefinition& pack, bool with_uses);

// Its parts, one file each.
void PutRecords(const PackDefinition::Extension& records, YamlOut* root);  // records_out.cc
void PutControls(const PackDefinition& pack, YamlOut* root);               // items_out.cc
void PutPolicies(const PackDefinition& pack, YamlOut* root);               // policies_out.cc

// For all of them.
void PutRule(std::string key, const RuleText& rule, YamlOut* out);  // Left out if empty.
void PutTemplate(std::string key, const Template& text, YamlOut* out);
void PutLocalized(std::string key, const LocalizedText& text, YamlOut* out);
void PutTexts(std::string key, const std::vector<std::string>& texts, YamlOut* out);
void PutFlag(std::string key, bool value, bool otherwise, YamlOut* out);
// Empty mappings that come from there.
YamlOut At(const TextOrigin& origin);
YamlOut At(const Place& place);

}  // namespace assay

#endif  // ASSAY_SRC_PACK_PACK_OUT_H_
