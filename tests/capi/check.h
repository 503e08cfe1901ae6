/* What the tests in C share: a check that says where it failed, texts to compare, files to read. */
#ifndef ASSAY_TESTS_CAPI_CHECK_H_
#define ASSAY_TESTS_CAPI_CHECK_H_

#include "assay.h"
#include "assay.h" /* Twice on purpose. */

/* Every check that does not hold is printed and counted. */
#define CHECK(condition) CheckThat((condition) != 0, #condition, __FILE__, __LINE__)
/* The error must be NULL; one that is not is printed with its diagnostics, and deleted. */
#define CHECK_OK(error) CheckSuccess((error), #error, __FILE__, __LINE__)
/* The error must have the code; it is deleted. */
#define CHECK_FAILS(code, error) CheckFailure((code), (error), #error, __FILE__, __LINE__)
#define CHECK_TEXT(text, wanted) CheckText((text), (wanted), #text, __FILE__, __LINE__)

void CheckThat(int holds, const char* what, const char* file, int line);
void CheckSuccess(assay_error* error, const char* what, const char* file, int line);
void CheckFailure(assay_error_kind code, assay_error* error, const char* what, const char* file, int line);
void CheckText(assay_text text, const char* wanted, const char* what, const char* file, int line);

/* How many did not hold, for main to return. */
int FailedChecks(void);

int Equals(assay_text text, const char* wanted);
int Contains(assay_text text, const char* part);

/* A whole file of tests/capi/, or by its full path; the program ends if there is none. */
typedef struct File {
  char* data;
  size_t size;
} File;
File ReadFile(const char* name);

/* The two files that most tests start from, loaded. */
assay_pack* SmallPack(void);
assay_facts* SmallFacts(const assay_pack* pack);

#endif
