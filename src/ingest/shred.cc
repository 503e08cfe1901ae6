#include "assay/ingest/shred.h"

namespace assay {

void Shredder::SetValue(FieldId field, const When& value) {
  if (value.instant.has_value()) {
    builder_->SetWhenInstant(field, value.text.empty() ? value.instant->ToString() : value.text,
                             *value.instant);
  } else {
    builder_->SetWhenDate(field, value.text.empty() ? value.date.ToString() : value.text,
                          value.date);
  }
}

}  // namespace assay
