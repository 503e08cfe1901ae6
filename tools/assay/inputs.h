// What verbs read and where they write: files, packs by path or name, facts, parameters, output.
// Diagnostics and complaints go to stderr, results to stdout.

#ifndef ASSAY_TOOLS_ASSAY_INPUTS_H_
#define ASSAY_TOOLS_ASSAY_INPUTS_H_

#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/engine/compile.h"
#include "assay/facts/facts.h"
#include "assay/facts/schema.h"
#include "assay/pack/pack.h"

namespace assay::tool {

// The whole file, or of "-" standard input. Complains and gives nothing if it cannot be read.
std::optional<std::string> ReadFile(const std::string& path);

// Writes to the file, or to stdout for an empty path. False (with a complaint) if it could not be
// written to its end.
bool WriteOutput(const std::string& path, const std::string& text);

// Prints what an input was refused or warned for; nothing if there is nothing.
void Complain(const Diagnostics& problems);
void Complain(const std::string& message);

// Whether `stream` is a terminal that wants colours (NO_COLOR unset, TERM not dumb).
bool WantsColor(std::FILE* stream);
// The columns of the terminal, or 100.
int TerminalWidth(std::FILE* stream);

// A pack's text: the file `name`, the folder `name` with a pack.yaml, or the shipped pack `name`; with
// the texts in other languages that stand beside a pack.yaml (IsTextsFile), by file name.
struct PackText {
  std::string file;
  std::string text;
  std::vector<Pack::Source> translations;
};
std::optional<PackText> FindPack(const std::string& name);

struct PackSource {
  std::string name;       // As FindPack takes it.
  std::string tailoring;  // A file; empty = none.
};

// Reads a pack with its texts, joins to it the packs that it uses (those beside its folder, in folders named by
// their ids, and the shipped ones) and tailors it. Every fault goes to `*problems`; NotFound, with a
// complaint, if a file cannot be read.
absl::StatusOr<Pack> ReadSource(const PackSource& source, Diagnostics* problems);

// The options by which a verb is told its pack, -p,--pack and --tailoring. `source` must outlive the app.
void AddPackOptions(CLI::App* verb, PackSource* source);

// The pack, tailored and compiled; complains and gives nothing if it is at fault. `base` must outlive it.
std::optional<CompiledPack> LoadPack(const PackSource& source, const Schema& base);

// A pack with no rules of its own, for expressions over facts alone.
std::optional<CompiledPack> EmptyPack(const Schema& base);

struct FactsSource {
  std::string path;
  bool lenient = false;
  std::size_t max_errors = 100;
};
std::optional<Facts> LoadFacts(const FactsSource& source, const Schema& schema);

// "name=value" options; complains about one without `=`.
std::optional<std::vector<std::pair<std::string, std::string>>> SplitSettings(
    const std::vector<std::string>& settings);

// --as-of; complains about what is no date. An empty text is no date and no complaint.
bool ReadDay(const std::string& text, std::optional<Date>* day);

}  // namespace assay::tool

#endif  // ASSAY_TOOLS_ASSAY_INPUTS_H_
