// Shapes of projects.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

struct Tag {
  std::string key{};
  std::string value{};
};
BOOST_DESCRIBE_STRUCT(Tag, (), (key, value))

/// A project ("group" on the wire).
struct Group {
  std::string name{};
  std::string org_id{};
  std::optional<bool> with_default_alerts_settings{};
  std::optional<std::vector<Tag>> tags{};
  std::int64_t cluster_count{};
  Date created{};
  std::string id{};
  std::vector<Link> links{};
};
BOOST_DESCRIBE_STRUCT(Group, (),
                      (name, org_id, with_default_alerts_settings, tags, cluster_count, created, id,
                       links))

}  // namespace atlas
