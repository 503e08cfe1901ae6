// The words of verdicts, rungs and states, from their one description.

#include "assay/assessment/assessment.h"

#include <boost/describe/enum_to_string.hpp>

namespace assay {

const char* VerdictName(Verdict verdict) { return boost::describe::enum_to_string(verdict, "error"); }
const char* RungName(Rung rung) { return boost::describe::enum_to_string(rung, "error"); }
const char* LevelName(Level level) { return boost::describe::enum_to_string(level, "minimum"); }
const char* TrapStateName(TrapState state) { return boost::describe::enum_to_string(state, "error"); }
const char* CheckStateName(CheckState state) {
  return boost::describe::enum_to_string(state, "not_performed");
}
const char* OperationName(Operation operation) {
  return boost::describe::enum_to_string(operation, "not_tested");
}

}  // namespace assay
