/* Assesses many organisations at once, with one pack and a few threads:
 *
 *   embed_tenants acme.json globex.json ...
 *
 * One line a tenant, in the order of the arguments. What one tenant's facts are refused for concerns no other.
 */
#include <assay.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kThreads = 4 };

typedef struct Tenant {
  const char* file;
  char line[256]; /* What is said of it in the end. */
} Tenant;

/* Shared by all threads. The pack is only read, so that nothing has to be locked. */
static const assay_pack* pack;
static Tenant* tenants;
static size_t tenant_count;
static atomic_size_t next;
static atomic_int must_stop; /* Set by a signal, a deadline, a button. */

/* Asked between two rules, on the thread that assesses. */
static int32_t MustStop(void* user) {
  (void)user;
  return atomic_load(&must_stop);
}

static void Stop(int signal_number) {
  (void)signal_number;
  atomic_store(&must_stop, 1);
}

/* What is odd, with the tenant it is odd about: `user` is the host's. */
static void Log(void* user, assay_log_level level, assay_text message) {
  const Tenant* tenant = user;
  if (level != ASSAY_LOG_WARNING) return;
  fprintf(stderr, "%s: %.*s\n", tenant->file, (int)message.size, message.data);
}

/* The file, or NULL. */
static char* ReadWhole(const char* name, size_t* size) {
  FILE* file = fopen(name, "rb");
  char* text = NULL;
  if (file == NULL) return NULL;
  if (fseek(file, 0, SEEK_END) == 0) {
    *size = (size_t)ftell(file);
    rewind(file);
    text = malloc(*size + 1);
    if (text != NULL) *size = fread(text, 1, *size, file);
  }
  fclose(file);
  return text;
}

/* Every handle of a tenant is made and deleted here: tenants share the pack and nothing else. */
static assay_error* Assess(Tenant* tenant, const char* text, size_t size) {
  assay_facts_options reading = {sizeof reading};
  assay_assess_options assessing = {sizeof assessing};
  assay_facts* facts = NULL;
  assay_assessment* assessment = NULL;
  assay_string* score = NULL;
  reading.file.data = tenant->file;
  reading.file.size = strlen(tenant->file);
  reading.log = Log;
  reading.user = tenant;
  assessing.is_cancelled = MustStop;
  assessing.step_budget = 1000000000; /* No tenant's data keeps a thread for ever. */
  assessing.threads = 1;              /* The threads are busy with tenants. */
  assessing.log = Log;
  assessing.user = tenant;
  assay_error* error = assay_facts_read_json(pack, text, size, &reading, &facts);
  if (error == NULL) error = assay_assess(pack, facts, &assessing, &assessment);
  assay_facts_delete(facts); /* An assessment stands alone: the facts' memory is free while it is looked at. */
  if (error == NULL) {
    error = assay_fraction_text(assay_assessment_score_low(assessment, ASSAY_SCORE_WITH_WAIVERS), &score);
  }
  if (error == NULL) {
    const assay_text low = assay_string_text(score);
    snprintf(tenant->line, sizeof tenant->line, "at least %.*s %%", (int)low.size, low.data);
  }
  assay_string_delete(score);
  assay_assessment_delete(assessment);
  return error;
}

static void* Work(void* unused) {
  (void)unused;
  for (size_t at = atomic_fetch_add(&next, 1); at < tenant_count; at = atomic_fetch_add(&next, 1)) {
    Tenant* tenant = &tenants[at];
    size_t size = 0;
    char* text = ReadWhole(tenant->file, &size);
    if (text == NULL) {
      snprintf(tenant->line, sizeof tenant->line, "cannot be read");
      continue;
    }
    assay_error* error = Assess(tenant, text, size);
    if (error != NULL) {
      const assay_text code = assay_error_name(assay_error_code(error));
      const assay_text message = assay_error_message(error);
      snprintf(tenant->line, sizeof tenant->line, "%.*s: %.*s", (int)code.size, code.data, (int)message.size,
               message.data);
    }
    assay_error_delete(error);
    free(text);
  }
  return NULL;
}

int main(int argc, char** argv) {
  pthread_t threads[kThreads];
  int running = 0;
  assay_pack* loaded = NULL;
  assay_error* error = assay_pack_shipped("iso27001-2022-a5.4", 18, &loaded);
  if (error != NULL) {
    const assay_text said = assay_error_rendered(error);
    fprintf(stderr, "%.*s", (int)said.size, said.data);
    assay_error_delete(error);
    return 1;
  }
  pack = loaded;
  tenant_count = (size_t)(argc - 1);
  tenants = calloc(tenant_count + 1, sizeof *tenants);
  for (size_t at = 0; at < tenant_count; ++at) tenants[at].file = argv[at + 1];
  signal(SIGINT, Stop);
  while (running < kThreads && pthread_create(&threads[running], NULL, Work, NULL) == 0) ++running;
  if (running == 0) Work(NULL);
  while (running > 0) pthread_join(threads[--running], NULL);
  for (size_t at = 0; at < tenant_count; ++at) printf("%s: %s\n", tenants[at].file, tenants[at].line);
  assay_pack_delete(loaded); /* When the last thread has done with it. */
  free(tenants);
  return 0;
}
