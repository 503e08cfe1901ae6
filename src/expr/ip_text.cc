#include "src/expr/ip_text.h"

#include <cstdio>

namespace assay {
namespace {

unsigned Group(const IpAddress& address, int index) {
  return address.bytes[2 * index] * 256u + address.bytes[2 * index + 1];
}

struct Run {
  int first = 8;
  int length = 0;
};

Run LongestZeroRun(const IpAddress& address) {
  Run longest;
  Run current;
  for (int index = 0; index < 8; ++index) {
    if (Group(address, index) != 0) {
      current = Run();
      continue;
    }
    if (current.length == 0) current.first = index;
    if (++current.length > longest.length) longest = current;
  }
  return longest.length >= 2 ? longest : Run();
}

}  // namespace

std::string FormatIp(const IpAddress& address) {
  char buffer[16];
  if (!address.is_v6) {
    std::snprintf(buffer, sizeof buffer, "%d.%d.%d.%d", address.bytes[0], address.bytes[1],
                  address.bytes[2], address.bytes[3]);
    return buffer;
  }
  const Run zeros = LongestZeroRun(address);
  std::string text;
  for (int index = 0; index < 8; ++index) {
    if (index == zeros.first) {
      text += "::";
      index += zeros.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    std::snprintf(buffer, sizeof buffer, "%x", Group(address, index));
    text += buffer;
  }
  return text;
}

}  // namespace assay
