// The text that a world is on a disk. It names the files of its images.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "sandbox/moment.hpp"

namespace orgd::sandbox {

/// The file of an image and what is known of it.
struct ImagePlace {
  std::uint64_t number = 0;
  std::uint64_t unpacked_size = 0;  ///< as of the image
  std::uint32_t check = 0;          ///< CRC-32 of its bytes
  std::int32_t schema = 0;          ///< the store's version
};

/// `mark` tells whose key the world's secrets are sealed with.
std::string write_world_text(WorldState const& state, std::string_view mark,
                             std::function<ImagePlace(Image const&)> const& place_of);

/// The error is what is wrong with the text and what to do about it, a sentence whose subject is
/// the file. `image_at` may throw.
std::expected<WorldState, std::string> read_world_text(
    std::string_view text, std::string_view mark,
    std::function<Image(ImagePlace const&)> const& image_at);

}  // namespace orgd::sandbox
