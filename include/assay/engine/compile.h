// From a pack to something that can be run: its record types join the schema, every name is
// resolved, every rule is checked, and the graph of derived fields, populations, tallies, rules and
// traps is proved free of circles.
//
//   absl::StatusOr<assay::CompiledPack> compiled = assay::CompilePack(std::move(pack), schema, &problems);
//   absl::StatusOr<assay::Facts> facts = assay::ReadFactsJson(text, compiled->schema(), ...);
//   absl::StatusOr<assay::Assessment> assessment = assay::Assess(*compiled, *facts, options);

#ifndef ASSAY_ENGINE_COMPILE_H_
#define ASSAY_ENGINE_COMPILE_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "assay/base/diagnostic.h"
#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/expr/native.h"
#include "assay/expr/parse.h"
#include "assay/facts/schema.h"
#include "assay/pack/pack.h"

namespace assay {

struct CompileOptions {
  // The functions of the host program that packs may call; a pack gets those that it lists under
  // `native`, and keeps them alive.
  NativeLibrary natives;
  // Of every expression of the pack (`expr.limit-*`), below the ceilings of the parser.
  ParseLimits expression;
  // Of every regular expression of the pack, below kMostPatternBytes.
  std::int64_t pattern_bytes = kUsualPatternBytes;
};

// Immutable and move-only; one compiled pack serves any number of organisations and threads at once.
class CompiledPack {
 public:
  CompiledPack(CompiledPack&&) noexcept;
  CompiledPack& operator=(CompiledPack&&) noexcept;
  ~CompiledPack();

  const Pack& pack() const;

  // The schema that facts for this pack are read with: the base schema, or the base and what the
  // pack declares. Lives as long as the compiled pack (the base: as long as its owner keeps it).
  const Schema& schema() const;

  // What a rule of this pack may name, for tools that evaluate single expressions.
  const Environment& environment() const;

  struct Rep;  // src/engine/compiled.h
  const Rep& rep() const { return *rep_; }

 private:
  friend absl::StatusOr<CompiledPack> CompilePack(Pack, const Schema&, const CompileOptions&,
                                                  Diagnostics*);
  explicit CompiledPack(std::unique_ptr<const Rep> rep);
  std::unique_ptr<const Rep> rep_;
};

// Compiles `pack` against `base`, which must outlive the result.
//
// Returns InvalidArgument if anything in the pack is at fault; `*problems` then holds every fault
// found, in the order of the file: `schema.*` (its declarations), `expr.*` (a rule, at its line and
// column in the pack), `pack.*` (a parameter's type, a circle, a word that only the schema can
// refute, packs in use that have not been joined to it, a native function that is not registered).
// Warnings are appended on success too.
absl::StatusOr<CompiledPack> CompilePack(Pack pack, const Schema& base,
                                         const CompileOptions& options, Diagnostics* problems);

// The same for a pack that needs no native functions.
absl::StatusOr<CompiledPack> CompilePack(Pack pack, const Schema& base, Diagnostics* problems);

}  // namespace assay

#endif  // ASSAY_ENGINE_COMPILE_H_
