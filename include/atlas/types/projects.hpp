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

/// What to change of a project; what is left out stays.
struct GroupUpdate {
  std::optional<std::string> name{};
  OptionalList<Tag> tags{};
  std::optional<bool> with_default_alerts_settings{};
};
ATLAS_FIELDS(GroupUpdate, (name, "the new name", .text = &text::group_name),
             (tags, "all labels from now on; [] for none", .max_items = most::tags),
             (with_default_alerts_settings, "make the default alerts"))

/// Where a project is to move.
struct GroupMigrationRequest {
  std::string destination_org_id{};
  std::optional<std::string> destination_org_public_api_key{};
  std::optional<std::string> destination_org_private_api_key{};
};
ATLAS_FIELDS(GroupMigrationRequest,
             (destination_org_id, "the id of the organization to move to",
              .text = &text::object_id),
             (destination_org_public_api_key,
              "the public key of an API key that is an ORG_OWNER there; needed by who calls with "
              "an API key",
              .text = &text::key_part),
             (destination_org_private_api_key, "the private key that belongs to it",
              .text = &text::key_part))

/// Which features a project shows. Kept and answered; none of them does anything here.
struct GroupSettings {
  std::optional<bool> is_atlas_home_page_ai_assistant_enabled{};
  std::optional<bool> is_cluster_ai_assistant_enabled{};
  std::optional<bool> is_collect_database_specifics_statistics_enabled{};
  std::optional<bool> is_data_explorer_enabled{};
  std::optional<bool> is_data_explorer_gen_a_i_features_enabled{};
  std::optional<bool> is_data_explorer_gen_a_i_sample_document_passing_enabled{};
  std::optional<bool> is_data_validation_enabled{};
  std::optional<bool> is_extended_storage_sizes_enabled{};
  std::optional<bool> is_native_reranking_enabled{};
  std::optional<bool> is_performance_advisor_enabled{};
  std::optional<bool> is_realtime_performance_panel_enabled{};
  std::optional<bool> is_schema_advisor_enabled{};
};
ATLAS_FIELDS(GroupSettings,
             (is_atlas_home_page_ai_assistant_enabled, "the assistant on the home page"),
             (is_cluster_ai_assistant_enabled, "the assistant for clusters"),
             (is_collect_database_specifics_statistics_enabled, "statistics of databases"),
             (is_data_explorer_enabled, "the browser of data"),
             (is_data_explorer_gen_a_i_features_enabled, "generative features in it"),
             (is_data_explorer_gen_a_i_sample_document_passing_enabled,
              "samples of documents for them"),
             (is_data_validation_enabled, "the check of data"),
             (is_extended_storage_sizes_enabled, "larger disks"),
             (is_native_reranking_enabled, "the reranking of results"),
             (is_performance_advisor_enabled, "advice about performance"),
             (is_realtime_performance_panel_enabled, "figures of the moment"),
             (is_schema_advisor_enabled, "advice about schemas"))

}  // namespace atlas
