// Parsing and text of IP addresses and CIDR blocks. Knows nothing of the lists they stand in.
#include "api/address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace atlas {

namespace {

constexpr int mapped_prefix = 96;  // ::ffff:0:0/96 carries the IPv4 addresses
constexpr std::size_t mapped_offset = mapped_prefix / 8;

bool is_mapped(Address::V6 const& bytes) {
  constexpr std::array<std::uint8_t, mapped_offset> start{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(start.begin(), start.end(), bytes.begin());
}

struct Parsed {
  bool v4;
  Address::V6 bytes;
};

std::optional<Parsed> parse_bytes(std::string_view text) {
  // inet_pton wants a terminated string, and would take a NUL inside the text for its end.
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.contains('\0')) return std::nullopt;
  std::ranges::copy(text, terminated.begin());
  Parsed parsed{.v4 = !text.contains(':'), .bytes = {}};
  int const family = parsed.v4 ? AF_INET : AF_INET6;
  if (inet_pton(family, terminated.data(), parsed.bytes.data()) != 1) return std::nullopt;
  return parsed;
}

Address::V4 first_four(Address::V6 const& bytes, std::size_t offset) {
  return {bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]};
}

std::optional<int> parse_prefix(std::string_view text, int largest) {
  int prefix = 0;
  auto const [end, error] = std::from_chars(text.begin(), text.end(), prefix);
  bool const digits_only = !text.empty() && text.front() >= '0' && text.front() <= '9';
  bool const leading_zero = text.size() > 1 && text.front() == '0';
  if (error != std::errc() || end != text.end() || !digits_only || leading_zero) return {};
  if (prefix > largest) return {};
  return prefix;
}

void clear_beyond(Address::V6& bytes, int prefix) {
  for (int i = 0; i < 16; ++i) {
    int const kept = std::clamp(prefix - 8 * i, 0, 8);
    auto& byte = bytes[static_cast<std::size_t>(i)];
    byte = static_cast<std::uint8_t>(byte & (0xff00 >> kept));
  }
}

// By hand, because inet_ntop writes the low half of ::1:0 and its like in dotted decimal.
std::string v6_text(Address::V6 const& bytes) {
  std::array<unsigned, 8> groups;
  for (std::size_t i = 0; i < 8; ++i) groups[i] = bytes[2 * i] * 256U + bytes[2 * i + 1];
  std::size_t zeros_at = 8;
  std::size_t zeros = 1;  // a single zero group stays written
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t run = 0;
    while (i + run < 8 && groups[i + run] == 0) ++run;
    if (run > zeros) zeros_at = i, zeros = run;
  }
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == zeros_at) {
      text += "::";
      i += zeros - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    fmt::format_to(std::back_inserter(text), "{:x}", groups[i]);
  }
  return text;
}

}  // namespace

Address::Address(V4 const& bytes) { std::ranges::copy(bytes, bytes_.begin()); }

Address::Address(V6 const& bytes) : v4_(is_mapped(bytes)), bytes_(bytes) {
  if (v4_) *this = Address(first_four(bytes, mapped_offset));
}

std::optional<Address> Address::parse(std::string_view text) {
  auto const parsed = parse_bytes(text);
  if (!parsed) return std::nullopt;
  return parsed->v4 ? Address(first_four(parsed->bytes, 0)) : Address(parsed->bytes);
}

std::string Address::text() const {
  if (!v4_) return v6_text(bytes_);
  return fmt::format("{}.{}.{}.{}", bytes_[0], bytes_[1], bytes_[2], bytes_[3]);
}

Block::Block(Address const& address) : Block(address, address.is_v4() ? 32 : 128) {}

Block::Block(Address const& address, int prefix) : address_(address), prefix_(prefix) {}

std::optional<Block> Block::parse(std::string_view text) {
  auto const slash = text.find('/');
  auto parsed = parse_bytes(text.substr(0, slash));
  if (!parsed) return std::nullopt;
  int prefix = parsed->v4 ? 32 : 128;
  if (slash != text.npos) {
    auto const given = parse_prefix(text.substr(slash + 1), prefix);
    if (!given) return std::nullopt;
    prefix = *given;
  }
  // A block inside the mapped range is a block of IPv4; a wider one is left as IPv6, where
  // clearing its bits takes it out of the mapped range.
  bool const mapped = !parsed->v4 && prefix >= mapped_prefix && is_mapped(parsed->bytes);
  clear_beyond(parsed->bytes, prefix);
  if (mapped) return Block(Address(parsed->bytes), prefix - mapped_prefix);
  if (parsed->v4) return Block(Address(first_four(parsed->bytes, 0)), prefix);
  return Block(Address(parsed->bytes), prefix);
}

std::string Block::text() const { return fmt::format("{}/{}", address_.text(), prefix_); }

bool Block::contains(Address const& address) const {
  if (address.v4_ != address_.v4_) return false;
  auto bytes = address.bytes_;
  clear_beyond(bytes, prefix_);
  return bytes == address_.bytes_;
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  auto const address = Address::parse(host);
  return address && (Block::parse("127.0.0.0/8")->contains(*address) ||
                     Block::parse("::1")->contains(*address));
}

}  // namespace atlas
