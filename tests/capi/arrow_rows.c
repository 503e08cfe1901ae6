#include "arrow_rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { kMostColumns = 16 };

typedef struct Rows {
  size_t column_count;
  const char* const* columns;
  size_t row_count;
  const char* const* texts;
  int* releases;
  int is_read;
} Rows;

typedef struct ColumnData {
  struct ArrowArray array;
  const void* buffers[3];
} ColumnData;

typedef struct BatchData {
  struct ArrowArray* children[kMostColumns];
  ColumnData columns[kMostColumns];
  const void* buffers[1];
} BatchData;

typedef struct SchemaData {
  struct ArrowSchema* children[kMostColumns];
  struct ArrowSchema columns[kMostColumns];
} SchemaData;

static void ReleaseSchema(struct ArrowSchema* schema) {
  free(schema->private_data);
  schema->release = NULL;
}
static void ReleaseChildSchema(struct ArrowSchema* schema) { schema->release = NULL; }

static int GetSchema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  const Rows* rows = stream->private_data;
  SchemaData* data = calloc(1, sizeof *data);
  size_t at;
  if (data == NULL) return ENOMEM;
  for (at = 0; at < rows->column_count; ++at) {
    data->columns[at].format = "u";
    data->columns[at].name = rows->columns[at];
    data->columns[at].flags = 2;
    data->columns[at].release = ReleaseChildSchema;
    data->children[at] = &data->columns[at];
  }
  memset(out, 0, sizeof *out);
  out->format = "+s";
  out->name = "";
  out->n_children = (int64_t)rows->column_count;
  out->children = data->children;
  out->release = ReleaseSchema;
  out->private_data = data;
  return 0;
}

static void ReleaseChild(struct ArrowArray* array) {
  size_t at;
  for (at = 0; at < 3; ++at) free((void*)array->buffers[at]);
  array->release = NULL;
}
static void ReleaseBatch(struct ArrowArray* array) {
  int64_t at;
  for (at = 0; at < array->n_children; ++at) {
    if (array->children[at]->release != NULL) array->children[at]->release(array->children[at]);
  }
  free(array->private_data);
  array->release = NULL;
}

/* One column: validity, offsets, bytes. */
static void FillColumn(const Rows* rows, size_t column, ColumnData* data) {
  unsigned char* validity = calloc(rows->row_count / 8 + 1, 1);
  int32_t* offsets = calloc(rows->row_count + 1, sizeof *offsets);
  char* bytes;
  size_t row;
  int64_t nulls = 0;
  for (row = 0; row < rows->row_count; ++row) {
    const char* text = rows->texts[row * rows->column_count + column];
    offsets[row + 1] = offsets[row] + (text == NULL ? 0 : (int32_t)strlen(text));
    if (text != NULL) {
      validity[row / 8] |= (unsigned char)(1u << (row % 8));
    } else {
      ++nulls;
    }
  }
  bytes = malloc((size_t)offsets[rows->row_count] + 1);
  for (row = 0; row < rows->row_count; ++row) {
    const char* text = rows->texts[row * rows->column_count + column];
    if (text != NULL) memcpy(bytes + offsets[row], text, strlen(text));
  }
  data->buffers[0] = validity;
  data->buffers[1] = offsets;
  data->buffers[2] = bytes;
  data->array.length = (int64_t)rows->row_count;
  data->array.null_count = nulls;
  data->array.n_buffers = 3;
  data->array.buffers = data->buffers;
  data->array.release = ReleaseChild;
}

static int GetNext(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  Rows* rows = stream->private_data;
  BatchData* data;
  size_t at;
  memset(out, 0, sizeof *out);
  if (rows->is_read) return 0;
  rows->is_read = 1;
  data = calloc(1, sizeof *data);
  if (data == NULL) return ENOMEM;
  for (at = 0; at < rows->column_count; ++at) {
    FillColumn(rows, at, &data->columns[at]);
    data->children[at] = &data->columns[at].array;
  }
  out->length = (int64_t)rows->row_count;
  out->n_buffers = 1;
  out->buffers = data->buffers;
  out->n_children = (int64_t)rows->column_count;
  out->children = data->children;
  out->release = ReleaseBatch;
  out->private_data = data;
  return 0;
}

static const char* GetLastError(struct ArrowArrayStream* stream) {
  (void)stream;
  return NULL;
}

static void ReleaseStream(struct ArrowArrayStream* stream) {
  Rows* rows = stream->private_data;
  ++*rows->releases;
  free(rows);
  stream->release = NULL;
}

void MakeStream(size_t column_count, const char* const* columns, size_t row_count, const char* const* texts, int* releases,
                struct ArrowArrayStream* out) {
  Rows* rows = calloc(1, sizeof *rows);
  if (rows == NULL || column_count > kMostColumns) abort();
  rows->column_count = column_count;
  rows->columns = columns;
  rows->row_count = row_count;
  rows->texts = texts;
  rows->releases = releases;
  out->get_schema = GetSchema;
  out->get_next = GetNext;
  out->get_last_error = GetLastError;
  out->release = ReleaseStream;
  out->private_data = rows;
}
