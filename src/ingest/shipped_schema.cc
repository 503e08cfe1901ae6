#include "assay/ingest/shipped_schema.h"

#include <cassert>
#include <optional>
#include <utility>

#include "assay/base/diagnostic.h"
#include "assay/domain/records.h"
#include "assay/ingest/described_schema.h"

namespace assay {

Schema ShippedSchema() {
  SchemaBuilder builder;
  SchemaDescriber describer(&builder, nullptr);
  using Tags = boost::mp11::mp_transform<boost::mp11::mp_identity, domain::FactRecords>;
  boost::mp11::mp_for_each<Tags>([&](auto tag) { describer.Add<typename decltype(tag)::type>(); });
  Diagnostics problems;
  std::optional<Schema> schema = builder.Build(&problems);
  // The descriptions are ours: a fault in them is a fault of ours, and a test looks for it.
  assert(schema.has_value());
  return *std::move(schema);
}

}  // namespace assay
