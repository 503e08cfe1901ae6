// JSON events kept for later: those of a piece of evidence until its `type` is known.

#ifndef ASSAY_SRC_INGEST_EVENT_BUFFER_H_
#define ASSAY_SRC_INGEST_EVENT_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/ingest/json_value.h"

namespace assay {

// Used again for one record after the other, so that it stops allocating.
class EventBuffer {
 public:
  void Clear() {
    events_.clear();
    texts_.clear();
    depth_ = 0;
  }

  // How many arrays and objects are open.
  std::size_t depth() const { return depth_; }

  void Begin(JsonKind kind) {
    ++depth_;
    events_.push_back({kind == JsonKind::kArray ? What::kBeginArray : What::kBeginObject});
  }
  void End(JsonKind kind) {
    --depth_;
    events_.push_back({kind == JsonKind::kArray ? What::kEndArray : What::kEndObject});
  }
  void Key(std::string_view key) { Keep(What::kKey, key); }
  void Value(const JsonValue& value) {
    switch (value.kind) {
      case JsonKind::kBool:
        events_.push_back({value.truth ? What::kTrue : What::kFalse});
        return;
      case JsonKind::kNumber:
        Keep(What::kNumber, value.text);
        return;
      case JsonKind::kString:
        Keep(What::kString, value.text);
        return;
      default:
        events_.push_back({What::kNull});
    }
  }

  // Hands all events to `consumer`, which has the functions of JsonConsumer and does not touch this
  // buffer. False as soon as one of them is.
  template <typename Consumer>
  bool Replay(Consumer* consumer) const {
    for (const Event& event : events_) {
      if (!Replay(event, consumer)) return false;
    }
    return true;
  }

 private:
  enum class What : std::uint8_t {
    kBeginObject,
    kEndObject,
    kBeginArray,
    kEndArray,
    kKey,
    kString,
    kNumber,
    kTrue,
    kFalse,
    kNull
  };
  struct Event {
    What what;
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  void Keep(What what, std::string_view text) {
    events_.push_back({what, texts_.size(), text.size()});
    texts_.append(text);
  }

  template <typename Consumer>
  bool Replay(const Event& event, Consumer* consumer) const {
    const std::string_view text = std::string_view(texts_).substr(event.begin, event.size);
    switch (event.what) {
      case What::kBeginObject:
        return consumer->BeginObject();
      case What::kEndObject:
        return consumer->EndObject();
      case What::kBeginArray:
        return consumer->BeginArray();
      case What::kEndArray:
        return consumer->EndArray();
      case What::kKey:
        return consumer->Key(text);
      case What::kString:
        return consumer->String(text);
      case What::kNumber:
        return consumer->Number(text);
      case What::kTrue:
        return consumer->Bool(true);
      case What::kFalse:
        return consumer->Bool(false);
      case What::kNull:
        return consumer->Null();
    }
    return false;
  }

  std::vector<Event> events_;
  std::string texts_;
  std::size_t depth_ = 0;
};

}  // namespace assay

#endif  // ASSAY_SRC_INGEST_EVENT_BUFFER_H_
