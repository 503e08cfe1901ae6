// The JSON parser behind ParseJson as a template over its consumer, so that a reader of large files
// gets every event by a plain call. The consumer has the functions of JsonConsumer; it need not
// derive from it.

#ifndef ASSAY_SRC_BASE_JSON_PARSER_H_
#define ASSAY_SRC_BASE_JSON_PARSER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/basic_parser_impl.hpp>

#include "assay/base/diagnostic.h"
#include "src/base/json_fault.h"

namespace assay {

// Turns the events of Boost.JSON's parser, which may bring a text in pieces, into whole ones. What
// comes whole is passed on as a view; only a text with escapes is put together in a buffer.
template <typename Consumer>
class JsonHandler {
 public:
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  // The input is in memory already: its size is bound enough.
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  explicit JsonHandler(Consumer* consumer) : consumer_(consumer) {}

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error& error) { return Go(consumer_->BeginObject(), error); }
  bool on_object_end(std::size_t, Error& error) { return Go(consumer_->EndObject(), error); }
  bool on_array_begin(Error& error) { return Go(consumer_->BeginArray(), error); }
  bool on_array_end(std::size_t, Error& error) { return Go(consumer_->EndArray(), error); }

  bool on_key_part(View part, std::size_t, Error&) { return Keep(part); }
  bool on_key(View last, std::size_t size, Error& error) {
    if (last.size() == size) return Go(consumer_->Key(Std(last)), error);
    Keep(last);
    const bool go_on = Go(consumer_->Key(pieces_), error);
    pieces_.clear();
    return go_on;
  }

  bool on_string_part(View part, std::size_t, Error&) { return Keep(part); }
  bool on_string(View last, std::size_t size, Error& error) {
    if (last.size() == size) return Go(consumer_->String(Std(last)), error);
    Keep(last);
    const bool go_on = Go(consumer_->String(pieces_), error);
    pieces_.clear();
    return go_on;
  }

  // The text is one buffer, so a number comes whole or is cut short by the text's end, a fault.
  bool on_number_part(View, Error&) { return true; }
  bool on_int64(std::int64_t, View text, Error& error) { return Number(text, error); }
  bool on_uint64(std::uint64_t, View text, Error& error) { return Number(text, error); }
  bool on_double(double, View text, Error& error) {
    if (HasHugeExponent(Std(text))) {
      error = boost::json::error::exponent_overflow;
      return false;
    }
    return Number(text, error);
  }

  bool on_bool(bool value, Error& error) { return Go(consumer_->Bool(value), error); }
  bool on_null(Error& error) { return Go(consumer_->Null(), error); }

  // Comments are not allowed, so these are never called; the parser's interface asks for them.
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }

  bool stopped() const { return stopped_; }

 private:
  static std::string_view Std(View view) { return std::string_view(view.data(), view.size()); }

  bool Keep(View part) {
    pieces_.append(part.data(), part.size());
    return true;
  }

  bool Number(View text, Error& error) { return Go(consumer_->Number(Std(text)), error); }

  bool Go(bool go_on, Error& error) {
    if (go_on) return true;
    stopped_ = true;
    error = boost::system::errc::make_error_code(boost::system::errc::operation_canceled);
    return false;
  }

  Consumer* consumer_;
  std::string pieces_;
  bool stopped_ = false;
};

// As ParseJson.
template <typename Consumer>
bool ParseJsonInto(std::string_view text, std::string_view file, std::size_t max_depth,
                   Consumer* consumer, Diagnostics* problems) {
  max_depth = std::min(max_depth, kDeepestJson);
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<JsonHandler<Consumer>> parser(options, consumer);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read == text.size()) return true;
  if (!parser.handler().stopped()) {
    problems->push_back(DescribeJsonFault(text, file, max_depth, read));
  }
  return false;
}

}  // namespace assay

#endif  // ASSAY_SRC_BASE_JSON_PARSER_H_
