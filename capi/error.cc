// Errors, their diagnostics, and what inputs are looked at for before anything reads them.

#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "assay/base/display.h"
#include "capi/handle.h"
#include "src/base/utf8.h"

namespace assay::capi {
namespace {

assay_error_kind CodeOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kAlreadyExists: return ASSAY_ERROR_INVALID_ARGUMENT;
    case absl::StatusCode::kNotFound: return ASSAY_ERROR_NOT_FOUND;
    case absl::StatusCode::kResourceExhausted: return ASSAY_ERROR_LIMIT;
    case absl::StatusCode::kCancelled: return ASSAY_ERROR_CANCELLED;
    default: return ASSAY_ERROR_INTERNAL;
  }
}

// Text is UTF-8 for those outside, whatever there was to tell of. Messages are one line, too; files and pointers are data.
void MakeUtf8(Diagnostics* diagnostics) {
  for (Diagnostic& diagnostic : *diagnostics) {
    diagnostic.message = MessageForDisplay(diagnostic.message);
    diagnostic.hint = HintForDisplay(diagnostic.hint);
    diagnostic.place.file = ValidUtf8(diagnostic.place.file);
    diagnostic.place.pointer = ValidUtf8(diagnostic.place.pointer);
  }
}

}  // namespace

assay_error* NewError(assay_error_kind code, const std::string& message, Diagnostics diagnostics) {
  auto error = std::make_unique<assay_error>();
  error->code = code;
  error->message = MessageForDisplay(message);
  error->rendered = Render(diagnostics);
  error->rendered += error->message;
  error->rendered += '\n';
  MakeUtf8(&diagnostics);
  error->diagnostics = std::move(diagnostics);
  return error.release();
}

assay_error* NewError(const absl::Status& status, Diagnostics diagnostics) {
  const absl::string_view message = status.message();
  return NewError(CodeOf(status.code()), std::string(message.data(), message.size()), std::move(diagnostics));
}

assay_error* NullError(const char* what) {
  return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " is NULL"));
}

assay_error* OutOfMemory() noexcept {
  // Both texts fit into the strings themselves, so that making this error takes no memory.
  static assay_error error{ASSAY_ERROR_OUT_OF_MEMORY, "out of memory", {}, "out of memory\n"};
  return &error;
}

assay_error* ErrorOfException() noexcept {
  try {
    try {
      throw;
    } catch (const std::bad_alloc&) {
      return OutOfMemory();
    } catch (const std::exception& exception) {
      return NewError(ASSAY_ERROR_INTERNAL, absl::StrCat("internal error: ", exception.what()));
    } catch (...) {
      return NewError(ASSAY_ERROR_INTERNAL, "internal error");
    }
  } catch (...) {
    return OutOfMemory();
  }
}

assay_error* CheckDocument(const char* data, std::size_t size, const char* what) {
  if (data == nullptr && size != 0) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " is NULL and has ", size, " bytes"));
  }
  // No object is larger; a size beyond this was negative once.
  if (size > static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max())) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " has an impossible size: ", size, " bytes"));
  }
  return nullptr;
}

assay_error* CheckText(const char* data, std::size_t size, const char* what) {
  if (assay_error* error = CheckDocument(data, size, what)) return error;
  const std::size_t at = FindInvalidUtf8({data, size});
  if (at == std::string_view::npos) return nullptr;
  return NewError(ASSAY_ERROR_INVALID_ARGUMENT, absl::StrCat(what, " is not UTF-8 from its byte ", at, " on"));
}

namespace {

// A size beyond this is no struct of options but memory that was never set.
constexpr std::size_t kLargestOptions = 4096;

std::size_t SizeOf(const void* options) {
  std::size_t size = 0;
  std::memcpy(&size, options, sizeof size);
  return size;
}

bool IsSize(std::size_t size) { return size >= sizeof size && size <= kLargestOptions; }

}  // namespace

void CopyKnown(const void* given, std::size_t known_size, void* out) noexcept {
  const std::size_t size = SizeOf(given);
  if (IsSize(size)) std::memcpy(out, given, size < known_size ? size : known_size);
}

assay_error* CopyOptions(const void* given, std::size_t known_size, void* out) {
  if (given == nullptr) return nullptr;
  const std::size_t given_size = SizeOf(given);
  if (!IsSize(given_size)) {
    return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                    absl::StrCat("struct_size of the options is ", given_size, "; set it to the size of the struct"));
  }
  const char* bytes = static_cast<const char*>(given);
  for (std::size_t at = known_size; at < given_size; ++at) {
    if (bytes[at] != 0) {
      return NewError(ASSAY_ERROR_INVALID_ARGUMENT,
                      absl::StrCat("the options use a member that this library, version ", ASSAY_ABI,
                                   " of the interface, does not have"));
    }
  }
  CopyKnown(given, known_size, out);
  return nullptr;
}

}  // namespace assay::capi

using namespace assay::capi;

assay_error_kind assay_error_code(const assay_error* error) { return error == nullptr ? 0 : error->code; }
assay_text assay_error_message(const assay_error* error) {
  return error == nullptr ? assay_text{} : View(error->message);
}
assay_text assay_error_rendered(const assay_error* error) {
  return error == nullptr ? assay_text{} : View(error->rendered);
}
size_t assay_error_diagnostic_count(const assay_error* error) {
  return error == nullptr ? 0 : error->diagnostics.size();
}
const assay_diagnostic* assay_error_diagnostic_at(const assay_error* error, size_t index) {
  return error == nullptr ? nullptr : LendAt<assay_diagnostic>(error->diagnostics, index);
}
void assay_error_delete(assay_error* error) {
  if (error != OutOfMemory()) delete error;
}

assay_text assay_diagnostic_code(const assay_diagnostic* diagnostic) {
  return TextOf(diagnostic, &assay::Diagnostic::code);
}
assay_severity assay_diagnostic_severity(const assay_diagnostic* diagnostic) {
  const bool is_warning =
      diagnostic != nullptr && Open(diagnostic)->severity == assay::DiagnosticSeverity::kWarning;
  return is_warning ? ASSAY_SEVERITY_WARNING : ASSAY_SEVERITY_ERROR;
}
assay_text assay_diagnostic_message(const assay_diagnostic* diagnostic) {
  return TextOf(diagnostic, &assay::Diagnostic::message);
}
assay_text assay_diagnostic_file(const assay_diagnostic* diagnostic) {
  return diagnostic == nullptr ? assay_text{} : View(Open(diagnostic)->place.file);
}
uint32_t assay_diagnostic_line(const assay_diagnostic* diagnostic) {
  return diagnostic == nullptr ? 0 : Open(diagnostic)->place.line;
}
uint32_t assay_diagnostic_column(const assay_diagnostic* diagnostic) {
  return diagnostic == nullptr ? 0 : Open(diagnostic)->place.column;
}
uint32_t assay_diagnostic_length(const assay_diagnostic* diagnostic) {
  return diagnostic == nullptr ? 0 : Open(diagnostic)->place.length;
}
assay_text assay_diagnostic_pointer(const assay_diagnostic* diagnostic) {
  return diagnostic == nullptr ? assay_text{} : View(Open(diagnostic)->place.pointer);
}
assay_text assay_diagnostic_hint(const assay_diagnostic* diagnostic) {
  return TextOf(diagnostic, &assay::Diagnostic::hint);
}

assay_text assay_error_name(assay_error_kind code) {
  switch (code) {
    case ASSAY_ERROR_INVALID_ARGUMENT: return View("invalid_argument");
    case ASSAY_ERROR_NOT_FOUND: return View("not_found");
    case ASSAY_ERROR_LIMIT: return View("limit");
    case ASSAY_ERROR_CANCELLED: return View("cancelled");
    case ASSAY_ERROR_OUT_OF_MEMORY: return View("out_of_memory");
    case ASSAY_ERROR_INTERNAL: return View("internal");
    default: return {};
  }
}
