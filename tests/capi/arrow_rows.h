/* A stream of Arrow record batches made by hand: one batch of columns of texts, for the tests that need a table. */
#ifndef ASSAY_TESTS_CAPI_ARROW_ROWS_H_
#define ASSAY_TESTS_CAPI_ARROW_ROWS_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* As the Arrow specification has them. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};
struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif

/* `columns` names of columns, then row after row of texts; all must outlive the stream. A NULL text is a null. Counts up
 * `*releases` when the stream is released. */
void MakeStream(size_t column_count, const char* const* columns, size_t row_count, const char* const* texts, int* releases,
                struct ArrowArrayStream* out);

#ifdef __cplusplus
}
#endif

#endif
