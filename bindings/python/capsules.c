/* What Python's capsules need of C: somebody to release what is in one when nobody took it.
 *
 * The Arrow PyCapsule interface (arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html) passes a stream as a
 * capsule whose destructor releases it unless the consumer has moved it out. A destructor may run while an exception is on
 * its way, so it cannot be written in Python. It is no extension module: it is opened with ctypes.PyDLL, which holds Python's
 * lock and looks for exceptions, and finds the two functions it calls in the process. So it serves every Python 3. */

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct _object PyObject;
extern PyObject* PyCapsule_New(void* pointer, const char* name, void (*destructor)(PyObject*));
extern void* PyCapsule_GetPointer(PyObject* capsule, const char* name);

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

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#define EXPORT __attribute__((visibility("default")))

static void destroy(PyObject* capsule) {
  struct ArrowArrayStream* stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream->release != NULL) stream->release(stream);
  free(stream);
}

/* A capsule with a stream that is moved out of `*stream`. NULL with an exception set if there is no memory; then nothing
 * was moved. */
EXPORT PyObject* assay_capsule_of_stream(struct ArrowArrayStream* stream) {
  struct ArrowArrayStream* moved = malloc(sizeof *moved);
  /* With NULL, PyCapsule_New sets an exception; ValueError, for want of PyErr_NoMemory in the two functions. */
  PyObject* capsule = PyCapsule_New(moved, "arrow_array_stream", destroy);
  if (capsule == NULL) {
    free(moved);
    return NULL;
  }
  *moved = *stream;
  stream->release = NULL;
  return capsule;
}

/* One array as a stream of one batch. */
struct single {
  struct ArrowSchema schema;
  struct ArrowArray array;
};

static int single_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  struct single* single = stream->private_data;
  if (single->schema.release == NULL) return EINVAL; /* Given already: it cannot be copied. */
  *out = single->schema;
  single->schema.release = NULL;
  return 0;
}

static int single_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  struct single* single = stream->private_data;
  if (single->array.release == NULL) {
    memset(out, 0, sizeof *out); /* The end. */
    return 0;
  }
  *out = single->array;
  single->array.release = NULL;
  return 0;
}

static const char* single_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the schema of a single array was asked for twice";
}

static void single_release(struct ArrowArrayStream* stream) {
  struct single* single = stream->private_data;
  if (single->schema.release != NULL) single->schema.release(&single->schema);
  if (single->array.release != NULL) single->array.release(&single->array);
  free(single);
  stream->release = NULL;
}

/* Moves `*schema` and `*array` into a stream at `*out`. Not 0 if there is no memory; then nothing was moved. */
EXPORT int assay_stream_of_array(struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowArrayStream* out) {
  struct single* single = malloc(sizeof *single);
  if (single == NULL) return ENOMEM;
  single->schema = *schema;
  single->array = *array;
  schema->release = NULL;
  array->release = NULL;
  out->get_schema = single_schema;
  out->get_next = single_next;
  out->get_last_error = single_error;
  out->release = single_release;
  out->private_data = single;
  return 0;
}
