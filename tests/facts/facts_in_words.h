// Facts of the small schema, written down as words, so that tests can list, shuffle and compare
// them.

#ifndef ASSAY_TESTS_FACTS_FACTS_IN_WORDS_H_
#define ASSAY_TESTS_FACTS_FACTS_IN_WORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "assay/facts/builder.h"
#include "tests/facts/small_schema.h"

namespace assay {

// One cell: a word (read by the kind of its field), a list of words, or embedded records.
struct WordCell {
  WordCell(std::string field, std::string word) : field(std::move(field)), word(std::move(word)) {}

  std::string field;
  std::string word;
  std::vector<std::string> list;
  std::vector<std::vector<WordCell>> children;
};
using WordCells = std::vector<WordCell>;

WordCell List(std::string field, std::vector<std::string> words);
WordCell Children(std::string field, std::vector<WordCells> records);
WordCell Null(std::string field);

struct WordRecord {
  std::string type;
  WordCells cells;
  std::optional<std::uint64_t> origin;  // Nothing: by position among the records of its array.
};

// `{"*"}` or `{"acknowledgement", "handbook"}`, as entries.
std::vector<CollectedEntry> Listed(const std::vector<std::string>& names);

struct WordFacts {
  std::vector<WordRecord> records;
  std::vector<CollectedEntry> collected = Listed({"*"});
  std::optional<Date> as_of;
};

// Writes down the origin of every record that has none yet, so that order of arrival can change.
void FixOrigins(const Schema& schema, std::vector<WordRecord>* records);

void Fill(const Schema& schema, const WordFacts& facts, FactsBuilder* builder);

absl::StatusOr<Facts> SealWords(const Schema& schema, const WordFacts& facts,
                                const SealOptions& options, Diagnostics* problems);
// The same for facts without a fault; ends the program otherwise.
Facts SealWords(const Schema& schema, const WordFacts& facts);

// What a cell says, in words: "none" and "unknown" in angle brackets, references by RecordName.
std::string Say(const Facts& facts, RecordTypeId type, FieldId field, Row row);
// Everything a Facts answers, one line a row, list of referrers and feed.
std::string SayAll(const Facts& facts);

// The small facts most tests begin with: an organisation, two roles, three people, two documents, a
// module, and some evidence about them.
WordFacts SmallFacts();

}  // namespace assay

#endif  // ASSAY_TESTS_FACTS_FACTS_IN_WORDS_H_
