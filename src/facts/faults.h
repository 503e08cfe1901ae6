// The faults of a facts document: as many as are asked for, the first ones in its order, however
// many there are and in whichever order the passes of sealing meet them.

#ifndef ASSAY_SRC_FACTS_FAULTS_H_
#define ASSAY_SRC_FACTS_FAULTS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/base/diagnostic.h"
#include "assay/facts/builder.h"
#include "src/facts/build_table.h"

namespace assay {

// What a fault is about: a record, a cell of it, or an element of a list cell. Rows are numbered as
// they arrived.
struct FaultPlace {
  RecordTypeId type = kNoId;
  std::size_t row = 0;
  FieldId field = kNoId;  // kNoId: the record itself.
  std::size_t element = kNoElement;

  static constexpr std::size_t kNoElement = static_cast<std::size_t>(-1);
};

// The JSON pointer of `place`: "/people/3/assignments/0/role", "/evidence/17/person".
std::string PointerOf(const BuildData& data, const FaultPlace& place);

// An id for which there is no record, so that the nearest one that exists can be named. Looking for
// it is dear, so it is done for the faults that are told only.
struct MissingId {
  RecordTypeId target = kNoId;  // kNoId: there is nothing to look for.
  TextId key = 0;
  Row scope_row = kNoRow;  // Of embedded targets: the row, when sealed, of the record to look in.
};

class FaultList {
 public:
  // What is told of one fault.
  struct Told {
    std::string_view code;
    std::string message;
    std::string hint;
    MissingId missing;
  };

  FaultList(const BuildData& data, std::size_t limit) : data_(data), limit_(limit) {}

  // Counts a fault; calls `tell` only if the fault is among those to be told, as far as is known
  // yet.
  template <typename Tell>
  void Add(const FaultPlace& place, const Tell& tell) {
    Path path = PathOf(place);
    if (!IsWanted(path)) return;
    Keep(std::move(path), PointerOf(data_, place), tell());
  }
  // A fault of the entry of `collected` at `index`.
  void AddOfCollected(std::size_t index, Told told);

  std::size_t count() const { return count_; }

  // Moves what is to be told to `*problems`, in the order of the document; `nearest` gives the hint
  // for a missing id.
  void MoveTo(const std::function<std::string(const MissingId&)>& nearest,
              const SealOptions& options, Diagnostics* problems);

 private:
  // Where a place comes in the document: compared number by number.
  using Path = std::vector<std::uint64_t>;
  struct Kept {
    Path path;
    std::uint64_t serial = 0;  // Faults of one place stay in the order in which they were met.
    std::string pointer;
    Told told;
    bool operator<(const Kept& other) const {
      return path != other.path ? path < other.path : serial < other.serial;
    }
  };

  Path PathOf(const FaultPlace& place) const;
  bool IsWanted(const Path& path);
  void Keep(Path path, std::string pointer, Told told);

  const BuildData& data_;
  std::size_t limit_;
  std::size_t count_ = 0;
  std::vector<Kept> kept_;  // A heap, the last in the document on top.
};

}  // namespace assay

#endif  // ASSAY_SRC_FACTS_FAULTS_H_
