// A small schema and environment for tests of the language: like what assay ships, with one of
// every kind of field and relation.

#ifndef ASSAY_TESTS_EXPR_RULE_SCHEMA_H_
#define ASSAY_TESTS_EXPR_RULE_SCHEMA_H_

#include "assay/expr/check.h"
#include "assay/expr/environment.h"
#include "assay/facts/schema.h"

namespace assay {

// organization; role; person with assignments; document with versions, each with a procedure or
// none; acknowledgement and briefing (with viewings), which are evidence.
Schema RuleSchema();

// Over a RuleSchema: the variables `as_of` (date), `org` and `flag` (bool); the namespaces
// `params`, `tally` and `populations`; the derived fields `organization.handbook`,
// `person.tenure_days` and `acknowledgement.hollow`; the functions `covers`, `fresh`,
// `person?.manager_on`, `person.duty` and `person.role_on`.
Environment RuleEnvironment(const Schema& schema);

// A rule over people: `person` is bound.
CheckOptions PersonOptions(const Schema& schema);

}  // namespace assay

#endif  // ASSAY_TESTS_EXPR_RULE_SCHEMA_H_
