#include "src/base/yaml_parser.h"

#include <algorithm>
#include <new>
#include <utility>

#include <libfyaml.h>

namespace assay {
namespace {

struct DiagUnref {
  void operator()(fy_diag* diag) const { fy_diag_unref(diag); }
};
struct ParserDestroy {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};

// Faults are collected, not printed: a library has no business with stderr.
void PrintNothing(fy_diag*, void*, const char*, std::size_t) {}

std::unique_ptr<fy_diag, DiagUnref> NewDiag() {
  fy_diag_cfg config;
  fy_diag_cfg_default(&config);
  config.fp = nullptr;
  config.output_fn = PrintNothing;
  config.level = FYET_ERROR;
  config.colorize = false;
  std::unique_ptr<fy_diag, DiagUnref> diag(fy_diag_create(&config));
  if (diag == nullptr) throw std::bad_alloc();
  fy_diag_set_collect_errors(diag.get(), true);
  return diag;
}

std::optional<std::size_t> OffsetOf(fy_token* token) {
  if (token == nullptr) return std::nullopt;
  const fy_mark* mark = fy_token_start_mark(token);
  return mark == nullptr ? std::nullopt : std::optional<std::size_t>(mark->input_pos);
}

ScalarStyle StyleOf(fy_token* token) {
  switch (fy_token_scalar_style(token)) {
    case FYSS_SINGLE_QUOTED:
    case FYSS_DOUBLE_QUOTED:
      return ScalarStyle::kQuoted;
    case FYSS_LITERAL:
      return ScalarStyle::kLiteral;
    case FYSS_FOLDED:
      return ScalarStyle::kFolded;
    default:
      return ScalarStyle::kPlain;
  }
}

std::string TextOf(fy_token* token) {
  std::size_t size = 0;
  const char* text = fy_token_get_text(token, &size);
  if (text == nullptr) throw std::bad_alloc();
  return std::string(text, size);
}

// What a single-quoted scalar says, from what stands between its quotes: two quotes are one, and
// lines are folded. libfyaml 0.7 loses characters where two such pairs meet (`''''`), and leaks where
// many do, so it is not asked for texts with quotes in them.
std::string SingleQuotedText(std::string_view written) {
  constexpr std::string_view kBlanks = " \t\r";
  std::string text;
  std::size_t line_ends = 0;  // Since the last line that is not blank.
  bool is_first = true;
  while (true) {
    const std::size_t end = std::min(written.find('\n'), written.size());
    std::string_view line = written.substr(0, end);
    const bool is_last = end == written.size();
    if (!is_first) line.remove_prefix(std::min(line.find_first_not_of(kBlanks), line.size()));
    if (!is_last) line = line.substr(0, line.find_last_not_of(kBlanks) + 1);
    if (!line.empty() || is_first || is_last) {
      if (line_ends == 1) text += ' ';
      if (line_ends > 1) text.append(line_ends - 1, '\n');
      line_ends = 0;
      for (std::size_t k = 0; k < line.size(); ++k) {
        text += line[k];
        if (line[k] == '\'') ++k;  // Its twin.
      }
    }
    if (is_last) return text;
    ++line_ends;
    is_first = false;
    written.remove_prefix(end + 1);
  }
}

// Nothing for events that say nothing here: the ends of the document and the stream.
std::optional<YamlEventKind> KindOf(fy_event_type type) {
  switch (type) {
    case FYET_DOCUMENT_START:
      return YamlEventKind::kBeginDocument;
    case FYET_SEQUENCE_START:
      return YamlEventKind::kBeginSequence;
    case FYET_SEQUENCE_END:
      return YamlEventKind::kEndSequence;
    case FYET_MAPPING_START:
      return YamlEventKind::kBeginMapping;
    case FYET_MAPPING_END:
      return YamlEventKind::kEndMapping;
    case FYET_SCALAR:
      return YamlEventKind::kScalar;
    case FYET_ALIAS:
      return YamlEventKind::kAlias;
    default:
      return std::nullopt;
  }
}

void SetAnchorAndTag(fy_event* event, YamlEvent* result) {
  result->anchor = OffsetOf(fy_event_get_anchor_token(event));
  if (result->anchor.has_value()) --*result->anchor;  // Marked behind its `&`.
  result->tag = OffsetOf(fy_event_get_tag_token(event));
}

YamlEvent Translated(YamlEventKind kind, fy_event* event, std::string_view source) {
  YamlEvent result;
  result.kind = kind;
  fy_token* token = fy_event_get_token(event);
  result.begin = OffsetOf(token);
  if (token != nullptr) {
    const fy_mark* end = fy_token_end_mark(token);
    result.end = end == nullptr ? result.begin.value_or(0) : end->input_pos;
  }
  if (kind == YamlEventKind::kScalar) {
    SetAnchorAndTag(event, &result);
    if (token != nullptr) {
      result.style = StyleOf(token);
      const std::string_view written =
          source.substr(result.begin.value_or(0), result.end - result.begin.value_or(0));
      const bool has_quotes = fy_token_scalar_style(token) == FYSS_SINGLE_QUOTED &&
                              written.find("''") != std::string_view::npos;
      result.text = has_quotes ? SingleQuotedText(written) : TextOf(token);
    }
  } else if (kind == YamlEventKind::kAlias) {
    result.text = TextOf(token);
    if (result.begin.has_value()) --*result.begin;  // Marked behind its `*`.
  } else if (kind == YamlEventKind::kBeginSequence || kind == YamlEventKind::kBeginMapping) {
    SetAnchorAndTag(event, &result);
    result.is_flow = fy_event_get_node_style(event) == FYNS_FLOW;
  }
  return result;
}

}  // namespace

struct YamlParser::Rep {
  std::string_view text;
  std::unique_ptr<fy_diag, DiagUnref> diag;
  std::unique_ptr<fy_parser, ParserDestroy> parser;
};

YamlParser::YamlParser(std::string_view text) : rep_(std::make_unique<Rep>()) {
  rep_->text = text;
  rep_->diag = NewDiag();
  fy_parse_cfg config = {};
  config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_DISABLE_MMAP_OPT | FYPCF_COLLECT_DIAG |
                                                 FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2);
  config.diag = rep_->diag.get();
  rep_->parser.reset(fy_parser_create(&config));
  if (rep_->parser == nullptr) throw std::bad_alloc();
  if (fy_parser_set_string(rep_->parser.get(), text.data(), text.size()) != 0) {
    throw std::bad_alloc();
  }
}

// Collected errors keep tokens of the parser alive, and are given back by a reset only.
YamlParser::~YamlParser() { fy_diag_reset_error(rep_->diag.get()); }

std::optional<YamlEvent> YamlParser::Next() {
  fy_parser* parser = rep_->parser.get();
  const auto free_event = [parser](fy_event* event) { fy_parser_event_free(parser, event); };
  for (;;) {
    const std::unique_ptr<fy_event, decltype(free_event)> event(fy_parser_parse(parser),
                                                                free_event);
    if (event == nullptr) return std::nullopt;
    const std::optional<YamlEventKind> kind = KindOf(event->type);
    if (kind.has_value()) return Translated(*kind, event.get(), rep_->text);
  }
}

std::optional<YamlSyntaxFault> YamlParser::fault() const {
  if (!fy_parser_get_stream_error(rep_->parser.get())) return std::nullopt;
  void* position = nullptr;
  while (const fy_diag_error* error = fy_diag_errors_iterate(rep_->diag.get(), &position)) {
    if (error->type != FYET_ERROR) continue;  // Warnings (an unknown directive) are ours to judge.
    const auto from_one = [](int value) {
      return static_cast<std::uint32_t>(value > 0 ? value : 1);
    };
    return YamlSyntaxFault{error->msg, from_one(error->line), from_one(error->column)};
  }
  return YamlSyntaxFault{"this is not YAML", 1, 1};
}

}  // namespace assay
