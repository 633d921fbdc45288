// IP addresses and CIDR blocks as values: parsing, canonical text, containment. An IPv4-mapped IPv6
// address is the IPv4 address it carries, so both spellings of one client compare equal.
// Opens no socket and resolves no name.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace atlas {

class Address {
 public:
  using V4 = std::array<std::uint8_t, 4>;
  using V6 = std::array<std::uint8_t, 16>;

  /// 0.0.0.0
  Address() = default;
  explicit Address(V4 const& bytes);
  /// IPv4 when the bytes are an IPv4-mapped address.
  explicit Address(V6 const& bytes);

  /// Dotted decimal or IPv6 text; no zone, port, brackets or surrounding space.
  static std::optional<Address> parse(std::string_view text);

  bool is_v4() const { return v4_; }
  /// Dotted decimal, or the IPv6 form of RFC 5952.
  std::string text() const;

  friend auto operator<=>(Address const&, Address const&) = default;

 private:
  friend class Block;

  bool v4_ = true;
  V6 bytes_{};  // IPv4: the first four bytes, the rest zero
};

/// The addresses that share a prefix.
class Block {
 public:
  /// "a.b.c.d", "a.b.c.d/n" or the same in IPv6; without a prefix, the block of that one address.
  /// Bits set beyond the prefix are cleared.
  static std::optional<Block> parse(std::string_view text);
  /// The block of one address.
  explicit Block(Address const& address);

  Address const& address() const { return address_; }
  int prefix() const { return prefix_; }
  /// Always with the prefix, for example "192.0.2.7/32".
  std::string text() const;
  bool contains(Address const& address) const;

  friend auto operator<=>(Block const&, Block const&) = default;

 private:
  Block(Address const& address, int prefix);

  Address address_;
  int prefix_;
};

/// Whether a name in lower case, or an address without brackets, is one of this machine alone.
bool is_loopback(std::string_view host);

}  // namespace atlas
