// Writes JSON text: reports, schemas and assessments. The same calls give the same bytes.

#ifndef ASSAY_SRC_BASE_JSON_WRITER_H_
#define ASSAY_SRC_BASE_JSON_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class JsonLayout : std::uint8_t {
  kCompact,   // {"a":1,"b":[2,3]}
  kIndented,  // One member or element per line, two spaces deeper each level.
};

// Appends one JSON value to a string, call by call:
//
//   JsonWriter json(JsonLayout::kCompact, &out);
//   json.BeginObject();
//   json.Key("met");
//   json.Integer(39);
//   json.EndObject();  // out: {"met":39}
//
// What comes out is JSON, or an assertion says which call was out of turn: a value without a key
// in an object, a bracket that was not opened, a second value after the first. That keys are
// unique is the caller's to see to.
class JsonWriter {
 public:
  // `out` must outlive the writer and not be changed by others meanwhile.
  JsonWriter(JsonLayout layout, std::string* out) : out_(out), layout_(layout) {}

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  void Key(std::string_view key);
  // Bytes that are not UTF-8 become U+FFFD.
  void String(std::string_view text);
  void Integer(std::int64_t value);
  void Bool(bool value);
  void Null();
  // `text` must be a JSON number, as it is to stand there: what was exact stays exact.
  void Number(std::string_view text);

  // Whether one whole value has been written.
  bool is_complete() const { return has_root_ && open_.empty(); }

 private:
  struct Level {
    bool is_array = false;
    bool has_items = false;
    bool awaits_value = false;  // Of an object: a key was written.
  };

  void BeforeValue();
  void Separate();
  void BreakLine();
  void Open(bool is_array);
  void Close(bool is_array);

  std::string* out_;
  JsonLayout layout_;
  bool has_root_ = false;
  std::vector<Level> open_;
};

// Whether `text` is a number as JSON writes it (RFC 8259, section 6).
bool IsJsonNumber(std::string_view text);

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_WRITER_H_
