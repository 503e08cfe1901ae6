// The string, encoder and network functions, and the patterns of `format`.

#include <string>

#include <gtest/gtest.h>

#include "src/expr/format_text.h"
#include "tests/expr/evaluating.h"

namespace assay {
namespace {

struct ValueCase {
  const char* name;
  std::string text;
  std::string want;  // As DebugString says it; "error <code>" of an error.
};

std::string Outcome(const Value& value) {
  if (value.is_error()) return "error " + std::string(ErrorCodeName(value.error_code()));
  return DebugString(value, nullptr);
}

class LibraryText : public testing::TestWithParam<ValueCase> {};

TEST_P(LibraryText, IsAsWanted) {
  Evaluating evaluating;
  EXPECT_EQ(Outcome(evaluating.Of(GetParam().text)), GetParam().want) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    String, LibraryText,
    testing::Values(
        ValueCase{"contains", "'hello'.contains('ell')", "true"},
        ValueCase{"starts_with_longer", "'a'.startsWith('ab')", "false"},
        ValueCase{"ends_with_all", "'ab'.endsWith('ab')", "true"},
        ValueCase{"matches_a_part", "'banana'.matches('(na)+')", "true"},
        ValueCase{"matches_whole_by_anchors", "'banana'.matches('^(na)+$')", "false"},
        ValueCase{"matches_as_function", "matches('a1', r'\\d')", "true"},
        ValueCase{"bad_pattern", "'a'.matches('(')", "error invalid_argument"},
        ValueCase{"pattern_too_large", "'a'.matches('((a{100}){100}){100}')",
                  "error invalid_argument"},
        ValueCase{"char_at", "'äöü'.charAt(1)", "'ö'"},
        ValueCase{"char_at_end", "'äöü'.charAt(3)", "''"},
        ValueCase{"char_at_beyond", "'äöü'.charAt(4)", "error index_out_of_bounds"},
        ValueCase{"char_at_below", "'abc'.charAt(-1)", "error index_out_of_bounds"},
        ValueCase{"index_of", "'äöäö'.indexOf('ö')", "1"},
        ValueCase{"index_of_from", "'äöäö'.indexOf('ö', 2)", "3"},
        ValueCase{"index_of_nothing", "'abc'.indexOf('', 3)", "3"},
        ValueCase{"index_of_absent", "'abc'.indexOf('d')", "-1"},
        ValueCase{"index_of_beyond", "'abc'.indexOf('a', 4)", "error index_out_of_bounds"},
        ValueCase{"last_index_of", "'äöäö'.lastIndexOf('ö')", "3"},
        ValueCase{"last_index_of_from", "'äöäö'.lastIndexOf('ö', 2)", "1"},
        ValueCase{"last_index_of_at", "'äöäö'.lastIndexOf('äö', 2)", "2"},
        ValueCase{"last_index_of_nothing", "'abc'.lastIndexOf('')", "3"},
        ValueCase{"lower", "'ÄBC'.lowerAscii()", "'Äbc'"},
        ValueCase{"upper", "'äbc'.upperAscii()", "'äBC'"},
        ValueCase{"replace_all", "'aXbXc'.replace('X', '--')", "'a--b--c'"},
        ValueCase{"replace_one", "'aXbXc'.replace('X', '', 1)", "'abXc'"},
        ValueCase{"replace_none", "'aXb'.replace('X', '', 0)", "'aXb'"},
        ValueCase{"replace_nothing", "'äb'.replace('', '-')", "'-ä-b-'"},
        ValueCase{"replace_nothing_some", "'äb'.replace('', '-', 2)", "'-ä-b'"},
        ValueCase{"split", "'a,b,,c'.split(',')", "['a', 'b', '', 'c']"},
        ValueCase{"split_some", "'a,b,c'.split(',', 2)", "['a', 'b,c']"},
        ValueCase{"split_none", "'a,b'.split(',', 0)", "[]"},
        ValueCase{"split_characters", "'äbc'.split('')", "['ä', 'b', 'c']"},
        ValueCase{"split_characters_some", "'äbc'.split('', 2)", "['ä', 'bc']"},
        ValueCase{"split_empty", "''.split(',')", "['']"},
        ValueCase{"substring", "'äöüß'.substring(1, 3)", "'öü'"},
        ValueCase{"substring_to_end", "'äöüß'.substring(2)", "'üß'"},
        ValueCase{"substring_reversed", "'abc'.substring(2, 1)", "error invalid_argument"},
        ValueCase{"substring_beyond", "'abc'.substring(4)", "error index_out_of_bounds"},
        ValueCase{"trim", "' \\t\\u00a0ä b\\u2028\\n'.trim()", "'ä b'"},
        ValueCase{"trim_keeps_what_is_no_space", "'\\u200ba\\ufeff'.trim() == '\\u200ba\\ufeff'",
                  "true"},
        ValueCase{"trim_all", "' '.trim()", "''"},
        ValueCase{"join", "['a', 'b'].join(', ')", "'a, b'"},
        ValueCase{"join_nothing", "[].join(',')", "''"},
        ValueCase{"join_dyn", "[dyn('a'), dyn(1)].join()", "error no_such_overload"},
        ValueCase{"quote", "strings.quote('a\"\\n\\\\ä') == '\"a\\\\\"\\\\n\\\\\\\\ä\"'", "true"},
        ValueCase{"reverse", "'aäö'.reverse()", "'öäa'"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Format, LibraryText,
    testing::Values(
        ValueCase{"text", "'%s is %s'.format(['a', 1])", "'a is 1'"},
        ValueCase{"percent", "'100%%'.format([])", "'100%'"},
        ValueCase{"list", "'%s'.format([[1, 'a', null, 2.50, b'c']])", "'[1, a, null, 2.5, c]'"},
        ValueCase{"map_by_key", "'%s'.format([{'b': 1, 2: true}])", "'{2: true, b: 1}'"},
        ValueCase{"type", "'%s'.format([type(1)])", "'int'"},
        ValueCase{"date", "'%s'.format([date('2026-03-31')])", "'2026-03-31'"},
        ValueCase{"whole", "'%d %d'.format([-9223372036854775808, 18446744073709551615u])",
                  "'-9223372036854775808 18446744073709551615'"},
        ValueCase{"whole_of_fraction", "'%d'.format([1.5])", "error invalid_argument"},
        ValueCase{"fixed", "'%f %.1f %.0f'.format([1.5, 0.25, 2.5])", "'1.500000 0.2 2'"},
        ValueCase{"fixed_large", "'%.0f'.format([1e22])", "'10000000000000000000000'"},
        ValueCase{"not_finite", "'%f %e'.format([0.0 / 0.0, -1.0 / 0.0])", "'NaN -Infinity'"},
        ValueCase{"scientific", "'%.2e'.format([12345])", "'1.23e+04'"},
        ValueCase{"hex", "'%x %X %x'.format([-255, 255u, 'az'])", "'-ff FF 617a'"},
        ValueCase{"octal_binary", "'%o %b %b'.format([8, -5, true])", "'10 -101 1'"},
        ValueCase{"unknown_clause", "'%a'.format([1])", "error invalid_argument"},
        ValueCase{"cut_off", "'%.2'.format([1])", "error invalid_argument"},
        ValueCase{"precision_of_text", "'%.2s'.format(['a'])", "error invalid_argument"},
        ValueCase{"huge_precision", "'%.1001f'.format([1.0])", "error invalid_argument"},
        ValueCase{"too_few", "'%d %d'.format([1])", "error invalid_argument"},
        ValueCase{"optional", "'%s'.format([optional.of(1)])", "error invalid_argument"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Base64, LibraryText,
    testing::Values(
        ValueCase{"encode", "['', 'f', 'fo', 'foo', 'foob'].map(t, base64.encode(bytes(t)))",
                  "['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==']"},
        ValueCase{"decode", "['', 'Zg==', 'Zm8=', 'Zm9v'].map(t, string(base64.decode(t)))",
                  "['', 'f', 'fo', 'foo']"},
        ValueCase{"without_padding", "base64.decode('Zm8') == b'fo'", "true"},
        ValueCase{"too_much_padding", "base64.decode('Zm8==')", "error invalid_argument"},
        ValueCase{"one_digit", "base64.decode('Z')", "error invalid_argument"},
        ValueCase{"bits_left_over", "base64.decode('Zh==')", "error invalid_argument"},
        ValueCase{"other_alphabet", "base64.decode('Zm-_')", "error invalid_argument"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Network, LibraryText,
    testing::Values(
        ValueCase{"canonical", "string(ip('2001:0DB8:0:0:0:0:0:1'))", "'2001:db8::1'"},
        ValueCase{"leading_zero", "isIP('192.168.01.1')", "false"},
        ValueCase{"octet_too_large", "isIP('1.2.3.256')", "false"},
        ValueCase{"three_octets", "isIP('1.2.3')", "false"},
        ValueCase{"blank_around", "isIP(' 1.2.3.4')", "false"},
        ValueCase{"gap_of_nothing", "isIP('1:2:3:4:5:6:7::8')", "false"},
        ValueCase{"two_gaps", "isIP('1::2::3')", "false"},
        ValueCase{"three_colons", "isIP('1:::2')", "false"},
        ValueCase{"seven_groups", "isIP('1:2:3:4:5:6:7')", "false"},
        ValueCase{"long_group", "isIP('12345::')", "false"},
        ValueCase{"lone_colon", "isIP(':')", "false"},
        ValueCase{"all_zero", "string(ip('::'))", "'::'"},
        ValueCase{"mapped_is_v4", "string(ip('::ffff:c0a8:1'))", "'192.168.0.1'"},
        ValueCase{"mapped_dotted", "ip('::ffff:192.168.0.1')", "error invalid_argument"},
        ValueCase{"zone", "ip('fe80::1%eth0')", "error invalid_argument"},
        ValueCase{"is_canonical", "ip.isCanonical('2001:db8::1')", "true"},
        ValueCase{"is_not_canonical", "ip.isCanonical('2001:db8:0::1')", "false"},
        ValueCase{"family", "[ip('1.2.3.4').family(), ip('::1').family()]", "[4, 6]"},
        ValueCase{"loopback", "ip('127.9.9.9').isLoopback() && !ip('::2').isLoopback()", "true"},
        ValueCase{"private_is_global", "ip('10.0.0.1').isGlobalUnicast()", "true"},
        ValueCase{"multicast_is_not", "ip('224.0.1.1').isGlobalUnicast()", "false"},
        ValueCase{"link_local", "ip('febf::1').isLinkLocalUnicast() && !ip('fec0::1').isLinkLocalUnicast()",
                  "true"},
        ValueCase{"link_local_multicast", "ip('ff12::1').isLinkLocalMulticast()", "true"},
        ValueCase{"cidr_text", "string(cidr('10.1.2.3/8'))", "'10.1.2.3/8'"},
        ValueCase{"masked", "string(cidr('10.1.2.3/12').masked())", "'10.0.0.0/12'"},
        ValueCase{"masked_v6", "string(cidr('2001:db8:ffff::/33').masked())", "'2001:db8:8000::/33'"},
        ValueCase{"prefix_zero", "cidr('0.0.0.0/0').containsIP('255.1.2.3')", "true"},
        ValueCase{"prefix_zero_of_other_family", "cidr('::/0').containsIP('1.2.3.4')", "false"},
        ValueCase{"prefix_too_long", "isCIDR('10.0.0.0/33')", "false"},
        ValueCase{"prefix_leading_zero", "isCIDR('10.0.0.0/08')", "false"},
        ValueCase{"no_prefix", "isCIDR('10.0.0.0')", "false"},
        ValueCase{"inner_wider", "cidr('10.0.0.0/9').containsCIDR('10.0.0.0/8')", "false"},
        ValueCase{"contains_bad_text", "cidr('10.0.0.0/8').containsIP('x')",
                  "error invalid_argument"}),
    [](const auto& info) { return std::string(info.param.name); });

// A list whose elements are not all known is no text yet, but an error is one whatever they are.
TEST(LibraryText, LeavesUnknownWhatUnknownElementsDecide) {
  Evaluating evaluating;
  evaluating.Bind("name", "string", Value::Unknown());
  evaluating.Bind("names", "list(string)",
                  Value::OpenList({Value::String("a")}, {{Value::Unknown(), true}}));
  EXPECT_TRUE(evaluating.Of("['a', name].join()").is_unknown());
  EXPECT_TRUE(evaluating.Of("names.join(',')").is_unknown());
  EXPECT_TRUE(evaluating.Of("'%s'.format([name])").is_unknown());
  EXPECT_TRUE(evaluating.Of("'%s'.format([['a', name]])").is_unknown());
  EXPECT_TRUE(evaluating.Of("'%s'.format([names])").is_unknown());
  EXPECT_TRUE(evaluating.Of("'%s'.format([{'a': name}])").is_unknown());
  EXPECT_TRUE(evaluating.Of("name.startsWith('a')").is_unknown());
  EXPECT_EQ(evaluating.Say("'%s'.format(['a', name])"), "'a'");
}

TEST(ParseFormat, SplitsTextFromPlaces) {
  const ParsedFormat format = ParseFormat("a%%b %.2f%s");
  ASSERT_EQ(format.fault, "");
  EXPECT_EQ(format.places, 2u);
  ASSERT_EQ(format.pieces.size(), 3u);
  EXPECT_EQ(format.pieces[0].text, "a%b ");
  EXPECT_EQ(format.pieces[0].verb, 'f');
  EXPECT_EQ(format.pieces[0].precision, 2);
  EXPECT_EQ(format.pieces[1].verb, 's');
  EXPECT_EQ(format.pieces[2].verb, '\0');
}

}  // namespace
}  // namespace assay
