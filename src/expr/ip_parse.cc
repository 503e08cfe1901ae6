#include "src/expr/ip_parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"

namespace assay {
namespace {

// A number of at most `most_digits`, all of `text`.
std::optional<unsigned> WholeNumber(std::string_view text, int base, std::size_t most_digits) {
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, value, base);
  if (text.empty() || text.size() > most_digits || fault != std::errc() || rest != end) {
    return std::nullopt;
  }
  return value;
}

std::vector<std::string_view> Parts(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<unsigned> DecimalWithoutLeadingZero(std::string_view text, unsigned most) {
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  const std::optional<unsigned> value = WholeNumber(text, 10, 3);
  return value.has_value() && *value <= most ? value : std::nullopt;
}

std::optional<IpAddress> ParseV4(std::string_view text) {
  const std::vector<std::string_view> parts = Parts(text, '.');
  if (parts.size() != 4) return std::nullopt;
  IpAddress address;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::optional<unsigned> byte = DecimalWithoutLeadingZero(parts[i], 255);
    if (!byte.has_value()) return std::nullopt;
    address.bytes[i] = static_cast<std::uint8_t>(*byte);
  }
  return address;
}

// The groups of one side of a `::`, or of an address without one.
std::optional<std::vector<unsigned>> Groups(std::string_view text) {
  std::vector<unsigned> groups;
  if (text.empty()) return groups;
  for (const std::string_view part : Parts(text, ':')) {
    const std::optional<unsigned> group = WholeNumber(part, 16, 4);
    if (!group.has_value()) return std::nullopt;
    groups.push_back(*group);
  }
  return groups;
}

std::optional<IpAddress> ParseV6(std::string_view text) {
  const std::size_t gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  if (!has_gap && text.empty()) return std::nullopt;
  const std::optional<std::vector<unsigned>> head = Groups(text.substr(0, gap));
  const std::optional<std::vector<unsigned>> tail =
      Groups(has_gap ? text.substr(gap + 2) : std::string_view());
  if (!head.has_value() || !tail.has_value()) return std::nullopt;
  const std::size_t count = head->size() + tail->size();
  if (has_gap ? count > 7 : count != 8) return std::nullopt;
  std::array<unsigned, 8> groups = {};
  std::copy(head->begin(), head->end(), groups.begin());
  std::copy_backward(tail->begin(), tail->end(), groups.end());
  IpAddress address;
  address.is_v6 = true;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    address.bytes[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
    address.bytes[2 * i + 1] = static_cast<std::uint8_t>(groups[i] & 0xFF);
  }
  return address;
}

bool IsMappedV4(const IpAddress& address) {
  constexpr std::uint8_t kPrefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return address.is_v6 && std::equal(std::begin(kPrefix), std::end(kPrefix), address.bytes);
}

IpAddress UnmappedV4(const IpAddress& address) {
  IpAddress result;
  std::copy(address.bytes + 12, address.bytes + 16, result.bytes);
  return result;
}

// As written, before a mapped address is taken for what it stands for.
std::optional<IpAddress> ParseAsWritten(std::string_view text, std::string_view noun,
                                        std::string* fault) {
  const bool is_v6 = text.find(':') != std::string_view::npos;
  if (text.find('%') != std::string_view::npos) {
    *fault = absl::StrCat(std::string(noun), " with zone value is not allowed");
    return std::nullopt;
  }
  if (is_v6 && text.find('.') != std::string_view::npos) {
    *fault = "IPv4-mapped IPv6 address is not allowed";
    return std::nullopt;
  }
  std::optional<IpAddress> address = is_v6 ? ParseV6(text) : ParseV4(text);
  if (!address.has_value()) {
    *fault = absl::StrCat(std::string(noun), " '", std::string(text),
                          "' parse error during conversion from string");
  }
  return address;
}

}  // namespace

std::optional<IpAddress> ParseIp(std::string_view text, std::string* fault) {
  const std::optional<IpAddress> address = ParseAsWritten(text, "IP Address", fault);
  if (address.has_value() && IsMappedV4(*address)) return UnmappedV4(*address);
  return address;
}

std::optional<CidrBlock> ParseCidr(std::string_view text, std::string* fault) {
  const std::size_t slash = text.rfind('/');
  const std::optional<IpAddress> address =
      ParseAsWritten(text.substr(0, slash), "CIDR", fault);
  if (!address.has_value()) return std::nullopt;
  if (IsMappedV4(*address)) {
    *fault = "IPv4-mapped IPv6 address is not allowed";
    return std::nullopt;
  }
  const std::optional<unsigned> length =
      slash == std::string_view::npos
          ? std::nullopt
          : DecimalWithoutLeadingZero(text.substr(slash + 1),
                                      static_cast<unsigned>(BitCount(*address)));
  if (!length.has_value()) {
    *fault = absl::StrCat("CIDR '", std::string(text),
                          "' parse error during conversion from string");
    return std::nullopt;
  }
  return CidrBlock{*address, static_cast<int>(*length)};
}

int BitCount(const IpAddress& address) { return address.is_v6 ? 128 : 32; }

IpAddress Masked(const IpAddress& address, int prefix_length) {
  IpAddress result = address;
  for (int byte = 0; byte < 16; ++byte) {
    const int kept = std::clamp(prefix_length - 8 * byte, 0, 8);
    result.bytes[byte] &= static_cast<std::uint8_t>(0xFF00 >> kept);
  }
  return result;
}

}  // namespace assay
