// Paths go by pairs of a list's name and an id: /api/atlas/v2/orgs/{orgId}/teams/{teamId}.
#include "sandbox/changed_object.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "api/uri.hpp"
#include "atlas/field_rule.hpp"
#include "security/client_credentials.hpp"

namespace orgd::sandbox {
namespace {

using Segments = std::vector<std::string_view>;

bool is_id(std::string_view text) {
  return !atlas::text::object_id.check(text) || account_of_client(text);
}

}  // namespace

ChangedObject::ChangedObject(std::string_view path, std::string_view made) {
  for (auto const segment : atlas::segments_of(path)) segments_.emplace_back(segment);
  if (segments_.empty()) return;
  auto& last = segments_.back();
  last.resize(std::min(last.size(), last.find(':')));
  // An answer that tells an id of the path is about that.
  bool const is_new = !made.empty() && std::ranges::find(segments_, made) == segments_.end();
  if (is_new) segments_.emplace_back(made);
  has_id_ = segments_.size() > 1 && is_id(segments_.back());
}

bool ChangedObject::is_read_at(std::string_view path) const {
  Segments const given = atlas::segments_of(path);
  Segments const own(segments_.begin(), segments_.end());
  if (own.empty()) return false;
  std::span const list(own.begin(), own.size() - 1);
  if (std::ranges::equal(given, list)) return true;
  if (given.size() >= own.size() && std::equal(own.begin(), own.end(), given.begin())) return true;
  if (!has_id_) return false;
  std::array const name_and_id{list.back(), own.back()};
  if (!std::ranges::search(given, name_and_id).empty()) return true;
  // /orgs/{orgId}/teams and /groups/{groupId}/teams are lists of two kinds of object.
  auto const kind_of_owner = [](Segments const& segments, std::size_t from_end) {
    return segments.size() > from_end ? segments[segments.size() - 1 - from_end] : "";
  };
  return !given.empty() && given.back() == list.back() &&
         kind_of_owner(given, 2) != kind_of_owner(own, 3);
}

}  // namespace orgd::sandbox
