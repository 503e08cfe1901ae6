// A definition becomes a pack by being written and read: so a pack that a program has made is held
// to all that a pack in a file is held to, and is the same pack. Then every place in the text that
// was written is moved to where its piece comes from.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "assay/pack/write.h"
#include "src/base/source_text.h"
#include "src/pack/origins.h"
#include "src/pack/pack_out.h"

namespace assay {
namespace {

// Where the line of the text comes from; nowhere if that was not said.
YamlSource SourceOf(const LineSources& sources, std::uint32_t line) {
  YamlSource found;
  for (const auto& [first, source] : sources) {
    if (first > line) break;
    found = source;
  }
  return found;
}

void MoveOrigin(const LineSources& sources, TextOrigin* origin) {
  if (origin->lines.empty()) return;
  const YamlSource source = SourceOf(sources, origin->lines.front().line);
  if (source.file == nullptr) return;
  origin->file = *source.file;
  origin->pointer.clear();
  origin->lines = {{.line = source.line, .column = 0, .offset = 0}};
  origin->is_exact = false;
}

void MovePlace(const LineSources& sources, Place* place) {
  const YamlSource source = SourceOf(sources, place->line);
  if (source.file == nullptr) return;
  place->file = *source.file;
  place->line = source.line;
  place->column = 0;
  place->length = 0;
  place->pointer.clear();
}

// What is shown of the source is the line that was written for it.
void MoveFault(const LineSources& sources, Diagnostic* fault) {
  const YamlSource source = SourceOf(sources, fault->place.line);
  if (source.file == nullptr) return;
  MovePlace(sources, &fault->place);
  const std::size_t first = fault->source_line.find_first_not_of(" -");
  if (first != std::string::npos && fault->source_line_from == 0) {
    fault->source_line.erase(0, first);
  }
}

}  // namespace

std::string WritePack(const Pack& pack) {
  return WriteYaml(PackOut(pack.definition(), !pack.is_linked()), nullptr);
}

absl::StatusOr<Pack> MakePack(const PackDefinition& definition, std::string file,
                              const PackLimits& limits, Diagnostics* problems) {
  LineSources sources;
  const std::string text = WriteYaml(PackOut(definition, true), &sources);
  const std::size_t before = problems->size();
  absl::StatusOr<Pack> read = ReadPack(text, file, limits, problems);
  for (std::size_t k = before; k < problems->size(); ++k) MoveFault(sources, &(*problems)[k]);
  if (!read.ok()) return read.status();
  PackDefinition made = read->definition();
  ForEachOrigin(&made, [&](TextOrigin* origin) { MoveOrigin(sources, origin); });
  ForEachPlace(&made, [&](Place* place) { MovePlace(sources, place); });
  return Pack(std::move(made), std::move(file), text, read->digest());
}

}  // namespace assay
