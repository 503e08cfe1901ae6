#include "tests/ingest/broken_facts.h"

#include <utility>

namespace assay {
namespace {

const char kHead[] =
    "{\"organization\": {\"id\": \"o\", \"time_zone\": \"UTC\", \"isms_start\": \"2024-01-01\"},\n"
    " \"collected\": [\"*\"]";

// A document with `members` from the third line on.
std::string Document(const std::string& members) { return kHead + (",\n " + members) + "}\n"; }

std::string People(const std::string& people) { return Document("\"people\": [" + people + "]"); }

std::string Evidence(const std::string& evidence) {
  return Document(
      "\"people\": [{\"id\": \"p\", \"engagement\": \"employee\", \"start\": \"2024-01-01\"}],\n"
      " \"evidence\": [" +
      evidence + "]");
}

// One contract with `members` besides what it needs.
std::string Contract(const std::string& members) {
  return Evidence(
      R"({"id": "e", "type": "contract", "occurred_at": "2025-01-01", "person": "p", )" + members +
      "}");
}

std::string Minutes(const std::string& members) {
  return Evidence(
      R"({"id": "m", "type": "minutes", "occurred_at": "2025-01-01", "kind": "board", )" + members +
      "}");
}

std::string Nested(int depth) {
  return Document("\"people\": " + std::string(static_cast<std::size_t>(depth), '[') +
                  std::string(static_cast<std::size_t>(depth), ']'));
}

void AddOfTheText(std::vector<BrokenFacts>* rows) {
  rows->push_back({"empty", "", {"json.syntax "}});
  rows->push_back({"not_json", "people: none", {"json.syntax "}});
  rows->push_back(
      {"byte_order_mark", "\xEF\xBB\xBF" + Document("\"roles\": []"), {"json.syntax "}, true});
  rows->push_back({"trailing_comma", Document("\"roles\": [],"), {"json.syntax "}, true});
  rows->push_back({"trailing_comma_in_array", Document("\"roles\": [ , ]"), {"json.syntax "}});
  rows->push_back({"something_behind", Document("\"roles\": []") + "{}", {"json.trailing "}});
  rows->push_back({"not_utf8", Document("\"roles\": [{\"id\": \"\xFF\"}]"), {"json.utf8 "}, true});
  rows->push_back({"too_deep", Nested(80), {"facts.wrong-type /people/0", "json.depth "}});
  rows->push_back({"nested_arrays", Nested(8), {"facts.wrong-type /people/0"}});
  rows->push_back({"cut_short", Document("\"roles\": [").substr(0, 120), {"json.syntax "}});
  // The parser has met the key, but nothing stands behind it.
  rows->push_back({"cut_short_behind_an_unknown_key", "{\"peo{\"people\": []}", {"json.syntax "}});
  rows->push_back({"comment", Document("// nobody\n \"roles\": []"), {"json.syntax "}});
}

void AddOfTheDocument(std::vector<BrokenFacts>* rows) {
  rows->push_back({"array_at_the_top", "[1, {\"a\": 1}]", {"facts.wrong-type "}, true});
  rows->push_back({"null_at_the_top", "null", {"facts.wrong-type "}});
  rows->push_back(
      {"nothing_in_it", "{}", {"facts.missing-member ", "facts.missing-member "}, true});
  rows->push_back({"null_organization",
                   R"({"organization": null, "collected": ["*"]})",
                   {"facts.missing-member "}});
  rows->push_back({"array_organization",
                   R"({"organization": [], "collected": ["*"]})",
                   {"facts.wrong-type /organization"}});
  rows->push_back({"text_people", Document(R"("people": "nobody")"), {"facts.wrong-type /people"}});
  rows->push_back({"object_people",
                   Document(R"("people": {"p": {"id": "p", "id": "q"}})"),
                   {"facts.wrong-type /people", "json.duplicate-key /people/p/id"}});
  rows->push_back({"text_in_people", People(R"("p")"), {"facts.wrong-type /people/0"}, true});
  rows->push_back(
      {"array_in_evidence", Document(R"("evidence": [[]])"), {"facts.wrong-type /evidence/0"}});
  rows->push_back(
      {"null_in_evidence", Document(R"("evidence": [null])"), {"facts.wrong-type /evidence/0"}});
  rows->push_back({"unknown_member_of_the_document",
                   Document(R"("peeple": [])"),
                   {"facts.unknown-member /peeple"},
                   true});
  rows->push_back({"member_of_the_document_twice",
                   Document(R"("roles": [], "roles": [])"),
                   {"json.duplicate-key /roles"},
                   true});
  rows->push_back({"other_format",
                   Document(R"("format": "assay.facts/2")"),
                   {"facts.bad-format /format"},
                   true});
  rows->push_back({"number_as_format", Document(R"("format": 1)"), {"facts.wrong-type /format"}});
  rows->push_back(
      {"bad_as_of", Document(R"("as_of": "31.03.2026")"), {"facts.bad-date /as_of"}, true});
  rows->push_back(
      {"array_as_of", Document(R"("as_of": ["2026-03-31"])"), {"facts.wrong-type /as_of"}});
}

void AddOfCollected(std::vector<BrokenFacts>* rows) {
  const auto collected = [](const std::string& entries) {
    return R"({"organization": {"id": "o", "time_zone": "UTC", "isms_start": "2024-01-01"},
 "collected": )" +
           entries + "}\n";
  };
  rows->push_back({"collected_as_text", collected(R"("*")"), {"facts.wrong-type /collected"}});
  rows->push_back(
      {"collected_number", collected("[\"nda\", 7]"), {"facts.wrong-type /collected/1"}});
  rows->push_back({"collected_unknown_feed",
                   collected(R"(["contrat"])"),
                   {"facts.unknown-feed /collected/0"},
                   true});
  rows->push_back({"collected_without_type",
                   collected(R"([{"complete": true}])"),
                   {"facts.missing-type /collected/0"},
                   true});
  rows->push_back({"collected_bad_members",
                   collected(R"([{"type": "nda", "from": "June", "complete": "no", "until": 1}])"),
                   {"facts.bad-date /collected/0/from", "facts.wrong-type /collected/0/complete",
                    "facts.unknown-member /collected/0/until"}});
  rows->push_back({"collected_empty_type",
                   collected(R"([{"type": ""}])"),
                   {"facts.unknown-feed /collected/0"}});
  rows->push_back({"collected_object_as_bound",
                   collected(R"([{"type": "nda", "to": {}}])"),
                   {"facts.wrong-type /collected/0/to"}});
}

void AddOfRecords(std::vector<BrokenFacts>* rows) {
  rows->push_back({"unknown_member",
                   People(R"({"id": "p", "engagement": "employee", "strat": "2024-01-01",
              "start": "2024-01-01"})"),
                   {"facts.unknown-member /people/0/strat"},
                   true});
  rows->push_back({"unknown_members_with_repeats_inside",
                   People(R"({"id": "p", "engagement": "employee", "start": "2024-01-01",
                       "x": {"y": [{"z": 1, "z": 2}]}})"),
                   {"facts.unknown-member /people/0/x", "json.duplicate-key /people/0/x/y/0/z"}});
  rows->push_back({"member_twice",
                   People(R"({"id": "p", "id": "q", "engagement": "employee",
                       "start": "2024-01-01", "id": "r"})"),
                   {"json.duplicate-key /people/0/id", "json.duplicate-key /people/0/id"},
                   true});
  rows->push_back({"missing_cells",
                   People(R"({"id": "p"})"),
                   {"facts.missing-field /people/0", "facts.missing-field /people/0"},
                   true});
  rows->push_back({"null_for_a_required_cell",
                   People(R"({"id": null, "engagement": "employee", "start": "2024-01-01"})"),
                   {"facts.missing-field /people/0"}});
  rows->push_back({"bad_word",
                   People(R"({"id": "p", "engagement": "emploee", "start": "2024-01-01"})"),
                   {"facts.unknown-value /people/0/engagement"},
                   true});
  rows->push_back({"bad_word_like_none",
                   People(R"({"id": "p", "engagement": "wizard", "start": "2024-01-01"})"),
                   {"facts.unknown-value /people/0/engagement"},
                   true});
  rows->push_back({"word_in_capitals",
                   People(R"({"id": "p", "engagement": "Employee", "start": "2024-01-01"})"),
                   {"facts.unknown-value /people/0/engagement"}});
  rows->push_back({"no_such_day",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-29"})"),
                   {"facts.bad-date /people/0/start"},
                   true});
  rows->push_back(
      {"instant_for_a_day",
       People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28T08:00:00Z"})"),
       {"facts.bad-date /people/0/start"},
       true});
  rows->push_back({"number_for_a_day",
                   People(R"({"id": "p", "engagement": "intern", "start": 20250228})"),
                   {"facts.wrong-type /people/0/start"}});
  rows->push_back({"number_for_an_id",
                   People(R"({"id": 17, "engagement": "intern", "start": "2025-02-28"},
             {"id": "q", "engagement": "intern", "start": "2025-02-28", "manager": "17"})"),
                   {"facts.wrong-type /people/0/id"},
                   true});
  rows->push_back({"text_for_a_truth_value",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28",
                       "in_scope": "yes"})"),
                   {"facts.wrong-type /people/0/in_scope"}});
  rows->push_back({"object_for_a_reference",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28",
                       "manager": {"id": "q"}})"),
                   {"facts.wrong-type /people/0/manager"}});
  rows->push_back({"object_for_an_array_of_objects",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28",
                       "leaves": {"kind": "medical"}})"),
                   {"facts.wrong-type /people/0/leaves"}});
  rows->push_back({"text_in_an_array_of_objects",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28",
                       "leaves": ["medical", []]})"),
                   {"facts.wrong-type /people/0/leaves/0", "facts.wrong-type /people/0/leaves/1"}});
  rows->push_back(
      {"fault_in_an_embedded_record",
       People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28",
                       "leaves": [{"kind": "medical", "start": "2025-03-01"},
                                  {"kind": "medicl", "start": "1.4.2025", "from": 1}]})"),
       {"facts.unknown-value /people/0/leaves/1/kind", "facts.bad-date /people/0/leaves/1/start",
        "facts.unknown-member /people/0/leaves/1/from"},
       true});
  rows->push_back({"array_for_an_object",
                   Document(R"("documents": [{"id": "d", "kind": "handbook", "versions":
    [{"version": "1", "effective_from": "2024-01-01", "disciplinary_procedure": []}]}])"),
                   {"facts.wrong-type /documents/0/versions/0/disciplinary_procedure"}});
  rows->push_back(
      {"unknown_time_zone",
       R"({"organization": {"id": "o", "time_zone": "Europe/Pari", "isms_start": "2024-01-01"},
 "collected": ["*"]})",
       {"facts.time-zone /organization/time_zone"},
       true});
  rows->push_back({"one_id_twice",
                   People(R"({"id": "p", "engagement": "intern", "start": "2025-02-28"},
             {"id": "p", "engagement": "intern", "start": "2025-03-01"})"),
                   {"facts.duplicate-id /people/1/id"}});
}

void AddOfEvidence(std::vector<BrokenFacts>* rows) {
  rows->push_back({"no_type",
                   Evidence(R"({"id": "e", "occurred_at": "2025-01-01"})"),
                   {"facts.missing-type /evidence/0"},
                   true});
  rows->push_back(
      {"null_type", Evidence(R"({"id": "e", "type": null})"), {"facts.missing-type /evidence/0"}});
  rows->push_back({"number_as_type",
                   Evidence(R"({"id": "e", "type": 3, "id": 4})"),
                   {"facts.wrong-type /evidence/0/type", "json.duplicate-key /evidence/0/id"}});
  rows->push_back({"object_as_type",
                   Evidence(R"({"id": "e", "type": {"name": "nda"}})"),
                   {"facts.wrong-type /evidence/0/type"}});
  rows->push_back({"unknown_type",
                   Evidence(R"({"id": "e", "type": "aknowledgement", "x": [1]})"),
                   {"facts.unknown-type /evidence/0/type"},
                   true});
  rows->push_back(
      {"type_twice", Contract(R"("type": "nda")"), {"json.duplicate-key /evidence/0/type"}});
  rows->push_back(
      {"fault_before_the_type",
       Evidence(R"({"id": "e", "occurred_at": "now", "clauses": [1], "person": "p",
               "type": "contract"})"),
       {"facts.bad-date /evidence/0/occurred_at", "facts.wrong-type /evidence/0/clauses/0"},
       true});
  rows->push_back({"text_for_a_list",
                   Contract(R"("clauses": "confidentiality")"),
                   {"facts.wrong-type /evidence/0/clauses"}});
  rows->push_back({"null_in_a_list",
                   Contract(R"("clauses": ["confidentiality", null])"),
                   {"facts.wrong-type /evidence/0/clauses/1"}});
  rows->push_back({"object_in_a_list",
                   Contract(R"("clauses": [{"name": "x", "name": "y"}])"),
                   {"facts.wrong-type /evidence/0/clauses/0",
                    "json.duplicate-key /evidence/0/clauses/0/name"}});
  rows->push_back({"bad_word_in_a_list",
                   Evidence(R"({"id": "b", "type": "briefing", "occurred_at": "2025-01-01",
               "proof": ["photo", "selfie"]})"),
                   {"facts.unknown-value /evidence/0/proof/1"}});
  rows->push_back({"fraction_for_an_integer",
                   Contract(R"("viewed_seconds": 1.5)"),
                   {"facts.bad-number /evidence/0/viewed_seconds"},
                   true});
  rows->push_back({"exponent_for_an_integer",
                   Contract(R"("viewed_seconds": 1e-3)"),
                   {"facts.bad-number /evidence/0/viewed_seconds"}});
  rows->push_back({"text_for_an_integer",
                   Contract(R"("viewed_seconds": "15")"),
                   {"facts.wrong-type /evidence/0/viewed_seconds"}});
  rows->push_back({"integer_beyond_64_bits",
                   Contract(R"("viewed_seconds": 92233720368547758080)"),
                   {"facts.bad-number /evidence/0/viewed_seconds"},
                   true});
  rows->push_back({"negative_seconds",
                   Contract(R"("viewed_seconds": -1)"),
                   {"facts.out-of-range /evidence/0/viewed_seconds"},
                   true});
  rows->push_back({"challenges_below_zero",
                   Minutes(R"("challenges": -2)"),
                   {"facts.out-of-range /evidence/0/challenges"}});
  rows->push_back({"amount_beyond_all_measure",
                   Evidence(R"({"id": "i", "type": "invoice", "occurred_at": "2025-01-01",
               "category": "tools", "amount": 1e400, "currency": "EUR"})"),
                   {"facts.bad-number /evidence/0/amount"}});
  rows->push_back({"amount_in_words",
                   Evidence(R"({"id": "i", "type": "invoice", "occurred_at": "2025-01-01",
               "category": "tools", "amount": "much", "currency": "EUR"})"),
                   {"facts.bad-number /evidence/0/amount"}});
  rows->push_back(
      {"instant_without_an_offset",
       Evidence(R"({"id": "c", "type": "communication", "occurred_at": "2025-01-01T08:00:00"})"),
       {"facts.bad-date /evidence/0/occurred_at"},
       true});
  rows->push_back({"dangling_reference",
                   Contract(R"("approver": "pp")"),
                   {"facts.dangling-reference /evidence/0/approver"},
                   true});
  rows->push_back({"dangling_reference_in_a_list",
                   Minutes(R"("attendees": ["p", "nobody"])"),
                   {"facts.dangling-reference /evidence/0/attendees/1"}});
  rows->push_back({"person_on_a_disciplinary_case",
                   Evidence(R"({"id": "d", "type": "disciplinary_case", "occurred_at": "2025-01-01",
               "person": "p"})"),
                   {"facts.unknown-member /evidence/0/person"}});
}

}  // namespace

std::vector<BrokenFacts> AllBrokenFacts() {
  std::vector<BrokenFacts> rows;
  AddOfTheText(&rows);
  AddOfTheDocument(&rows);
  AddOfCollected(&rows);
  AddOfRecords(&rows);
  AddOfEvidence(&rows);
  return rows;
}

}  // namespace assay
