// A pack in C++ about records of one's own: who stays in the building, and who comes at night?
#pragma once
#include <assay/author/builder.h>
using namespace assay::author;
using assay::domain::Person;

struct BadgeScan : assay::domain::PersonEvidence {
  std::string door;
  assay::domain::Reported<bool> after_hours;
  std::optional<std::int64_t> minutes;
};
BOOST_DESCRIBE_STRUCT(BadgeScan, (assay::domain::PersonEvidence), (door, after_hours, minutes))
template <>
struct assay::domain::Description<BadgeScan> {
  static constexpr RecordDescription record{.name = "badge_scan", .plural = "badge_scans",
      .place = RecordPlace::evidence, .documentation = "A badge that was held to a reader.", .key = "id"};
  static constexpr MemberDescription members[] = {{"door", "Where."}, {"after_hours", "While it was closed."},
                                                  {"minutes", "How long they stayed.", {.minimum = 0}}};
};

inline PackBuilder Doors() {
  PackBuilder pack("acme-doors", "1.0.0", "Doors");
  pack.Add<BadgeScan>();
  const auto most = pack.Parameter<std::int64_t>("longest_visit", 600, "Minutes that nobody exceeds.");
  const auto staff = pack.Population<Person>("staff", [](Term<Person> person) { return person[&Person::in_scope]; });
  pack.Control("DOORS", "Doors")
      .Item("D01", "Nobody stays too long")
      .Minimum(Each(staff, [&](Term<Person> person) {
        return person.Referrers<BadgeScan>(&BadgeScan::person).All([&](Term<BadgeScan> scan) {
          return Has(scan[&BadgeScan::minutes]) && scan[&BadgeScan::minutes].value() <= most;
        });
      })).Finding("{failing} of {due} stayed too long: {subjects}")
      .Item("D02", "Nobody comes at night")
      .Minimum(Each(staff, [](const Cells<Person>& person) -> Answer<bool> {
        const auto scans = person.Referrers<BadgeScan>(&BadgeScan::person);
        for (const Cells<BadgeScan>& scan : scans.known()) {
          const assay::Cell<bool> at_night = scan[&BadgeScan::after_hours];
          if (at_night.is_unknown()) return kUnknown;
          if (at_night.value()) return false;
        }
        return scans.is_unknown() ? Answer<bool>(kUnknown) : true;
      })).Finding("{failing} of {due} came at night: {subjects}");
  return pack;
}
