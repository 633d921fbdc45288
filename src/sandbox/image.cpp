// zlib at its quickest: what matters is that the empty parts of pages go.
#include "sandbox/image.hpp"

#include <zlib.h>

#include <stdexcept>
#include <utility>

namespace orgd::sandbox {
namespace {

Bytef* output_of(std::string& text) { return reinterpret_cast<Bytef*>(text.data()); }
Bytef const* input_of(std::string_view text) { return reinterpret_cast<Bytef const*>(text.data()); }

}  // namespace

Image Image::plain(std::string bytes) { return Image({.bytes = std::move(bytes)}); }

bool Image::pack() const {
  std::string const& bytes = kept_->bytes;
  if (bytes.empty() || kept_->unpacked_size != 0) return false;
  uLong size = compressBound(bytes.size());
  std::string packed(size, '\0');
  if (compress2(output_of(packed), &size, input_of(bytes), bytes.size(), Z_BEST_SPEED) != Z_OK)
    throw std::runtime_error("a store cannot be packed");
  packed.resize(size);
  packed.shrink_to_fit();
  *kept_ = {.bytes = std::move(packed), .unpacked_size = bytes.size()};
  return true;
}

Image Image::of_kept(std::string kept, std::size_t unpacked_size) {
  return Image({.bytes = std::move(kept), .unpacked_size = unpacked_size});
}

std::string Image::bytes() const {
  if (kept_->unpacked_size == 0) return kept_->bytes;
  std::string whole(kept_->unpacked_size, '\0');
  uLong size = whole.size();
  if (uncompress(output_of(whole), &size, input_of(kept_->bytes), kept_->bytes.size()) != Z_OK ||
      size != whole.size())
    throw std::runtime_error("a packed store is damaged");
  return whole;
}

}  // namespace orgd::sandbox
