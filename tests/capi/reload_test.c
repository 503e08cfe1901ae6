/* A host that loads the library as a plug-in, uses it and lets go of it again, many times: it must really be gone, and
 * nothing may be left behind (the address sanitizer watches).
 *
 *   reload_test <the shared library>
 */
#include <dlfcn.h>
#include <stdio.h>

#include "assay.h"

static void* library;

/* Through a union, since C has no cast from an object's address to a function's. */
#define FUNCTION(result, name, parameters)           \
  result(*name) parameters = NULL;                   \
  {                                                  \
    union {                                          \
      void* object;                                  \
      result(*function) parameters;                  \
    } found;                                         \
    found.object = dlsym(library, "assay_" #name);   \
    name = found.function;                           \
  }

/* 0 if the library does what it should. */
static int Use(void) {
  FUNCTION(assay_error*, pack_load, (const char*, size_t, const char*, size_t, assay_pack**))
  FUNCTION(assay_error*, pack_shipped, (const char*, size_t, assay_pack**))
  FUNCTION(assay_text, shipped_pack_name_at, (size_t))
  FUNCTION(void, error_delete, (assay_error*))
  FUNCTION(void, pack_delete, (assay_pack*))
  assay_pack* pack = NULL;
  assay_error* error;
  assay_text name;
  if (!pack_load || !pack_shipped || !shipped_pack_name_at || !error_delete || !pack_delete) return 1;
  error = pack_load("nothing", 7, NULL, 0, &pack);
  if (error == NULL || pack != NULL) return 1;
  error_delete(error);
  name = shipped_pack_name_at(0);
  error = pack_shipped(name.data, name.size, &pack);
  if (error != NULL || pack == NULL) return 1;
  pack_delete(pack);
  return 0;
}

int main(int argc, char** argv) {
  int round;
  if (argc != 2) return 2;
  for (round = 0; round < 20; ++round) {
    library = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
      fprintf(stderr, "round %d: %s\n", round, dlerror());
      return 1;
    }
    if (Use() != 0) {
      fprintf(stderr, "round %d: a function is missing or does not do what it should\n", round);
      return 1;
    }
    if (dlclose(library) != 0) {
      fprintf(stderr, "round %d: %s\n", round, dlerror());
      return 1;
    }
    if (dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) != NULL) {
      fprintf(stderr, "round %d: the library stays in memory after dlclose\n", round);
      return 1;
    }
  }
  return 0;
}
