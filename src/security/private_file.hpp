// Files that nobody but their owner may read: keys, and the store itself.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace orgd {

/// Throws std::runtime_error that says how to mend it when a key file of this user can be read or
/// written by others. One of another user is that user's business, as ssh has it: a secret that a
/// container is given belongs to root.
void require_private(std::filesystem::path const& file);

/// The same as a sentence for a log; "" when there is nothing to say.
std::string openness_of(std::filesystem::path const& path);

/// Makes a file that nobody else can read at any time, with this text, on the disk. It must not be
/// there: nothing is written where a link of somebody else leads. Throws std::system_error.
void create_private_file(std::filesystem::path const& file, std::string_view text);

/// Writes everything of a file or directory to the disk. Throws std::runtime_error.
void sync_to_disk(std::filesystem::path const& path);

}  // namespace orgd
