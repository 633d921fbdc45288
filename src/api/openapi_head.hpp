// What stands beside the operations of the OpenAPI document: what it is, how they are grouped, and
// what an error looks like.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace atlas {

/// A group of operations, and what it is about, in a sentence.
struct TagText {
  std::string_view name;
  std::string_view about;
};
std::span<TagText const> tags();

/// The tag under which an operation's path stands: that of its resource.
std::string_view tag_of(std::string_view path);

/// The values of "info" and "tags".
std::string info_json();
std::string tags_json();
/// The schema of every error.
std::string error_schema();

}  // namespace atlas
