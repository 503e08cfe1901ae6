// The passes of CompilePack, over one half-built Rep. Each pass reports what it finds and lets the
// next ones go on as far as they can.

#ifndef ASSAY_SRC_ENGINE_COMPILER_H_
#define ASSAY_SRC_ENGINE_COMPILER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "src/engine/compiled.h"

namespace assay {

class Compiler {
 public:
  Compiler(CompiledPack::Rep* rep, const Schema& base, const CompileOptions& options,
           Diagnostics* problems)
      : rep_(*rep), base_(base), options_(options), problems_(*problems) {}

  // True if the pack is without fault.
  bool Run();

 private:
  // compile.cc
  bool ExtendSchema();
  void CheckEverything();
  void Report(const TextOrigin& origin, std::string code, std::string message, std::string hint = {});
  // The same of a piece of an expression, at its own place.
  void ReportIn(const Unit& unit, Span span, std::string code, std::string message, std::string hint = {});
  // Registers an expression; null for one that is not given. `expected` nothing = any type.
  const Unit* Add(const RuleText& text, std::vector<Variable> locals, std::optional<Type> expected);
  // What `guarded` is read behind: `condition` holds then. Either may be null.
  void Guard(const Unit* guarded, const Unit* condition);
  // The same for what the population, and those that it narrows, ask of a member. Not where they call
  // it by another name.
  void GuardByPopulation(const Unit* guarded, int population);
  Variable Member(int population) const;

  // compile_environment.cc: what rules may name, and the types of what the pack defines.
  void DeclareParameters();
  void CheckDefaultWords(const Parameter& parameter, const Type& type);
  void DeclareFunctions();
  void DeclareDerived();
  void DeclarePopulations();
  void DeclareTallies();
  void InferTypes();

  // compile_natives.cc
  void DeclareNatives();
  void HintAtNatives(Diagnostic* diagnostic) const;

  // compile_items.cc: what the engine runs.
  void AddPopulationRules();
  void AddTallyRules();
  void AddItems();
  Type ShownType(const Unit* unit) const;
  CompiledLevel AddLevel(const LevelDefinition& level);
  void AddTrapsAndChecks();
  void RequirePeople(const RealityCheckDefinition& check, int population);
  void NameSignals();  // Which tallies each trap prints; after CheckEverything.
  CompiledTemplate AddTemplate(const Template& text, const std::vector<Variable>& locals,
                               const std::vector<std::string>& parts);
  CompiledText AddText(const LocalizedText& text, const std::vector<Variable>& locals,
                       const std::vector<std::string>& parts);

  // compile_policies.cc: the policies, and numbers that are written out.
  void AddPolicies();
  void CheckHygieneOf(const std::string& record, const TextOrigin& origin);
  void CheckNumbers();
  void CheckNumber(const Unit* unit, std::int64_t least, std::int64_t greatest, const char* code,
                   const std::string& what);

  // compile_names.cc: names that rules know already.
  void RefuseTakenNames();
  bool IsTaken(std::string_view name) const;
  bool IsOfNative(std::string_view name) const;

  // compile_grouped.cc: the types that windows, sums and extremes need.
  void CheckGroupedTypes();
  void RequireType(const Unit* unit, bool (*fits)(const Type&), const char* wanted);

  // compile_verdicts.cc: `verdict` of traps, a map of levels by item, so that rules may count; and
  // the items, levels and words that they name.
  static Variable VerdictLocal();
  void CheckVerdicts();
  void CheckVerdicts(const Unit* unit);

  // compile_feeds.cc: which feeds the rules of an item read.
  void FindFeeds();

  // dependencies.cc: proves that nothing depends on itself.
  void RefuseCircles();
  void RefuseLevelCircles();
  // compile_order.cc: numbers what the pack defines in an order in which it can be computed.
  void OrderDefinitions();
  // Notes which rules ask for the other level, and that it can answer them.
  void LinkLevels();

  // unused.cc: what the pack defines and nothing needs.
  void WarnOfUnused();
  bool IsBrought(const TextOrigin& origin) const;  // Written in a pack that is used.

  CompiledPack::Rep& rep_;
  const Schema& base_;
  const CompileOptions& options_;
  Diagnostics& problems_;
};

}  // namespace assay

#endif  // ASSAY_SRC_ENGINE_COMPILER_H_
