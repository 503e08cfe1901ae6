/* Two threads on one pack and one set of facts, each assessing and reporting at once: the same bytes from both. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { kThreads = 2, kRounds = 20 };

static const assay_pack* pack;
static const assay_facts* facts;

/* The last report of one thread; NULL if anything failed or differed. */
static void* AssessAgainAndAgain(void* unused) {
  assay_string* first = NULL;
  int round;
  (void)unused;
  for (round = 0; round < kRounds; ++round) {
    assay_assessment* assessment = NULL;
    assay_string* json = NULL;
    assay_error* error = assay_assess(pack, facts, NULL, &assessment);
    if (error == NULL) error = assay_assessment_render(assessment, "json", 4, &json);
    assay_assessment_delete(assessment);
    if (error != NULL) {
      assay_error_delete(error);
      assay_string_delete(first);
      return NULL;
    }
    if (first == NULL) {
      first = json;
      continue;
    }
    if (assay_string_text(first).size != assay_string_text(json).size ||
        memcmp(assay_string_text(first).data, assay_string_text(json).data, assay_string_text(json).size) != 0) {
      assay_string_delete(json);
      assay_string_delete(first);
      return NULL;
    }
    assay_string_delete(json);
  }
  return first;
}

/* Packs made and thrown away meanwhile, which share the schema with the one in use. */
static void* LoadAgainAndAgain(void* unused) {
  int round;
  (void)unused;
  for (round = 0; round < kRounds; ++round) {
    assay_pack* another = SmallPack();
    assay_facts* more = SmallFacts(another);
    assay_pack_delete(another);
    assay_facts_delete(more);
  }
  return NULL;
}

int main(void) {
  pthread_t threads[kThreads];
  pthread_t loader;
  void* reports[kThreads] = {NULL};
  assay_pack* owned_pack = SmallPack();
  assay_facts* owned_facts = SmallFacts(owned_pack);
  int at;
  pack = owned_pack;
  facts = owned_facts;
  CHECK(pthread_create(&loader, NULL, LoadAgainAndAgain, NULL) == 0);
  for (at = 0; at < kThreads; ++at) CHECK(pthread_create(&threads[at], NULL, AssessAgainAndAgain, NULL) == 0);
  for (at = 0; at < kThreads; ++at) CHECK(pthread_join(threads[at], &reports[at]) == 0);
  CHECK(pthread_join(loader, NULL) == 0);
  for (at = 0; at < kThreads; ++at) {
    CHECK(reports[at] != NULL);
    CHECK(assay_string_text(reports[at]).size == assay_string_text(reports[0]).size);
    CHECK(memcmp(assay_string_text(reports[at]).data, assay_string_text(reports[0]).data,
                 assay_string_text(reports[0]).size) == 0);
  }
  for (at = 0; at < kThreads; ++at) assay_string_delete(reports[at]);
  assay_facts_delete(owned_facts);
  assay_pack_delete(owned_pack);
  return FailedChecks() == 0 ? 0 : 1;
}
