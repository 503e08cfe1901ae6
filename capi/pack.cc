// What packs say of themselves.

#include <span>
#include <string>

#include "assay/ingest/json_schema.h"
#include "assay/pack/pack.h"
#include "assay/pack/shipped.h"
#include "assay/pack/write.h"
#include "capi/handle.h"
#include "capi/words.h"

using namespace assay::capi;

namespace {

const assay::PackDefinition* DefinitionOf(const assay_pack* pack) {
  return pack == nullptr ? nullptr : &pack->loaded->compiled.pack().definition();
}

std::span<const assay::RecordType> RecordTypesOf(const assay_pack* pack) {
  return pack == nullptr ? std::span<const assay::RecordType>() : pack->loaded->compiled.schema().records();
}

// The text in the definition behind a handle, nothing of NULL.
template <typename Handle, typename Definition>
assay_text DefinedText(const Handle* handle, std::string Definition::*member) {
  return handle == nullptr ? assay_text{} : View(Open(handle)->definition->*member);
}

}  // namespace

size_t assay_shipped_pack_count(void) { return assay::ShippedPacks().size(); }
assay_text assay_shipped_pack_name_at(size_t index) {
  const std::span<const assay::ShippedPack> packs = assay::ShippedPacks();
  return index < packs.size() ? View(packs[index].name) : assay_text{};
}

void assay_pack_delete(assay_pack* pack) { delete pack; }

assay_text assay_pack_id(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(DefinitionOf(pack)->id);
}
assay_text assay_pack_version(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(DefinitionOf(pack)->version);
}
assay_text assay_pack_digest(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(pack->loaded->digest);
}
assay_text assay_pack_title(const assay_pack* pack) {
  return pack == nullptr ? assay_text{} : View(pack->loaded->index.title);
}
size_t assay_pack_warning_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : pack->loaded->warnings.size();
}
const assay_diagnostic* assay_pack_warning_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_diagnostic>(pack->loaded->warnings, index);
}
size_t assay_pack_record_type_count(const assay_pack* pack) { return RecordTypesOf(pack).size(); }
assay_text assay_pack_record_type_at(const assay_pack* pack, size_t index) {
  const std::span<const assay::RecordType> records = RecordTypesOf(pack);
  return index < records.size() ? View(records[index].name) : assay_text{};
}
size_t assay_pack_function_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : DefinitionOf(pack)->native_functions.size();
}
assay_text assay_pack_function_at(const assay_pack* pack, size_t index) {
  return index < assay_pack_function_count(pack) ? View(DefinitionOf(pack)->native_functions[index].name)
                                                 : assay_text{};
}

size_t assay_pack_parameter_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : pack->loaded->index.parameters.size();
}
const assay_parameter* assay_pack_parameter_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_parameter>(pack->loaded->index.parameters, index);
}
assay_text assay_parameter_name(const assay_parameter* parameter) {
  return DefinedText(parameter, &assay::Parameter::name);
}
assay_text assay_parameter_type(const assay_parameter* parameter) {
  return DefinedText(parameter, &assay::Parameter::type);
}
assay_text assay_parameter_unit(const assay_parameter* parameter) {
  return DefinedText(parameter, &assay::Parameter::unit);
}
assay_text assay_parameter_documentation(const assay_parameter* parameter) {
  return DefinedText(parameter, &assay::Parameter::documentation);
}
assay_text assay_parameter_default(const assay_parameter* parameter) {
  return TextOf(parameter, &ParameterEntry::default_json);
}
int32_t assay_parameter_has_minimum(const assay_parameter* parameter) {
  return parameter != nullptr && Open(parameter)->definition->minimum ? 1 : 0;
}
int64_t assay_parameter_minimum(const assay_parameter* parameter) {
  return parameter == nullptr ? 0 : Open(parameter)->definition->minimum.value_or(0);
}
int32_t assay_parameter_has_maximum(const assay_parameter* parameter) {
  return parameter != nullptr && Open(parameter)->definition->maximum ? 1 : 0;
}
int64_t assay_parameter_maximum(const assay_parameter* parameter) {
  return parameter == nullptr ? 0 : Open(parameter)->definition->maximum.value_or(0);
}

size_t assay_pack_control_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : pack->loaded->index.controls.size();
}
const assay_control_definition* assay_pack_control_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_control_definition>(pack->loaded->index.controls, index);
}
size_t assay_pack_trap_count(const assay_pack* pack) { return pack == nullptr ? 0 : pack->loaded->index.traps.size(); }
const assay_trap_definition* assay_pack_trap_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_trap_definition>(pack->loaded->index.traps, index);
}
size_t assay_pack_check_count(const assay_pack* pack) {
  return pack == nullptr ? 0 : pack->loaded->index.checks.size();
}
const assay_check_definition* assay_pack_check_at(const assay_pack* pack, size_t index) {
  return pack == nullptr ? nullptr : LendAt<assay_check_definition>(pack->loaded->index.checks, index);
}

assay_text assay_control_definition_id(const assay_control_definition* control) {
  return DefinedText(control, &assay::ControlDefinition::id);
}
assay_text assay_control_definition_title(const assay_control_definition* control) {
  return TextOf(control, &ControlEntry::title);
}
assay_text assay_control_definition_objective(const assay_control_definition* control) {
  return TextOf(control, &ControlEntry::objective);
}
size_t assay_control_definition_item_count(const assay_control_definition* control) {
  return CountOf(control, &ControlEntry::items);
}
const assay_item_definition* assay_control_definition_item_at(const assay_control_definition* control, size_t index) {
  return LendIn<assay_item_definition>(control, &ControlEntry::items, index);
}

assay_text assay_item_definition_id(const assay_item_definition* item) {
  return DefinedText(item, &assay::ItemDefinition::id);
}
assay_text assay_item_definition_title(const assay_item_definition* item) { return TextOf(item, &ItemEntry::title); }
assay_text assay_item_definition_asks(const assay_item_definition* item) { return TextOf(item, &ItemEntry::asks); }
int32_t assay_item_definition_is_enabled(const assay_item_definition* item) {
  return item != nullptr && Open(item)->definition->enabled ? 1 : 0;
}
assay_decimal assay_item_definition_weight(const assay_item_definition* item) {
  return item == nullptr ? assay_decimal{} : NumberOf(Open(item)->definition->weight);
}

assay_text assay_trap_definition_id(const assay_trap_definition* trap) {
  return DefinedText(trap, &assay::TrapDefinition::id);
}
assay_text assay_trap_definition_title(const assay_trap_definition* trap) { return TextOf(trap, &TrapEntry::title); }
assay_text assay_trap_definition_asks(const assay_trap_definition* trap) { return TextOf(trap, &TrapEntry::asks); }
size_t assay_trap_definition_item_count(const assay_trap_definition* trap) {
  return trap == nullptr ? 0 : Open(trap)->definition->items.size();
}
assay_text assay_trap_definition_item_at(const assay_trap_definition* trap, size_t index) {
  return trap == nullptr ? assay_text{} : TextAt(Open(trap)->definition->items, index);
}

assay_text assay_check_definition_id(const assay_check_definition* check) {
  return DefinedText(check, &assay::RealityCheckDefinition::id);
}
assay_text assay_check_definition_item(const assay_check_definition* check) {
  return DefinedText(check, &assay::RealityCheckDefinition::item);
}
assay_text assay_check_definition_asks(const assay_check_definition* check) { return TextOf(check, &CheckEntry::asks); }
int32_t assay_check_definition_is_interview(const assay_check_definition* check) {
  return check != nullptr && Open(check)->definition->is_interview ? 1 : 0;
}
assay_text assay_check_definition_population(const assay_check_definition* check) {
  return DefinedText(check, &assay::RealityCheckDefinition::population);
}

assay_error* assay_pack_write(const assay_pack* pack, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (out == nullptr) return NullError("out");
    GiveText(assay::WritePack(pack->loaded->compiled.pack()), out);
    return nullptr;
  });
}
assay_error* assay_pack_json_schema(assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (out == nullptr) return NullError("out");
    GiveText(assay::PackJsonSchema(), out);
    return nullptr;
  });
}
assay_error* assay_facts_json_schema(const assay_pack* pack, assay_string** out) {
  return Guarded([&]() -> assay_error* {
    if (pack == nullptr) return NullError("pack");
    if (out == nullptr) return NullError("out");
    GiveText(assay::FactsJsonSchema(pack->loaded->compiled.schema()), out);
    return nullptr;
  });
}
