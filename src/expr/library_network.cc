// The network extension: IP addresses and blocks of them.

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/expr/ip_parse.h"
#include "src/expr/ip_text.h"
#include "src/expr/library.h"

namespace assay {
namespace {

using Arguments = std::span<const Value>;

Value ToIp(const CallContext&, Arguments arguments) {
  std::string fault;
  const std::optional<IpAddress> address = ParseIp(arguments[0].as_string(), &fault);
  return address.has_value() ? Value::Ip(*address)
                             : Value::Error(ErrorCode::kInvalidArgument, fault);
}

Value ToCidr(const CallContext&, Arguments arguments) {
  std::string fault;
  const std::optional<CidrBlock> block = ParseCidr(arguments[0].as_string(), &fault);
  return block.has_value() ? Value::Cidr(*block)
                           : Value::Error(ErrorCode::kInvalidArgument, fault);
}

Value IpToText(const CallContext&, Arguments arguments) {
  return Value::String(FormatIp(arguments[0].as_ip()));
}

Value CidrToText(const CallContext&, Arguments arguments) {
  const CidrBlock& block = arguments[0].as_cidr();
  return Value::String(FormatIp(block.address) + "/" + std::to_string(block.prefix_length));
}

Value IsIp(const CallContext&, Arguments arguments) {
  std::string fault;
  return Value::Bool(ParseIp(arguments[0].as_string(), &fault).has_value());
}

Value IsCidr(const CallContext&, Arguments arguments) {
  std::string fault;
  return Value::Bool(ParseCidr(arguments[0].as_string(), &fault).has_value());
}

Value IsCanonical(const CallContext&, Arguments arguments) {
  std::string fault;
  const std::optional<IpAddress> address = ParseIp(arguments[0].as_string(), &fault);
  if (!address.has_value()) return Value::Error(ErrorCode::kInvalidArgument, fault);
  return Value::Bool(FormatIp(*address) == arguments[0].as_string());
}

// Whether the first `bits` bits of `address` are those of `prefix`.
bool StartsWith(const IpAddress& address, std::initializer_list<std::uint8_t> prefix, int bits) {
  IpAddress wanted;
  wanted.is_v6 = address.is_v6;
  std::copy(prefix.begin(), prefix.end(), wanted.bytes);
  return Masked(address, bits) == wanted;
}

bool IsUnspecified(const IpAddress& address) {
  return StartsWith(address, {}, BitCount(address));
}

bool IsLoopback(const IpAddress& address) {
  if (!address.is_v6) return StartsWith(address, {127}, 8);
  return StartsWith(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128);
}

bool IsLinkLocalUnicast(const IpAddress& address) {
  return address.is_v6 ? StartsWith(address, {0xFE, 0x80}, 10)
                       : StartsWith(address, {169, 254}, 16);
}

// In IPv6 whatever the flags, which are the third hexadecimal digit, say.
bool IsLinkLocalMulticast(const IpAddress& address) {
  if (!address.is_v6) return StartsWith(address, {224, 0, 0}, 24);
  return address.bytes[0] == 0xFF && (address.bytes[1] & 0x0F) == 0x02;
}

bool IsMulticast(const IpAddress& address) {
  return address.is_v6 ? address.bytes[0] == 0xFF : StartsWith(address, {224}, 4);
}

// Everything that one host may be reached under from elsewhere, private networks included.
bool IsGlobalUnicast(const IpAddress& address) {
  const bool is_broadcast = !address.is_v6 && StartsWith(address, {255, 255, 255, 255}, 32);
  return !is_broadcast && !IsUnspecified(address) && !IsLoopback(address) &&
         !IsMulticast(address) && !IsLinkLocalUnicast(address);
}

template <bool (*kPredicate)(const IpAddress&)>
Value OfIp(const CallContext&, Arguments arguments) {
  return Value::Bool(kPredicate(arguments[0].as_ip()));
}

Value Family(const CallContext&, Arguments arguments) {
  return Value::Int(arguments[0].as_ip().is_v6 ? 6 : 4);
}

// An argument that is an address, or a text that is one.
Value IpArgument(const Value& value) {
  if (value.kind() != ValueKind::kString) return value;
  std::string fault;
  const std::optional<IpAddress> address = ParseIp(value.as_string(), &fault);
  return address.has_value() ? Value::Ip(*address)
                             : Value::Error(ErrorCode::kInvalidArgument, fault);
}

Value CidrArgument(const Value& value) {
  if (value.kind() != ValueKind::kString) return value;
  std::string fault;
  const std::optional<CidrBlock> block = ParseCidr(value.as_string(), &fault);
  return block.has_value() ? Value::Cidr(*block)
                           : Value::Error(ErrorCode::kInvalidArgument, fault);
}

bool Holds(const CidrBlock& block, const IpAddress& address) {
  return Masked(address, block.prefix_length) == Masked(block.address, block.prefix_length);
}

Value ContainsIp(const CallContext&, Arguments arguments) {
  const Value address = IpArgument(arguments[1]);
  if (address.is_error()) return address;
  return Value::Bool(Holds(arguments[0].as_cidr(), address.as_ip()));
}

Value ContainsCidr(const CallContext&, Arguments arguments) {
  const Value inner = CidrArgument(arguments[1]);
  if (inner.is_error()) return inner;
  const CidrBlock& block = arguments[0].as_cidr();
  return Value::Bool(block.prefix_length <= inner.as_cidr().prefix_length &&
                     Holds(block, inner.as_cidr().address));
}

Value AddressOf(const CallContext&, Arguments arguments) {
  return Value::Ip(arguments[0].as_cidr().address);
}

Value PrefixLength(const CallContext&, Arguments arguments) {
  return Value::Int(arguments[0].as_cidr().prefix_length);
}

Value MaskedBlock(const CallContext&, Arguments arguments) {
  CidrBlock block = arguments[0].as_cidr();
  block.address = Masked(block.address, block.prefix_length);
  return Value::Cidr(block);
}

Function IpPredicate(std::string name, std::string_view id, Implementation implementation,
                     std::string documentation) {
  return {std::move(name), {Declare(id, "ip.() -> bool", implementation)},
          std::move(documentation)};
}

}  // namespace

std::vector<Function> NetworkLibrary() {
  return {
      {"ip",
       {Declare("string_to_ip", "(string) -> ip", ToIp),
        Declare("cidr_ip", "cidr.() -> ip", AddressOf)},
       "ip(text): an IPv4 or IPv6 address; block.ip(): the address of a block"},
      {"cidr", {Declare("string_to_cidr", "(string) -> cidr", ToCidr)},
       "cidr(text): a block of addresses, '10.0.0.0/8'"},
      {"string",
       {Declare("ip_to_string", "(ip) -> string", IpToText),
        Declare("cidr_to_string", "(cidr) -> string", CidrToText)},
       "string(address): in the canonical form of RFC 5952"},
      {"isIP", {Declare("is_ip", "(string) -> bool", IsIp)},
       "isIP(text): whether it is an address"},
      {"isCIDR", {Declare("is_cidr", "(string) -> bool", IsCidr)},
       "isCIDR(text): whether it is a block of addresses"},
      {"ip.isCanonical", {Declare("ip_is_canonical", "(string) -> bool", IsCanonical)},
       "ip.isCanonical(text): whether the address is written as string(ip(text)) writes it"},
      {"family", {Declare("ip_family", "ip.() -> int", Family)}, "address.family(): 4 or 6"},
      IpPredicate("isUnspecified", "ip_is_unspecified", OfIp<IsUnspecified>,
                  "address.isUnspecified(): 0.0.0.0 or ::"),
      IpPredicate("isLoopback", "ip_is_loopback", OfIp<IsLoopback>,
                  "address.isLoopback(): in 127.0.0.0/8, or ::1"),
      IpPredicate("isGlobalUnicast", "ip_is_global_unicast", OfIp<IsGlobalUnicast>,
                  "address.isGlobalUnicast(): of one host, private networks included"),
      IpPredicate("isLinkLocalMulticast", "ip_is_link_local_multicast",
                  OfIp<IsLinkLocalMulticast>,
                  "address.isLinkLocalMulticast(): in 224.0.0.0/24 or ff02::/16"),
      IpPredicate("isLinkLocalUnicast", "ip_is_link_local_unicast", OfIp<IsLinkLocalUnicast>,
                  "address.isLinkLocalUnicast(): in 169.254.0.0/16 or fe80::/10"),
      {"containsIP",
       {Declare("cidr_contains_ip", "cidr.(ip) -> bool", ContainsIp),
        Declare("cidr_contains_ip_text", "cidr.(string) -> bool", ContainsIp)},
       "block.containsIP(address): whether it lies in the block"},
      {"containsCIDR",
       {Declare("cidr_contains_cidr", "cidr.(cidr) -> bool", ContainsCidr),
        Declare("cidr_contains_cidr_text", "cidr.(string) -> bool", ContainsCidr)},
       "block.containsCIDR(other): whether all of the other lies in the block"},
      {"masked", {Declare("cidr_masked", "cidr.() -> cidr", MaskedBlock)},
       "block.masked(): with the bits behind the prefix zero"},
      {"prefixLength", {Declare("cidr_prefix_length", "cidr.() -> int", PrefixLength)},
       "block.prefixLength(): how many bits count"},
  };
}

}  // namespace assay
