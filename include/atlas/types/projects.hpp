// Shapes of projects.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// A label of a project.
struct Tag {
  std::string key{};
  std::string value{};
};
ATLAS_FIELDS(Tag, (key, "what is labelled", .text = &text::tag),
             (value, "the label", .text = &text::tag))

/// A project ("group" on the wire).
struct Group {
  std::string name{};
  std::string org_id{};
  std::optional<bool> with_default_alerts_settings{};
  OptionalList<Tag> tags{};
  std::int64_t cluster_count{};
  Date created{};
  std::string id{};
  std::vector<Link> links{};
};
ATLAS_FIELDS(Group, (name, "the name as people see it", .text = &text::group_name),
             (org_id, "the organization's id", .text = &text::object_id),
             (with_default_alerts_settings, "make the default alerts", .answered = true),
             (tags, "labels for grouping and billing", .max_items = most::tags),
             (cluster_count, "how many clusters the project has", .read_only = true),
             (created, "when it was made", .read_only = true),
             (id, "its id", .text = &text::object_id, .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true))

}  // namespace atlas
