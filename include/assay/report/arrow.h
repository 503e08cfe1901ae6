// An assessment as Arrow tables: for data frames, warehouses and notebooks.
//
//   ArrowArrayStream stream;
//   absl::Status status = assay::AssessmentTable(assessment, "items", &stream);
//   if (!status.ok()) return status;
//   Import(&stream);  // pyarrow, Polars, DuckDB, ...; whoever has it releases it
//
// A table is one stream of one record batch. Rows stand in the order of the assessment: controls
// and items in the pack's, subjects by id. The same assessment gives the same tables.
//
// Types: `text` is utf8, `word` a dictionary of utf8 by int8 that holds every word there is in the
// order in which they are declared, `int` int64, `day` date32, `[text]` a list of utf8. `score` is a
// float64 with two decimals, halves up, as the JSON shows it; the column named `*_exact` beside it
// holds the fraction as text, "191/2". A `?` marks columns that may be null; what is null in the JSON
// report, or left out there, is null here.
//
//   assessment        one row
//     as_of day · pack_id text · pack_version text · pack_digest text · facts_digest text ·
//     engine_version text · language text · tzdata text · major_nonconformity? bool ·
//     assumes [text] · score_model text · score_low? score · score_low_exact? text · score_high? score ·
//     score_high_exact? text · without_waivers_low? · without_waivers_low_exact? ·
//     without_waivers_high? · without_waivers_high_exact? (likewise) · known_pct? score
//   controls          one row a control
//     control text · title text · applicable bool · exclusion? text
//   items             one row an item
//     control text · item text · title text · asks? text · rung word · operation word ·
//     maturity? int · score_low? score · score_low_exact? text · score_high? score ·
//     score_high_exact? text · since? day · lapses_on? day · lapses_to? word · lapse_level? word ·
//     lapse_record? text · lapse_subject? text · lapse_why? text
//   levels            one row an item and level that the pack has rules for
//     item text · level word · verdict word · by_rules word · reasons [text]
//   parts             one row a rule of a level; the counts are null for rules about the organisation
//     item text · level word · part text · verdict word · is_organisation bool · population? text ·
//     population_count? int · due? int · met? int · failed? int · unknown? int · errors? int ·
//     maybe_met? int · maybe_failed? int · maybe_unknown? int · maybe_errors? int ·
//     population_is_open bool · threshold_pct? int · evidence_used [text] · error? text
//   groups            one row a group of a rule that each group must meet by itself
//     item text · level word · part text · group text · verdict word · population_count int ·
//     due int, and so on to maybe_errors int, as in `parts`
//   subjects          one row a subject that does not meet a rule, or may not
//     item text · level word · part text · population text · subject text ·
//     state word (failing, unknown, erring)
//   findings          one row a finding
//     item text · finding int (from 0 within the item) · level word · verdict word ·
//     statement text · subjects [text]
//   evidence          one row a record that a finding looked at, by subject
//     item text · finding int · level word · part text · subject? text (null: the organisation) ·
//     record text · state word (used, rejected) · why? text (of rejected ones) · nearest bool
//   traps             one row a trap of an item
//     item text · trap text · title? text · asks? text · state word · caps_full bool · error? text
//   trap_signals      one row a number of a trap's signal
//     item text · trap text · signal text · low int · high? int (null: no upper end)
//   reality_checks    one row a check of an item; the numbers are null for checks of evidence
//     item text · check text · kind word (interview, evidence) · asks? text · state word ·
//     population? int · n? int · deviations? int · upper_bound? float64 · census? bool ·
//     sample [text]
//   remediation       one row a thing to do
//     item text · owner_role text · text text · subjects [text] · due? day
//   waivers           one row a waiver that holds
//     item text · waiver text · levels [text] · expires_on day
//   ineffective       one row a waiver or exclusion that was handed in and does not hold
//     record_type text · record text · why text
//   crosswalk         one row an item and another framework
//     item text · framework text · relation text · references [text] · verified bool
//   observations      one row an observation
//     observation text · item text · text text · subjects [text] · error? text
//   data_quality      one row a flag
//     flag text · record? text · detail? text
//   parameters        one row a value, so that a list has as many rows as elements
//     parameter text · is_list bool · index int · kind word (bool, number, text) · value text;
//     a list that is empty has no row
//   tailoring         one row a change that somebody else made of the pack; none if it is as written
//     tailoring text · digest text · approved_by text · approved_on day ·
//     change word (parameter, left_out) · name text · why? text
//   natives           one row a function of the host program that the pack needs
//     native text · version? text
//   fact_counts       one row a record type
//     record_type text · rows int

#ifndef ASSAY_REPORT_ARROW_H_
#define ASSAY_REPORT_ARROW_H_

#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "assay/assessment/assessment.h"
#include "assay/base/arrow_abi.h"

namespace assay {

// The names above, in that order.
std::vector<std::string_view> AssessmentTables();

// Writes the table `table` to `*out`, which must not hold a stream: what is there is overwritten. The
// stream owns its data and outlives the assessment; it, and each schema and array that it gives, is
// released through its own `release`, from any thread.
//
// InvalidArgument for any other name, naming those that exist; ResourceExhausted if a column of
// texts is longer than 2^31 bytes. Then `*out` is released.
absl::Status AssessmentTable(const Assessment& assessment, std::string_view table,
                             ArrowArrayStream* out);

}  // namespace assay

#endif  // ASSAY_REPORT_ARROW_H_
