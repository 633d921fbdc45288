// Shapes of projects.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/common.hpp"

namespace atlas {

/// A label of a project.
struct Tag {
  std::string key{};    ///< up to 255 characters
  std::string value{};  ///< up to 255 characters
};
BOOST_DESCRIBE_STRUCT(Tag, (), (key, value))

/// A project ("group" on the wire).
struct Group {
  std::string name{};                                  ///< as people see it
  std::string org_id{};                                ///< of the organization
  std::optional<bool> with_default_alerts_settings{};  ///< make the default alerts
  OptionalList<Tag> tags{};                            ///< for grouping and billing
  std::int64_t cluster_count{};                        ///< of the project
  Date created{};                                      ///< when it was made
  std::string id{};                                    ///< 24 hexadecimal digits
  std::vector<Link> links{};                           ///< to this and what belongs to it
};
BOOST_DESCRIBE_STRUCT(Group, (),
                      (name, org_id, with_default_alerts_settings, tags, cluster_count, created, id,
                       links))

}  // namespace atlas
