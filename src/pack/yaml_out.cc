#include "src/pack/yaml_out.h"

#include <algorithm>
#include <cstddef>

#include "src/base/utf8.h"

namespace assay {
namespace {

constexpr std::size_t kLongestFlow = 80;
constexpr std::size_t kMostBlankLines = 50;  // The reader bears some more.

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Reads back as itself without quotes, wherever it stands but inside brackets.
bool IsPlain(std::string_view text) {
  constexpr std::string_view kMarks = " _.,()/+-*=<>?&|!%';";
  if (text.empty() || text.back() == ' ' || text == "null") return false;
  if (!IsLetterOrDigit(text[0]) && text[0] != '_' && text[0] != '(') return false;
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return IsLetterOrDigit(c) || kMarks.find(c) != std::string_view::npos;
  });
}

// The same inside brackets.
bool IsWord(std::string_view text) {
  if (text.empty() || text == "null" || text[0] == '-' || text[0] == '.') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsLetterOrDigit(c) || c == '_' || c == '.' || c == '-'; });
}

// Code points that YAML takes for the end of a line, or for nothing.
bool IsMisread(char32_t c) {
  return c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0x7F && c < 0xA0);
}

bool IsPrintable(std::string_view text, bool with_line_ends) {
  while (!text.empty()) {
    const CodePoint point = DecodeUtf8(text);
    const bool is_line_end = point.value == '\n' && with_line_ends;
    if ((point.value < 0x20 && !is_line_end) || IsMisread(point.value)) return false;
    text.remove_prefix(point.bytes);
  }
  return true;
}

// Several lines that a literal block keeps as they are: the first begins with no blank, none is
// blank throughout, and at most one line end closes them.
bool IsLiteral(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || !IsPrintable(text, true)) return false;
  if (text.back() == '\n') text.remove_suffix(1);
  if (text.empty() || text.back() == '\n' || text[0] == ' ' || text[0] == '\n') return false;
  std::size_t blank_lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    blank_lines = line.empty() ? blank_lines + 1 : 0;
    if (blank_lines > kMostBlankLines) return false;
    if (!line.empty() && line.find_first_not_of(' ') == std::string_view::npos) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::string SingleQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

void AppendHex(char32_t value, int digits, std::string* out) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out->push_back("0123456789abcdef"[value >> shift & 0xF]);
  }
}

std::string DoubleQuoted(std::string_view text) {
  std::string quoted = "\"";
  while (!text.empty()) {
    const CodePoint point = DecodeUtf8(text);
    if (point.value == '\n') {
      quoted += "\\n";
    } else if (point.value == '"' || point.value == '\\') {
      quoted += '\\';
      quoted += static_cast<char>(point.value);
    } else if (point.value < 0x20 || IsMisread(point.value)) {
      quoted += point.value < 0x100 ? "\\x" : "\\u";
      AppendHex(point.value, point.value < 0x100 ? 2 : 4, &quoted);
    } else {
      quoted.append(text.substr(0, point.bytes));
    }
    text.remove_prefix(point.bytes);
  }
  return quoted + "\"";
}

std::string OnOneLine(std::string_view text) {
  if (IsPlain(text)) return std::string(text);
  return IsPrintable(text, false) ? SingleQuoted(text) : DoubleQuoted(text);
}

class YamlWriter {
 public:
  YamlWriter(std::string* out, LineSources* sources) : out_(*out), sources_(sources) {}

  void Members(const YamlOut& mapping, std::size_t indent, bool is_first_indented) {
    for (const auto& [key, value] : mapping.members) {
      if (!is_first_indented) out_.append(indent, ' ');
      is_first_indented = false;
      Note(value);
      out_ += OnOneLine(key);
      out_ += ':';
      Value(value, indent);
    }
  }

 private:
  void Note(const YamlOut& node) {
    if (sources_ == nullptr || node.source.file == nullptr) return;
    const auto lines = static_cast<std::uint32_t>(
        std::count(out_.begin() + static_cast<std::ptrdiff_t>(counted_), out_.end(), '\n'));
    line_ += lines;
    counted_ = out_.size();
    sources_->emplace_back(line_, node.source);
  }

  // What stands behind a key.
  void Value(const YamlOut& node, std::size_t indent) {
    switch (node.kind) {
      case YamlOut::Kind::kScalar:
        out_ += ' ';
        return Scalar(node, indent + 2);
      case YamlOut::Kind::kMapping:
        out_ += node.members.empty() ? " {}\n" : "\n";
        return Members(node, indent + 2, false);
      case YamlOut::Kind::kList:
        if (const std::string flow = Flow(node); !flow.empty()) {
          out_ += ' ' + flow + '\n';
          return;
        }
        out_ += '\n';
        return Items(node, indent + 2);
    }
  }

  void Items(const YamlOut& list, std::size_t indent) {
    for (const YamlOut& item : list.items) {
      out_.append(indent, ' ');
      out_ += "- ";
      Note(item);
      if (item.kind == YamlOut::Kind::kMapping && item.members.empty()) {
        out_ += "{}\n";
      } else if (item.kind == YamlOut::Kind::kMapping) {
        Members(item, indent + 2, true);
      } else {
        Scalar(item, indent + 2);
      }
    }
  }

  // Empty if it is too long or has what needs quotes.
  static std::string Flow(const YamlOut& list) {
    std::string flow = "[";
    for (const YamlOut& item : list.items) {
      if (item.kind != YamlOut::Kind::kScalar || item.source.file != nullptr) return {};
      if (!item.is_bare && !IsWord(item.text)) return {};
      if (flow.size() > 1) flow += ", ";
      flow += item.text;
    }
    return flow.size() < kLongestFlow ? flow + "]" : std::string();
  }

  void Scalar(const YamlOut& node, std::size_t indent) {
    if (node.is_bare || !IsLiteral(node.text)) {
      out_ += node.is_bare ? node.text : OnOneLine(node.text);
      out_ += '\n';
      return;
    }
    std::string_view text = node.text;
    out_ += text.back() == '\n' ? "|\n" : "|-\n";
    if (text.back() == '\n') text.remove_suffix(1);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) out_.append(indent, ' ');
      out_.append(text.substr(0, end));
      out_ += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  std::string& out_;
  LineSources* sources_;
  std::uint32_t line_ = 1;  // Of the byte counted_,
  std::size_t counted_ = 0;
};

}  // namespace

YamlOut YamlOut::Scalar(std::string text) {
  YamlOut node;
  node.kind = Kind::kScalar;
  node.text = std::move(text);
  return node;
}

YamlOut YamlOut::Bare(std::string text) {
  YamlOut node = Scalar(std::move(text));
  node.is_bare = true;
  return node;
}

YamlOut YamlOut::List() {
  YamlOut node;
  node.kind = Kind::kList;
  return node;
}

YamlOut& YamlOut::Put(std::string key, YamlOut value) {
  members.push_back({std::move(key), std::move(value)});
  return members.back().value;
}

void YamlOut::PutText(std::string key, std::string_view text) {
  if (!text.empty()) Put(std::move(key), Scalar(std::string(text)));
}

std::string WriteYaml(const YamlOut& root, LineSources* sources) {
  std::string out;
  YamlWriter(&out, sources).Members(root, 0, true);
  return out;
}

}  // namespace assay
