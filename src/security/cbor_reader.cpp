// CBOR by libcbor's decoder of single heads, which allocates nothing; its trees would take at once
// what a head promises, be it gigabytes.
#include "security/cbor_reader.hpp"

#include <cbor.h>

namespace orgd {
namespace {

using Kind = CborItem::Kind;

// A certificate among others in an attestation lies at depth 3.
constexpr unsigned deepest = 8;

struct Seen {
  CborItem item{};
  bool refused = false;
};

void see(void* seen, Kind kind, std::uint64_t number, std::string_view content = {}) {
  static_cast<Seen*>(seen)->item = {.kind = kind, .number = number, .content = content};
}

std::string_view view_of(cbor_data data, std::size_t size) {
  return {reinterpret_cast<char const*>(data), size};
}

void see_refused(void* seen) { static_cast<Seen*>(seen)->refused = true; }

cbor_callbacks callbacks() {
  // Numbers without a name, simple values and floats are of the kind `other`: nobody reads them.
  cbor_callbacks calls = cbor_empty_callbacks;
  calls.uint8 = [](void* seen, std::uint8_t n) { see(seen, Kind::number, n); };
  calls.uint16 = [](void* seen, std::uint16_t n) { see(seen, Kind::number, n); };
  calls.uint32 = [](void* seen, std::uint32_t n) { see(seen, Kind::number, n); };
  calls.uint64 = [](void* seen, std::uint64_t n) { see(seen, Kind::number, n); };
  calls.negint8 = [](void* seen, std::uint8_t n) { see(seen, Kind::negative, n); };
  calls.negint16 = [](void* seen, std::uint16_t n) { see(seen, Kind::negative, n); };
  calls.negint32 = [](void* seen, std::uint32_t n) { see(seen, Kind::negative, n); };
  calls.negint64 = [](void* seen, std::uint64_t n) { see(seen, Kind::negative, n); };
  calls.byte_string = [](void* seen, cbor_data data, std::size_t size) {
    see(seen, Kind::bytes, size, view_of(data, size));
  };
  calls.string = [](void* seen, cbor_data data, std::size_t size) {
    see(seen, Kind::text, size, view_of(data, size));
  };
  calls.array_start = [](void* seen, std::size_t size) { see(seen, Kind::array, size); };
  calls.map_start = [](void* seen, std::size_t size) { see(seen, Kind::map, size); };
  calls.tag = [](void* seen, std::uint64_t) { see_refused(seen); };
  for (auto* const call : {&calls.byte_string_start, &calls.string_start, &calls.indef_array_start,
                           &calls.indef_map_start, &calls.indef_break})
    *call = see_refused;
  return calls;
}

}  // namespace

std::optional<CborItem> CborReader::next() {
  static cbor_callbacks const calls = callbacks();
  Seen seen;
  auto const result =
      cbor_stream_decode(reinterpret_cast<cbor_data>(left_.data()), left_.size(), &calls, &seen);
  if (result.status != CBOR_DECODER_FINISHED || seen.refused) return std::nullopt;
  left_.remove_prefix(result.read);
  return seen.item;
}

bool CborReader::skip(unsigned depth) {
  auto const item = next();
  if (!item) return false;
  if (item->kind != Kind::array && item->kind != Kind::map) return true;
  // Every element takes a byte: a longer list is no list, and twice its length is still a number.
  if (depth == deepest || item->number > left_.size()) return false;
  std::uint64_t const elements = item->kind == Kind::map ? item->number * 2 : item->number;
  for (std::uint64_t i = 0; i < elements; ++i)
    if (!skip(depth + 1)) return false;
  return true;
}

std::optional<std::string_view> CborReader::whole() {
  std::string_view const before = left_;
  if (!skip(0)) return std::nullopt;
  return before.substr(0, before.size() - left_.size());
}

}  // namespace orgd
