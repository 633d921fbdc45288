// CBOR (RFC 8949) as far as authenticators write it, read without building anything: a header that
// promises more than there is costs nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace orgd {

struct CborItem {
  enum class Kind : std::uint8_t { number, negative, bytes, text, array, map, other };
  Kind kind = Kind::other;
  std::uint64_t number =
      0;  ///< a number; of a negative one, -1 minus it; how many of a list or map
  std::string_view content{};  ///< of bytes and texts
};

/// Reads from the front. Refused, as CTAP2's canonical form has them not: tags, lengths that are
/// told at the end, and items that lie deeper than any of an authenticator's do.
class CborReader {
 public:
  explicit CborReader(std::string_view bytes) : left_(bytes) {}

  std::string_view left() const { return left_; }
  /// One item; of a list or map its head, after which its elements follow, of a map in pairs.
  std::optional<CborItem> next();
  /// One item with all that is in it, as its bytes.
  std::optional<std::string_view> whole();

 private:
  bool skip(unsigned depth);

  std::string_view left_;
};

}  // namespace orgd
