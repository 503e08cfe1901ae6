// IP addresses as text.

#ifndef ASSAY_SRC_EXPR_IP_TEXT_H_
#define ASSAY_SRC_EXPR_IP_TEXT_H_

#include <string>

#include "assay/expr/value.h"

namespace assay {

// "192.168.0.1", "2001:db8::1": for IPv6 the canonical form of RFC 5952 (lower case, the longest
// run of at least two zero groups as "::", the first of equally long ones).
std::string FormatIp(const IpAddress& address);

}  // namespace assay

#endif  // ASSAY_SRC_EXPR_IP_TEXT_H_
