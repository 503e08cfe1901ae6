#include "assay/base/digest.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace assay {
namespace {

struct DigestCase {
  const char* name;
  std::string text;
  const char* hex;
};

class DigestTest : public testing::TestWithParam<DigestCase> {};

TEST_P(DigestTest, IsSha256) {
  const std::string& text = GetParam().text;
  EXPECT_EQ(ToHex(Sha256Of(text)), GetParam().hex);
  // Where a stream is cut changes nothing.
  for (std::size_t cut : {std::size_t{0}, text.size() / 3, text.size()}) {
    Sha256Builder builder;
    builder.Update(std::string_view(text).substr(0, cut));
    builder.Update(std::string_view(text).substr(cut));
    EXPECT_EQ(ToHex(builder.Finish()), GetParam().hex);
  }
}

// Source: FIPS 180-4's published examples.
INSTANTIATE_TEST_SUITE_P(
    Published, DigestTest,
    testing::Values(
        DigestCase{"Empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        DigestCase{"Abc", "abc",
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        DigestCase{"TwoBlocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        DigestCase{"MillionLetters", std::string(1'000'000, 'a'),
                   "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}),
    [](const auto& info) { return info.param.name; });

TEST(Sha256BuilderTest, FieldsDoNotRunTogether) {
  const auto of = [](std::string_view first, std::string_view second) {
    Sha256Builder builder;
    builder.UpdateField(first);
    builder.UpdateField(second);
    return builder.Finish();
  };
  EXPECT_NE(of("ab", "c"), of("a", "bc"));
  EXPECT_NE(of("", "abc"), of("abc", ""));
  EXPECT_EQ(of("ab", "c"), of("ab", "c"));
}

TEST(Sha256BuilderTest, FieldIsItsLengthAndItsBytes) {
  Sha256Builder builder;
  builder.UpdateField("abc");
  EXPECT_EQ(builder.Finish(), Sha256Of(std::string("\0\0\0\0\0\0\0\x03"
                                                   "abc",
                                                   11)));
}

TEST(Sha256BuilderTest, CanBeMoved) {
  Sha256Builder first;
  first.Update("a");
  Sha256Builder second = std::move(first);
  second.Update("bc");
  EXPECT_EQ(second.Finish(), Sha256Of("abc"));
}

}  // namespace
}  // namespace assay
