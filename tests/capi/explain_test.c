/* Explanations, samples, and the options of assessing that only they and history need. */
#include <stdlib.h>
#include <string.h>

#include "check.h"

static void Explanations(const assay_assessment* assessment) {
  assay_text_options layout = {sizeof layout};
  assay_string* whole = NULL;
  assay_string* text = NULL;
  CHECK_OK(assay_assessment_explain(assessment, NULL, 0, ASSAY_LEVEL_ANY, NULL, &whole));
  CHECK(Contains(assay_string_text(whole), "SIGNED") && Contains(assay_string_text(whole), "p2"));
  CHECK_OK(assay_assessment_explain(assessment, "SIGNED", 6, ASSAY_LEVEL_MINIMUM, NULL, &text));
  CHECK(Contains(assay_string_text(text), "SIGNED") && !Contains(assay_string_text(text), "CHANNEL"));
  CHECK(assay_string_text(text).size < assay_string_text(whole).size);
  assay_string_delete(text);
  assay_string_delete(whole);
  text = NULL;
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_assessment_explain(assessment, "NO", 2, ASSAY_LEVEL_ANY, NULL, &text));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assessment_explain(assessment, "SIGNED", 6, 2, NULL, &text));
  layout.width = 20;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT,
              assay_assessment_explain(assessment, "SIGNED", 6, ASSAY_LEVEL_ANY, &layout, &text));
  layout.width = -100;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT,
              assay_assessment_explain(assessment, "SIGNED", 6, ASSAY_LEVEL_ANY, &layout, &text));
  CHECK(text == NULL);
  layout.width = 60;
  layout.color = 1;
  layout.ascii = 1;
  CHECK_OK(assay_assessment_explain(assessment, "SIGNED", 6, ASSAY_LEVEL_FULL, &layout, &text));
  assay_string_delete(text);
}

static void Account(const assay_pack* pack, const assay_facts* facts) {
  assay_account* account = NULL;
  const assay_account_entry* entry;
  const assay_evidence* evidence;
  assay_string* text = NULL;
  assay_string* whole = NULL;
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_explain(pack, facts, "nobody", 6, NULL, &account));
  CHECK(account == NULL);
  CHECK_OK(assay_explain(pack, facts, "p3", 2, NULL, &account));
  CHECK_TEXT(assay_account_subject(account), "p3");
  CHECK_TEXT(assay_account_record_type(account), "person");
  CHECK(assay_account_as_of(account).year == 2026);
  CHECK(assay_account_entry_count(account) == 3);
  CHECK(assay_account_entry_at(account, 3) == NULL);
  entry = assay_account_entry_at(account, 0);
  CHECK_TEXT(assay_account_entry_item(entry), "SIGNED");
  CHECK_TEXT(assay_account_entry_title(entry), "Everyone signed");
  CHECK(assay_account_entry_level(entry) == ASSAY_LEVEL_MINIMUM);
  CHECK_TEXT(assay_account_entry_population(entry), "staff");
  CHECK(assay_account_entry_is_member(entry) == ASSAY_TRUTH_PASS);
  CHECK(assay_account_entry_due(entry) == ASSAY_TRUTH_PASS);
  CHECK(assay_account_entry_met(entry) == ASSAY_TRUTH_UNKNOWN);
  CHECK_TEXT(assay_account_entry_cause(entry), "cell:nda.references_security_policy");
  CHECK_TEXT(assay_account_entry_error(entry), "");
  evidence = assay_account_entry_evidence(entry);
  CHECK_TEXT(assay_evidence_subject(evidence), "p3");
  CHECK(assay_evidence_rejected_count(evidence) == 1);
  CHECK_TEXT(assay_rejected_id(assay_evidence_rejected_at(evidence, 0)), "e3");
  entry = assay_account_entry_at(account, 1); /* Of the guests. */
  CHECK(assay_account_entry_is_member(entry) == ASSAY_TRUTH_FAIL);
  CHECK_OK(assay_account_text(account, NULL, 0, NULL, &whole));
  CHECK_OK(assay_account_text(account, "SIGNED", 6, NULL, &text));
  CHECK(Contains(assay_string_text(text), "SIGNED"));
  CHECK(assay_string_text(text).size < assay_string_text(whole).size);
  assay_string_delete(text);
  assay_string_delete(whole);
  text = NULL;
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_account_text(account, "NO", 2, NULL, &text));
  CHECK(text == NULL);
  assay_account_delete(account);
  CHECK_TEXT(assay_truth_name(ASSAY_TRUTH_ERROR), "error");
  CHECK_TEXT(assay_truth_name(ASSAY_TRUTH_UNKNOWN), "unknown");
  CHECK_TEXT(assay_truth_name(ASSAY_TRUTH_FAIL), "fail");
  CHECK_TEXT(assay_truth_name(ASSAY_TRUTH_PASS), "pass");
  CHECK_TEXT(assay_truth_name(4), "");
}

static void Samples(const assay_pack* pack, const assay_facts* facts) {
  assay_sample_options options = {sizeof options};
  assay_sample* all = NULL;
  assay_sample* two = NULL;
  assay_string* text = NULL;
  CHECK_OK(assay_sample_draw(pack, facts, "RC1", 3, "2026-Q1", 7, NULL, &all));
  CHECK_TEXT(assay_sample_check(all), "RC1");
  CHECK_TEXT(assay_sample_seed(all), "2026-Q1");
  CHECK(assay_sample_population(all).size > 0);
  CHECK(assay_sample_tolerable_pct(all) == 10);
  CHECK(assay_sample_confidence_pct(all) == 90);
  CHECK(assay_sample_person_count(all) == 3); /* There are no more. */
  CHECK(assay_sample_person_at(all, 3).size == 0);
  options.size = 2;
  options.as_of.data = "2026-01-01";
  options.as_of.size = 10;
  CHECK_OK(assay_sample_draw(pack, facts, "RC1", 3, "2026-Q1", 7, &options, &two));
  CHECK(assay_sample_person_count(two) == 2);
  CHECK(memcmp(assay_sample_person_at(two, 1).data, assay_sample_person_at(all, 1).data, 2) == 0);
  CHECK_OK(assay_sample_write_json(two, &text));
  CHECK(Contains(assay_string_text(text), "\"drawn_ids\"") && Contains(assay_string_text(text), "\"2026-Q1\""));
  assay_string_delete(text);
  assay_sample_delete(two);
  assay_sample_delete(all);
  all = NULL;
  CHECK_FAILS(ASSAY_ERROR_NOT_FOUND, assay_sample_draw(pack, facts, "RC2", 3, "x", 1, NULL, &all));
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_sample_draw(pack, facts, "RC1", 3, "", 0, NULL, &all));
  options.size = -1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_sample_draw(pack, facts, "RC1", 3, "x", 1, &options, &all));
  CHECK(all == NULL);
}

typedef struct Steps {
  size_t calls;
  size_t done;
  size_t total;
} Steps;

static void Progress(void* user, size_t done, size_t total) {
  Steps* steps = user;
  ++steps->calls;
  CHECK(done == steps->done + 1);
  CHECK(steps->total == 0 || steps->total == total);
  steps->done = done;
  steps->total = total;
}

static void Options(const assay_pack* pack, const assay_facts* facts) {
  assay_assess_options options = {sizeof options};
  const assay_text wanted = {"CHANNEL", 7};
  const assay_text unknown = {"NO", 2};
  assay_assessment* assessment = NULL;
  Steps steps = {0, 0, 0};
  options.progress = Progress;
  options.user = &steps;
  options.explained_subjects = -1;
  options.threads = 2;
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK(steps.calls == 3 && steps.done == 3 && steps.total == 3);
  CHECK(assay_finding_evidence_count(
            assay_item_finding_at(assay_assessment_item(assessment, "SIGNED", 6), 0)) == 0);
  assay_assessment_delete(assessment);

  options.progress = NULL;
  options.explained_subjects = 1;
  options.history_months = 1;
  options.history_items = &wanted;
  options.history_item_count = 1;
  CHECK_OK(assay_assess(pack, facts, &options, &assessment));
  CHECK(assay_assessment_history_months(assessment) == 1);
  CHECK(assay_finding_evidence_count(
            assay_item_finding_at(assay_assessment_item(assessment, "SIGNED", 6), 0)) > 0);
  assay_assessment_delete(assessment);
  assessment = NULL;
  options.history_months = 25;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.history_months = -1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.history_months = 1;
  options.history_items = &unknown;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.history_items = NULL;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.history_item_count = (size_t)-1;
  options.history_items = &wanted;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.memory_limit_bytes = -1;
  CHECK_FAILS(ASSAY_ERROR_INVALID_ARGUMENT, assay_assess(pack, facts, &options, &assessment));
  options.memory_limit_bytes = 1;
  CHECK_FAILS(ASSAY_ERROR_LIMIT, assay_assess(pack, facts, &options, &assessment));
  CHECK(assessment == NULL);
}

int main(void) {
  assay_pack* pack = SmallPack();
  assay_facts* facts = SmallFacts(pack);
  assay_assessment* assessment = NULL;
  CHECK_OK(assay_assess(pack, facts, NULL, &assessment));
  Explanations(assessment);
  Account(pack, facts);
  Samples(pack, facts);
  Options(pack, facts);
  assay_assessment_delete(assessment);
  assay_facts_delete(facts);
  assay_pack_delete(pack);
  return FailedChecks() == 0 ? 0 : 1;
}
