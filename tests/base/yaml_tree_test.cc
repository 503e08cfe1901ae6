#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "src/base/tree.h"

namespace assay {
namespace {

struct Read {
  Document document;
  Diagnostics problems;
  bool ok = false;
};

Read Yaml(std::string_view text, TreeLimits limits = {}) {
  Read read;
  read.ok = ReadYaml(text, "p.yaml", limits, &read.document, &read.problems);
  EXPECT_EQ(read.ok, read.problems.empty());
  return read;
}

// A tree on one line: {key: 'quoted', list: [plain, ~]}.
std::string Shown(const Node& node) {
  switch (node.kind) {
    case NodeKind::kNull:
      return "~";
    case NodeKind::kScalar: {
      const bool plain = node.style == ScalarStyle::kPlain;
      const char* quotes = node.style == ScalarStyle::kQuoted    ? "'"
                           : node.style == ScalarStyle::kLiteral ? "|"
                                                                 : ">";
      return plain ? node.text : quotes + node.text + quotes;
    }
    case NodeKind::kSequence: {
      std::string text;
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + Shown(item);
      return "[" + text + "]";
    }
    case NodeKind::kMapping: {
      std::string text;
      for (const NodeMember& member : node.members) {
        text += (text.empty() ? "" : ", ") + member.key + ": " + Shown(member.value);
      }
      return "{" + text + "}";
    }
  }
  return "?";
}

std::string At(Mark mark) { return std::to_string(mark.line) + ":" + std::to_string(mark.column); }

struct TreeCase {
  const char* name;
  std::string text;
  std::string tree;
};

class GoodYamlTest : public testing::TestWithParam<TreeCase> {};

TEST_P(GoodYamlTest, IsRead) {
  const Read read = Yaml(GetParam().text);
  EXPECT_TRUE(read.ok) << Render(read.problems);
  EXPECT_EQ(Shown(read.document.root), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, GoodYamlTest,
    testing::Values(
        TreeCase{"Block", "a: 1\nb:\n  - x\n  - y: z\n    w: 2\n", "{a: 1, b: [x, {y: z, w: 2}]}"},
        TreeCase{"Flow", "{a: [1, 'x', \"y\"], b: {c: d}}", "{a: [1, 'x', 'y'], b: {c: d}}"},
        TreeCase{"NothingIsTypedByItsLook", "[no, on, 1e3, 0x1F, 2025-02-30, .inf, yes, True]",
                 "[no, on, 1e3, 0x1F, 2025-02-30, .inf, yes, True]"},
        TreeCase{"Nulls", "a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: Null\n",
                 "{a: ~, b: ~, c: ~, d: '', e: 'null', f: Null}"},
        TreeCase{"Literal", "a: |\n  x\n    y\n\n  z\nb: |-\n  w\n",
                 "{a: |x\n  y\n\nz\n|, b: |w|}"},
        TreeCase{"Folded", "a: >-\n  x\n  y\n\n  z\n", "{a: >x y\nz>}"},
        TreeCase{"PlainOverLines", "a: x\n  y\n", "{a: x y}"},
        TreeCase{"Comments", "# one\na: 1 # two\n# three\n", "{a: 1}"},
        TreeCase{"DocumentStart", "---\na: 1\n...\n", "{a: 1}"},
        TreeCase{"ByteOrderMarkAtTheStart",
                 "\xEF\xBB\xBF"
                 "a: 1\n",
                 "{a: 1}"},
        TreeCase{"WindowsLineEnds", "a: |\r\n  x\r\n  y\r\nb: 2\r\n", "{a: |x\ny\n|, b: 2}"},
        TreeCase{"ScalarAlone", "x y z", "x y z"},
        TreeCase{"IsJsonToo", "{\"a\": [1, true, null, \"b\\n\"]}", "{a: [1, true, ~, 'b\n']}"},
        TreeCase{"EmptyContainers", "a: {}\nb: []\n", "{a: {}, b: []}"},
        TreeCase{"FlowNullWithColon", "{a: , b: 1}", "{a: ~, b: 1}"},
        TreeCase{"PairInASequence", "[a: b, c]", "[{a: b}, c]"},
        TreeCase{"Rule", "rule: exists(e, e.kind == 'nda' && !e.expired)\n",
                 "{rule: exists(e, e.kind == 'nda' && !e.expired)}"},
        TreeCase{"TabInABlockText", "a: |\n  x\n  \ty\n", "{a: |x\n\ty\n|}"},
        TreeCase{"TabBehindText", "a:\tb\nc: d\t# e\n", "{a: b, c: d}"},
        TreeCase{"QuestionMarkInsideAKey", "{what? : b}\n", "{what?: b}"},
        TreeCase{"QuotedMergeKey", "'<<': 1\n", "{<<: 1}"}),
    [](const auto& info) { return info.param.name; });

struct FaultCase {
  const char* name;
  std::string text;
  const char* code;
  const char* place;
  const char* says;  // Part of the message or the hint.
  const char* tree;  // What is read in spite of it.
};

class BadYamlTest : public testing::TestWithParam<FaultCase> {};

TEST_P(BadYamlTest, IsRefusedWithAHint) {
  const Read read = Yaml(GetParam().text);
  ASSERT_EQ(read.problems.size(), 1U) << Render(read.problems);
  const Diagnostic& problem = read.problems.front();
  EXPECT_EQ(problem.code, GetParam().code) << Render(problem);
  EXPECT_EQ(problem.place.file, "p.yaml");
  EXPECT_EQ(At({problem.place.line, problem.place.column}), GetParam().place) << Render(problem);
  EXPECT_NE((problem.message + " / " + problem.hint).find(GetParam().says), std::string::npos)
      << Render(problem);
  EXPECT_EQ(problem.source_line, read.document.Line(problem.place.line));
  EXPECT_EQ(Shown(read.document.root), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Subset, BadYamlTest,
    testing::Values(
        FaultCase{"Anchor", "a: &x 1\nb: 2\n", "yaml.anchor", "1:4", "take it out", "{a: 1, b: 2}"},
        FaultCase{"AnchorOnAMapping", "a: &x\n  b: 1\n", "yaml.anchor", "1:4", "", "{a: {b: 1}}"},
        FaultCase{"AnchorOnAKey", "&x a: 1\n", "yaml.anchor", "1:1", "", "{a: 1}"},
        FaultCase{"Alias", "a: 1\nb: *x\n", "yaml.alias", "2:4", "`*x`", "{a: 1, b: ~}"},
        FaultCase{"AliasAsKey", "*x : 1\nb: 2\n", "yaml.alias", "1:1", "", "{b: 2}"},
        FaultCase{"Tag", "a: !!str 1\n", "yaml.tag", "1:4", "take it out", "{a: 1}"},
        FaultCase{"LocalTag", "a: !x [1]\n", "yaml.tag", "1:4", "", "{a: [1]}"},
        FaultCase{"NonSpecificTag", "- ! a\n", "yaml.tag", "1:3", "", "[a]"},
        FaultCase{"TagOnNothing", "a: !!null\n", "yaml.tag", "1:4", "", "{a: !!null}"},
        FaultCase{"MergeKey", "a: 1\n<<: {b: 2}\nc: 3\n", "yaml.merge-key", "2:1", "write out",
                  "{a: 1, c: 3}"},
        FaultCase{"DuplicateKey", "a: 1\nb: 2\na: {x: [3]}\nc: 4\n", "yaml.duplicate-key", "3:1",
                  "the first one is on line 1", "{a: 1, b: 2, c: 4}"},
        FaultCase{"DuplicateKeyInFlow", "{a: 1, \"a\": 2}\n", "yaml.duplicate-key", "1:9", "",
                  "{a: 1}"},
        FaultCase{"TabIndentation", "a:\n\tb: 1\n", "yaml.tab", "2:1", "indent with spaces", "{}"},
        FaultCase{"TabAfterSpaces", "a:\n  b: 1\n  \tc: 2\n", "yaml.tab", "3:3", "", "{a: {}}"},
        FaultCase{"TabAfterADash", "-\t- a\n", "yaml.tab", "1:2", "indent with spaces", "~"},
        FaultCase{"TabInFlow", "a: [\n\t1]\n", "yaml.tab", "2:1", "", "{a: []}"},
        FaultCase{"TabBeforeABlockText", "a: |\n\tx\n", "yaml.tab", "2:1", "", "{}"},
        FaultCase{"KeyIsASequence", "? [a, b]\n: 1\nc: 2\n", "yaml.complex-key", "1:3",
                  "`key: value`", "{c: 2}"},
        FaultCase{"KeyIsAMapping", "{{a: b}: 1, c: 2}\n", "yaml.complex-key", "1:2", "", "{c: 2}"},
        FaultCase{"KeyIsABlock", "? |\n  a\n: 1\nc: 2\n", "yaml.complex-key", "2:1", "", "{c: 2}"},
        FaultCase{"KeyIsAskedFor", "? a\n: 1\nc: 2\n", "yaml.complex-key", "1:3", "", "{c: 2}"},
        FaultCase{"QuotedKeyIsAskedFor", "? 'a'\n: 1\nc: 2\n", "yaml.complex-key", "1:4", "",
                  "{c: 2}"},
        FaultCase{"NoKey", "a: 1\n: 2\n", "yaml.complex-key", "2:1", "without a key", "{a: 1}"},
        FaultCase{"Directive", "%YAML 1.2\n---\na: 1\n", "yaml.directive", "1:1",
                  "take the line out", "{a: 1}"},
        FaultCase{"UnknownDirective", "# x\n%FOO bar\n---\na: 1\n", "yaml.directive", "2:1", "",
                  "{a: 1}"},
        FaultCase{"TwoDocuments", "a: 1\n---\nb: 2\n", "yaml.multiple-documents", "2:1",
                  "a file of its own", "{a: 1}"},
        FaultCase{"SecondDocumentWithoutDashes", "--- a\n...\nb: 2\n", "yaml.multiple-documents",
                  "3:1", "", "a"},
        FaultCase{"FlowComma", "a: {rule: x.y, z && w, c: 1}\n", "yaml.flow-comma", "1:16",
                  "a comma ends a plain text", "{a: {rule: x.y, z && w: ~, c: 1}}"},
        FaultCase{"FlowKeyAlone", "{a}\n", "yaml.flow-comma", "1:2", "write `key: value`",
                  "{a: ~}"},
        FaultCase{"FlowQuotedKeyAlone", "{a: 1, \"b\"}\n", "yaml.flow-comma", "1:9", "",
                  "{a: 1, b: ~}"},
        FaultCase{"Empty", "", "yaml.empty", "1:1", "nothing in this text", "~"},
        FaultCase{"OnlyComments", "# a\n\n# b\n", "yaml.empty", "1:1", "", "~"},
        FaultCase{"OnlyDashes", "---\n", "yaml.empty", "1:1", "", "~"}),
    [](const auto& info) { return info.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Syntax, BadYamlTest,
    testing::Values(
        FaultCase{"ColonInPlainText", "a: 1\nb: c: d\n", "yaml.syntax", "2:5", "double quotes",
                  "{a: 1, b: c}"},
        FaultCase{"AtSign", "a: @x\n", "yaml.syntax", "1:4", "double quotes", "{}"},
        FaultCase{"Backquote", "a: `x`\n", "yaml.syntax", "1:4", "double quotes", "{}"},
        FaultCase{"UnclosedQuote", "a: \"x\nb: 1\n", "yaml.syntax", "1:4", "close it", "{}"},
        FaultCase{"UnclosedQuoteAtTheEnd", "a: 'x", "yaml.syntax", "1:5", "close it", "{}"},
        FaultCase{"UnclosedBrace", "a: {b: 1\n", "yaml.syntax", "1:4", "close it with `}`",
                  "{a: {b: 1}}"},
        FaultCase{"MissingComma", "a: ['x' 'y']\n", "yaml.syntax", "1:10", "comma", "{a: ['x']}"},
        FaultCase{"ListOnTheLineOfItsKey", "a: - x\n", "yaml.syntax", "1:4", "next line", "{}"},
        FaultCase{"UnclosedBracket", "a: 1\nb: [1, 2\n", "yaml.syntax", "2:4", "close it with `]`",
                  "{a: 1, b: [1, 2]}"},
        FaultCase{"WrongBracket", "a: {b: 1]\n", "yaml.syntax", "1:9", "closes no `[`",
                  "{a: {b: 1}}"},
        FaultCase{"QuoteInsideQuotes", "a: 'it's'\n", "yaml.syntax", "1:8", "written twice", "{}"},
        FaultCase{"BadEscape", "a: \"\\q\"\n", "yaml.syntax", "1:5", "`\\\\`", "{}"},
        FaultCase{"LineWithoutColon", "a: 1\nb\n", "yaml.syntax", "2:1", "key: value", "{a: 1}"},
        FaultCase{"TwoCommas", "a: [1,, 2]\n", "yaml.syntax", "1:7", "take out the comma",
                  "{a: [1]}"},
        FaultCase{"InvalidUtf8", "a: 1\nb: Zo\xEB\n", "yaml.utf8", "2:6", "save the text", "~"},
        FaultCase{"ByteOrderMarkInside",
                  "a: 1\n\xEF\xBB\xBF"
                  "b: 2\n",
                  "yaml.utf8", "2:1", "put together", "~"},
        FaultCase{"ControlCharacter", "a: \x01\n", "yaml.syntax", "1:4", "control character", "~"},
        FaultCase{"Nul", std::string("a: \0b\n", 6), "yaml.syntax", "1:4", "control character",
                  "~"},
        FaultCase{"LoneCarriageReturn", "a: 1\rb: 2\n", "yaml.syntax", "1:5", "line feed", "~"},
        FaultCase{"ManyBlankLines", "a: |\n" + std::string(101, '\n') + "  x\n", "yaml.syntax",
                  "102:1", "blank lines", "~"}),
    [](const auto& info) { return info.param.name; });

TEST(YamlTreeTest, AllFaultsOfATextAreToldInItsOrder) {
  const Read read = Yaml("a: &x 1\nb: !t 2\na: 3\nc: {d, e: *x}\n<<: *x\nf:\n\t- 1\n");
  std::vector<std::string> codes;
  for (const Diagnostic& problem : read.problems) codes.push_back(problem.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"yaml.anchor", "yaml.tag", "yaml.duplicate-key",
                                             "yaml.flow-comma", "yaml.alias", "yaml.merge-key",
                                             "yaml.alias", "yaml.tab"}))
      << Render(read.problems);
}

TEST(YamlTreeTest, FaultsAreCapped) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "- &a b\n";
  EXPECT_EQ(Yaml(text).problems.size(), kMostTreeFaults);
}

TEST(YamlTreeTest, ProblemsAreAppended) {
  Document document;
  Diagnostics problems(1);
  EXPECT_FALSE(ReadYaml("{a}", "", {}, &document, &problems));
  EXPECT_EQ(problems.size(), 2U);
  EXPECT_TRUE(ReadYaml("{a: 1}", "", {}, &document, &problems));
  EXPECT_EQ(problems.size(), 2U);
}

TEST(YamlTreeTest, Limits) {
  EXPECT_EQ(Yaml("abcdef", {5, 64}).problems[0].code, "yaml.too-large");
  EXPECT_TRUE(Yaml("abcde", {5, 64}).ok);
  EXPECT_TRUE(Yaml("[[[x]]]", {100, 3}).ok);
  const Read deep = Yaml("[[[[x]]]]", {100, 3});
  ASSERT_EQ(deep.problems.size(), 1U);
  EXPECT_EQ(deep.problems[0].code, "yaml.depth");
  EXPECT_EQ(deep.problems[0].place.column, 4U);
  EXPECT_EQ(Yaml("a:\n b:\n  c:\n   d: 1\n", {100, 3}).problems[0].code, "yaml.depth");
}

TEST(YamlTreeTest, EveryNodeHasItsPlace) {
  const Read read = Yaml("a: 1\nbéé:\n  - \"x\"\n  - {c: 'y'}\nd:\ne: |\n\n   lit\nf: [g: h]\n");
  ASSERT_TRUE(read.ok) << Render(read.problems);
  const Node& root = read.document.root;
  EXPECT_EQ(At(root.mark), "1:1");
  EXPECT_EQ(At(root.members[0].value.mark), "1:4");
  EXPECT_EQ(At(root.members[1].key_mark), "2:1");
  const Node& list = *root.Find("béé");
  EXPECT_EQ(At(list.mark), "3:3");
  EXPECT_EQ(At(list.items[0].mark), "3:6");  // Behind the quote.
  EXPECT_EQ(At(list.items[1].mark), "4:5");
  EXPECT_EQ(At(list.items[1].members[0].key_mark), "4:6");
  EXPECT_EQ(At(list.items[1].members[0].value.mark), "4:10");
  EXPECT_EQ(At(root.Find("d")->mark), "5:3");  // Where a value would be.
  EXPECT_EQ(At(root.Find("e")->line_marks.at(1)), "8:4");
  EXPECT_EQ(At(root.Find("f")->items[0].mark), "9:5");
  EXPECT_EQ(root.Find("nothing"), nullptr);
}

struct InsideCase {
  const char* name;
  std::string text;    // The value of `a`.
  std::string needle;  // Looked for in the decoded text, and again at its place in the file.
  bool exact = true;
};

class InsideTest : public testing::TestWithParam<InsideCase> {};

TEST_P(InsideTest, PlacesLeadBackToTheSource) {
  const Read read = Yaml("x: y\na: " + GetParam().text + "\nb: c\n");
  ASSERT_TRUE(read.ok) << Render(read.problems);
  const Node& node = *read.document.root.Find("a");
  const std::size_t offset = node.text.find(GetParam().needle);
  ASSERT_NE(offset, std::string::npos) << node.text;
  const Mark mark = read.document.Inside(node, offset);
  EXPECT_EQ(node.has_escapes, !GetParam().exact);
  if (!GetParam().exact) {
    EXPECT_EQ(At(mark), At(node.mark));
    return;
  }
  // All of these texts are ASCII up to the needle, so that columns are bytes.
  const std::string_view line = read.document.Line(mark.line);
  EXPECT_EQ(line.substr(mark.column - 1, GetParam().needle.size()), GetParam().needle)
      << At(mark) << " in " << line;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, InsideTest,
    testing::Values(InsideCase{"Plain", "one two three # not", "three"},
                    InsideCase{"SingleQuoted", "'one two'", "two"},
                    InsideCase{"DoubleQuoted", "\"one two\"", "two"},
                    InsideCase{"PlainOverLines", "one\n  two\n    three", "three"},
                    InsideCase{"PlainOverBlankLines", "one\n\n\n  two", "two"},
                    InsideCase{"QuotedOverLines", "'one\n   two\n  three'", "two"},
                    InsideCase{"Literal", "|\n  one\n   two three\n\n  four", "three"},
                    InsideCase{"LiteralFirst", "|\n  one", "one"},
                    InsideCase{"LiteralAfterBlankLines", "|\n\n\n  one\n  two", "two"},
                    InsideCase{"LiteralWithIndicator", "|2-\n    one\n   two", "two"},
                    InsideCase{"LiteralDeeperSpaces", "|2-\n    one\n   two", "  one"},
                    InsideCase{"LiteralWithTabs", "|\n  \tone two", "two"},
                    InsideCase{"LiteralKept", "|+\n  one\n  two\n\n", "two"},
                    InsideCase{"Folded", ">-\n  one two\n  three\n\n  four five", "five"},
                    InsideCase{"FoldedSecondLine", ">-\n  one two\n  three\n\n  four five",
                               "three"},
                    InsideCase{"FoldedMoreIndented", ">\n  one\n     two three\n  four", "three"},
                    InsideCase{"Escaped", "\"one\\n two\"", "two", false},
                    InsideCase{"SingleQuoteTwice", "'one'' two'", "two", false},
                    InsideCase{"EscapedOverLines", "\"one \\\n  two\"", "two", false}),
    [](const auto& info) { return info.param.name; });

// libfyaml by itself gives `x == ''' ` for the first.
TEST(SingleQuotedTest, QuotesInARowAreKept) {
  const auto text_of = [](const std::string& written) {
    const Read read = Yaml("a: " + written + "\n");
    EXPECT_TRUE(read.ok);
    return read.document.root.Find("a")->text;
  };
  EXPECT_EQ(text_of("'x == '''' y'"), "x == '' y");
  EXPECT_EQ(text_of("'x == '''''"), "x == ''");
  EXPECT_EQ(text_of("''''''' && b == '''' && c'"), "''' && b == '' && c");
  EXPECT_EQ(text_of("'one ''''\n  two  \n\n\n   '''' three\n  '"), "one '' two\n\n'' three ");
}

TEST(InsideTest, EndOfATextIsBehindItsLastCharacter) {
  const Read read = Yaml("a: |\n  one\n  two\n\n\nb: é€x\n");
  ASSERT_TRUE(read.ok);
  const Node& literal = *read.document.root.Find("a");
  EXPECT_EQ(At(read.document.Inside(literal, literal.text.size())), "3:6");
  EXPECT_EQ(At(read.document.Inside(literal, 1'000'000)), "3:6");
  EXPECT_EQ(literal.line_marks.size(), 2U);
  const Node& plain = *read.document.root.Find("b");
  EXPECT_EQ(At(read.document.Inside(plain, 5)), "6:6");  // Bytes in, code points out.
}

TEST(DocumentTest, DiagnosticsQuoteTheirLine) {
  const Read read = Yaml("a: 1\nb: 2\n");
  const Diagnostic diagnostic = read.document.At({2, 4}, 1, "pack.bad", "no", "yes");
  EXPECT_EQ(Render(diagnostic),
            "p.yaml:2:4: error[pack.bad] no\n"
            "    2 | b: 2\n"
            "      |    ^ yes\n");
  EXPECT_EQ(read.document.At({}, 0, "pack.bad", "no").source_line, "");
}

std::string Repeated(std::string_view piece, std::size_t total) {
  std::string text;
  while (text.size() < total) text += piece;
  return text;
}

// Shapes meant to make a reader slow or to exhaust its stack. The texts are a megabyte; the bound
// is two orders of magnitude above what they take, and as far below what quadratic time would.
TEST(YamlTreeTest, HostileShapesEndSoon) {
  constexpr std::size_t kSize = 1 << 20;
  const std::vector<std::string> texts = {
      Repeated("[", kSize),
      Repeated("{", kSize),
      Repeated("{a: ", kSize),
      Repeated("[{", kSize),
      Repeated("- ", kSize),
      Repeated("? ", kSize),
      Repeated("a: ", kSize),
      Repeated(": ", kSize),
      Repeated("[", kSize / 2) + Repeated("]", kSize / 2),
      "|\n" + std::string(kSize - 4, '\n') + "a",
      "|\n" + Repeated(" \n", kSize - 4),
      "a\n" + std::string(kSize - 4, '\n') + "b",
      "|\n" + Repeated("\r", kSize - 4),
      "|\n" + Repeated(" a\n" + std::string(100, '\n'), kSize - 200),
      Repeated("a\r\n\r\n", kSize - 8),
      "\"" + Repeated("\\n", kSize - 4) + "\"",
      Repeated("#\n", kSize - 4),
      Repeated("&a ", kSize - 4),
      Repeated("- &a b\n", kSize - 8),
      Repeated("---\n", kSize - 4),
      Repeated("%A\n", kSize - 4),
      Repeated("\t", kSize - 4),
      Repeated("\ta\n", kSize - 4),
      "[" + Repeated("\"a\",", kSize - 8) + "]",
      ">\n" + Repeated(" a\n", kSize - 8),
      Repeated("a\n", kSize - 8),
      Repeated("a: b\n", kSize - 8)};
  for (const std::string& text : texts) {
    const auto begin = std::chrono::steady_clock::now();
    Document document;
    Diagnostics problems;
    ReadYaml(text, "", {}, &document, &problems);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    EXPECT_LT(taken.count(), 30.0) << text.substr(0, 12);
  }
}

TEST(YamlTreeTest, WritesNothing) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  for (const char* text :
       {"a: [", "%YAML 9.9\n---\na", "%FOO\n---\n", "a: b: c", "\"", "a: !<", "a: *"}) {
    Document document;
    Diagnostics problems;
    EXPECT_FALSE(ReadYaml(text, "", {}, &document, &problems));
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

// libfyaml 0.7 reads bytes behind the end of this block, other ones each time.
TEST(ReadYaml, TakesNothingFromABlockThatIsNotInTheText) {
  const std::string text = "a:\n  f: >\n  g(): \"a \\\n      a // b\n\n      c\n    d\n  g(): \"a \\\n    // b\"\n";
  Document document;
  Diagnostics problems;
  EXPECT_FALSE(ReadYaml(text, "t.yaml", {}, &document, &problems));
  ASSERT_EQ(problems.size(), 1) << Render(problems);
  EXPECT_EQ(problems[0].code, "yaml.syntax");
}

}  // namespace
}  // namespace assay
