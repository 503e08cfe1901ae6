// IP addresses and address blocks from text, strictly: what one program reads differently than
// another has let people past many a check.

#ifndef ASSAY_SRC_EXPR_IP_PARSE_H_
#define ASSAY_SRC_EXPR_IP_PARSE_H_

#include <optional>
#include <string>
#include <string_view>

#include "assay/expr/value.h"

namespace assay {

// "192.168.0.1" (four decimal numbers without leading zeros), "2001:db8::1" (RFC 4291). No zones,
// and no IPv4 within IPv6 in dotted form; "::ffff:c0a8:1" is the IPv4 address it stands for.
// Nothing, and `*fault`, if it is no address.
std::optional<IpAddress> ParseIp(std::string_view text, std::string* fault);

// "192.168.0.0/24": an address as above and how many of its first bits count.
std::optional<CidrBlock> ParseCidr(std::string_view text, std::string* fault);

int BitCount(const IpAddress& address);  // 32 or 128

// `address` with all but its first `prefix_length` bits zero.
IpAddress Masked(const IpAddress& address, int prefix_length);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_IP_PARSE_H_
