// From the JSON events of a facts document to the cells of a FactsBuilder, driven by the schema.
//
// Takes events, gives cells, and logs what does not fit. One object or array of the document is one
// frame; a frame knows what may stand in it. Nothing is allocated for an event once the first
// records have been read; pointers are made for faults only.

#ifndef ASSAY_SRC_INGEST_FACTS_READER_H_
#define ASSAY_SRC_INGEST_FACTS_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assay/facts/builder.h"
#include "assay/facts/schema.h"
#include "src/ingest/cell_writer.h"
#include "src/ingest/collected_reader.h"
#include "src/ingest/event_buffer.h"
#include "src/ingest/facts_format.h"
#include "src/ingest/fault_log.h"
#include "src/ingest/json_value.h"
#include "src/ingest/skipped_value.h"

namespace assay {

// Has the functions of JsonConsumer. Everything given must outlive it.
class FactsReader {
 public:
  FactsReader(const FactsFormat& format, bool lenient, FactsBuilder* builder, FaultLog* faults);

  bool BeginObject() { return Begin(JsonKind::kObject); }
  bool BeginArray() { return Begin(JsonKind::kArray); }
  bool EndObject() { return End(JsonKind::kObject); }
  bool EndArray() { return End(JsonKind::kArray); }
  bool Key(std::string_view key);
  bool String(std::string_view text) { return Value({.kind = JsonKind::kString, .text = text}); }
  bool Number(std::string_view text) { return Value({.kind = JsonKind::kNumber, .text = text}); }
  bool Bool(bool value) { return Value({.kind = JsonKind::kBool, .truth = value}); }
  bool Null() { return Value({}); }

  // To be called once after a whole document: hands `collected` to the builder and looks for the
  // members that every document has. `comes_otherwise` is a record type that the document need not
  // have, or kNoId.
  void Finish(RecordTypeId comes_otherwise = kNoId);

  // Whether a record could not be read under its own id, so that references to it lead nowhere
  // through no fault of theirs.
  bool has_lost_records() const { return has_lost_records_; }

 private:
  enum class FrameKind : std::uint8_t {
    kDocument,
    kCollected,
    kCollectedEntry,
    kTable,     // An array of records of one type.
    kEvidence,  // An array of records of any evidence type.
    kUntyped,   // A piece of evidence whose `type` has not come yet.
    kRecord,    // An object that is a record.
    kChildren,  // An array of embedded records.
    kList,      // An array of texts, words or references.
  };

  struct Frame {
    FrameKind kind = FrameKind::kDocument;
    RecordTypeId type = kNoId;      // Of the record, or of those in the array.
    std::uint16_t member = kNoId;   // Of an object: what the value to come is; kNoId = passed over.
                                    // Of an array in a record: its field.
    const Field* fields = nullptr;  // Of the record, also for an array in it.
    std::uint64_t count = 0;        // Of an array: elements begun.
    std::size_t seen = 0;           // Of an object: its first word in seen_.
    std::size_t unknown = 0;        // Of an object: its first in unknown_keys_.
  };

  bool Begin(JsonKind kind);
  bool End(JsonKind kind);
  bool Value(const JsonValue& value);

  // What begins in the innermost frame. False if such a thing has no place there.
  bool BeginInDocument(std::uint16_t member, JsonKind kind);
  bool BeginInRecord(const Frame& record, JsonKind kind);
  void BeginRecord(RecordTypeId type, std::uint64_t origin);
  void PushObject(FrameKind kind, RecordTypeId type, std::size_t members);
  void PushArray(FrameKind kind, RecordTypeId type, FieldId field);
  void PopFrame();
  void EndRecord();
  void PassOver(JsonKind kind);

  void ValueInDocument(std::uint16_t member, const JsonValue& value);
  void ValueInRecord(const Frame& record, const JsonValue& value);

  bool BeginInUntyped(JsonKind kind);
  bool EndInUntyped(JsonKind kind);
  bool KeyInUntyped(std::string_view key);
  bool ValueInUntyped(const JsonValue& value);
  bool LoseRecord();

  // The position of `key` among what the frame may have, for repeated and unknown keys a fault and
  // kNoId.
  std::uint16_t MemberOf(const Frame& frame, std::string_view key);
  bool IsRepeated(const Frame& frame, std::uint16_t member);
  void AddUnknownMember(const Frame& frame, std::string_view key);
  std::vector<std::string_view> NamesOf(const Frame& frame) const;
  std::string_view MemberName(const Frame& frame) const;

  // Pointers of the innermost frame, and of the value in it that is being read.
  std::string FramePointer() const { return Pointer(0, frames_.size() - 1); }
  std::string ValuePointer() const { return Pointer(0, frames_.size()); }
  std::string Pointer(std::size_t first, std::size_t last) const;
  // The steps from the record that is open to its member `key`, for flags.
  std::string PathInRecord(std::string_view key) const;
  void AddFault(ValueFault fault) { faults_->AddAt(ValuePointer(), std::move(fault)); }
  void AddWrongType(std::string_view name, std::string_view expected, JsonKind found) {
    AddFault(WrongType(name, expected, found));
  }
  void AddWrongElement(std::string_view name, std::string_view expected, JsonKind found) {
    AddFault(WrongElement(name, expected, found));
  }
  bool GoOn() const { return !faults_->is_full(); }

  const FactsFormat& format_;
  const Schema& schema_;
  bool lenient_;
  FactsBuilder* builder_;
  FaultLog* faults_;
  CellWriter cells_;
  CollectedReader collected_;

  std::vector<Frame> frames_;
  std::vector<std::uint64_t> seen_;  // A bit per member of every open object.
  bool has_document_ = false;        // Whether it has ended.
  std::vector<bool> given_;          // By member of the document: present and not null.
  bool has_lost_records_ = false;
  ValueFault fault_;  // Used again for every fault, so that values without one cost nothing.

  std::vector<std::string> unknown_keys_;  // Of all open objects, to find repeated ones.
  SkippedValue skipped_;
  bool skips_quietly_ = false;  // In a value whose place in the text cannot be named.

  EventBuffer untyped_;
  bool type_is_next_ = false;

  // Flags wait for the end of the record, when its id is known.
  std::string record_id_;
  std::vector<std::string> flagged_;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_FACTS_READER_H_
