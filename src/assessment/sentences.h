// What assay says itself, in the languages that it has: words of verdicts and states, sentences of
// findings, scorecards and explanations. What a pack says is in the pack's own languages.
//
// In a sentence `$0`, `$1`, ... stand for what absl::Substitute puts there. A language is one constant of
// the struct below, in a file of its own (sentences_english.cc, sentences_german.cc); a test holds every
// language complete, with the same `$`s as English.

#ifndef ASSAY_SRC_ASSESSMENT_SENTENCES_H_
#define ASSAY_SRC_ASSESSMENT_SENTENCES_H_

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/class.hpp>

namespace assay {

// Words of verdicts, rungs, states, flags and units (as they stand after `in`), by the name that the data has for them;
// and what values are called that have no text of their own.
struct StateWords {
  const char* satisfied;
  const char* not_satisfied;
  const char* unknown;
  const char* not_applicable;
  const char* waived;
  const char* error;
  const char* minimum;
  const char* full;
  const char* effective;
  const char* not_detected;
  const char* triggered;
  const char* cleared;
  const char* cannot_rule_out;
  const char* not_performed;
  const char* confirmed;
  const char* refuted;
  const char* inconclusive;
  const char* after_end;
  const char* asserted_only;
  const char* before_engagement;
  const char* dangling_reference;
  const char* duplicate;
  const char* future_dated;
  const char* headcount_mismatch;
  const char* revoked;
  const char* unknown_member;
  const char* unscoped_reference;
  const char* days;
  const char* months;
  const char* seconds;
  const char* percent;
  const char* hours;
  const char* false_;
  const char* in_error;
  const char* none;
  const char* nobody;
  const char* perhaps_more;
  const char* no_fixed_date;
};
BOOST_DESCRIBE_STRUCT(StateWords, (),
                      (satisfied, not_satisfied, unknown, not_applicable, waived, error, minimum, full,
                       effective, not_detected, triggered, cleared, cannot_rule_out, not_performed,
                       confirmed, refuted, inconclusive, after_end, asserted_only, before_engagement,
                       dangling_reference, duplicate, future_dated, headcount_mismatch, revoked,
                       unknown_member, unscoped_reference, days, months, seconds, percent, hours, false_,
                       in_error, none, nobody, perhaps_more, no_fixed_date))

// What the engine says in findings, where the pack has no words for it.
struct FindingSentences {
  const char* feed;
  const char* kept_from_full;
  const char* trap;
  const char* trap_in_error;
  const char* refuted_check;
  const char* not_known;
  const char* not_known_of;
  const char* not_collected;
  const char* condition;
  const char* headcount;
};
BOOST_DESCRIBE_STRUCT(FindingSentences, (),
                      (feed, kept_from_full, trap, trap_in_error, refuted_check, not_known, not_known_of, not_collected,
                       condition, headcount))

// Why a waiver or an exclusion does not hold.
struct DecisionSentences {
  const char* no_such_item;
  const char* no_level;
  const char* not_approved;
  const char* no_last_day;
  const char* not_requested;
  const char* approved_later;
  const char* expired;
  const char* approved_by_requester;
  const char* too_long;
  const char* may_not_approve;
  const char* no_justification;
};
BOOST_DESCRIBE_STRUCT(DecisionSentences, (),
                      (no_such_item, no_level, not_approved, no_last_day, not_requested, approved_later,
                       expired, approved_by_requester, too_long, may_not_approve, no_justification))

// The scorecard.
struct ScorecardSentences {
  const char* as_of;
  const char* score;
  const char* grade;
  const char* tailored;
  const char* not_scored;
  const char* known;
  const char* without_waivers;
  const char* range;
  const char* maybe_major;
  const char* major;
  const char* tailored_by;
  const char* left_out;
  const char* own_parameters;
  const char* excluded;
  const char* rung_column;
  const char* score_column;
  const char* lapses;
  const char* to_do;
  const char* traps;
  const char* checks;
  const char* observations;
  const char* ineffective;
  const char* quality;
  const char* due_met;
  const char* needed;
  const char* missing_count;
  const char* unknown_count;
  const char* error_count;
  const char* missing;
  const char* error;
  const char* more;
  const char* interviewed;
  const char* waiver;
  const char* exclusion;
  const char* do_it;
  const char* by_date;
};
BOOST_DESCRIBE_STRUCT(ScorecardSentences, (),
                      (as_of, score, grade, tailored, not_scored, known, without_waivers, range, maybe_major,
                       major, tailored_by, left_out, own_parameters, excluded, rung_column, score_column,
                       lapses, to_do, traps, checks, observations, ineffective, quality, due_met, needed,
                       missing_count, unknown_count, error_count, missing, error, more, interviewed, waiver,
                       exclusion, do_it, by_date))

// When and why an item falls.
struct LapseSentences {
  const char* falls;
  const char* of_subject;
  const char* no_longer_counts;
  const char* nothing_newer;
  const char* falls_due;
  const char* waiver_ends;
  const char* trap;
  const char* check;
};
BOOST_DESCRIBE_STRUCT(LapseSentences, (),
                      (falls, of_subject, no_longer_counts, nothing_newer, falls_due, waiver_ends, trap,
                       check))

// Reasons of a verdict.
struct ReasonSentences {
  const char* trap;
  const char* refuted;
  const char* waiver;
  const char* link_full;
  const char* link_minimum;
  const char* left_out;
  const char* excluded;
  const char* empty_scope;
  const char* feed;
  const char* cell;
};
BOOST_DESCRIBE_STRUCT(ReasonSentences, (),
                      (trap, refuted, waiver, link_full, link_minimum, left_out, excluded, empty_scope, feed,
                       cell))

// Explanations.
struct ExplanationSentences {
  const char* condition_one;
  const char* condition_many;
  const char* holds_one;
  const char* holds_many;
  const char* record_one;
  const char* record_many;
  const char* nearest;
  const char* none_admissible;
  const char* not_enough;
  const char* no_record;
  const char* short_by;
  const char* short_by_unit;
  const char* equal;
  const char* subset;
  const char* superset;
  const char* intersects;
  const char* not_verified;
  const char* asked;
  const char* next;
  const char* crosswalk;
  const char* since;
  const char* score;
  const char* maturity;
  const char* lapse;
  const char* waiver;
  const char* and_;
  const char* evidence;
  const char* rests_on;
  const char* trap;
  const char* check;
};
BOOST_DESCRIBE_STRUCT(ExplanationSentences, (),
                      (condition_one, condition_many, holds_one, holds_many, record_one, record_many,
                       nearest, none_admissible, not_enough, no_record, short_by, short_by_unit, equal,
                       subset, superset, intersects, not_verified, asked, next, crosswalk, since, score,
                       maturity, lapse, waiver, and_, evidence, rests_on, trap, check))

// How one subject stands.
struct AccountSentences {
  const char* no_rule;
  const char* not_one_of;
  const char* nothing_due;
  const char* met;
  const char* not_met;
  const char* due_unknown;
};
BOOST_DESCRIBE_STRUCT(AccountSentences, (),
                      (no_rule, not_one_of, nothing_due, met, not_met, due_unknown))

struct Sentences {
  const char* language;  // Its tag.
  StateWords words;
  FindingSentences finding;
  DecisionSentences decision;
  ScorecardSentences scorecard;
  LapseSentences lapse;
  ReasonSentences reason;
  ExplanationSentences explanation;
  AccountSentences account;
};
BOOST_DESCRIBE_STRUCT(Sentences, (), (words, finding, decision, scorecard, lapse, reason, explanation, account))

extern const Sentences kEnglish;
extern const Sentences kGerman;

// Every language that there is, English first.
std::vector<const Sentences*> AllSentences();

// Those of the language with that tag, as it is written; English where there are none.
const Sentences& SentencesIn(std::string_view language);

// The word for what the data calls `name` ("not_satisfied"); where there is none, `name` without its
// underscores.
std::string WordFor(std::string_view name, const Sentences& sentences);

}  // namespace assay

#endif  // ASSAY_SRC_ASSESSMENT_SENTENCES_H_
