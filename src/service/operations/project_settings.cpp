// The settings of a project: kept and answered, as its clients expect.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;
using Settings = atlas::GroupSettings;

constexpr Settings hosted_defaults{
    .is_atlas_home_page_ai_assistant_enabled = true,
    .is_cluster_ai_assistant_enabled = true,
    .is_collect_database_specifics_statistics_enabled = true,
    .is_data_explorer_enabled = true,
    .is_data_explorer_gen_a_i_features_enabled = true,
    .is_data_explorer_gen_a_i_sample_document_passing_enabled = false,
    .is_data_validation_enabled = true,
    .is_extended_storage_sizes_enabled = false,
    .is_native_reranking_enabled = false,
    .is_performance_advisor_enabled = true,
    .is_realtime_performance_panel_enabled = true,
    .is_schema_advisor_enabled = true};

// What is given of `changes` in place of what stands in `settings`.
Settings merged(Settings settings, Settings const& changes) {
  boost::mp11::mp_for_each<
      boost::describe::describe_members<Settings, boost::describe::mod_public>>([&](auto member) {
    if (changes.*member.pointer) settings.*member.pointer = changes.*member.pointer;
  });
  return settings;
}

std::string json_of(Settings const& settings) {
  std::string json;
  atlas::write_json(json, settings);
  return json;
}

// Those that were ever set.
Task<Settings> require_settings(Call& call) {
  auto const json =
      co_await store::find_project_settings(call.tx, call.organization.org_id, call.project_id);
  if (!json) co_return fail(Code::group_not_found, std::string(call.project_id));
  co_return atlas::read_json<Settings>(*json, atlas::Side::answer).value();
}

Task<Settings> get_project_settings(Call& call, Input<ops::get_project_settings> const&) {
  auto const kept = co_await require_settings(call);
  co_return merged(hosted_defaults, kept);
}

Task<Settings> update_project_settings(Call& call,
                                       Input<ops::update_project_settings> const& input) {
  auto const kept = co_await require_settings(call);
  auto const before = merged(hosted_defaults, kept);
  auto const now = merged(before, input.body);
  if (json_of(now) == json_of(before)) co_return now;
  co_await store::save_project_settings(call.tx, call.locked(), call.project_id,
                                        json_of(merged(kept, input.body)));
  auto const event = call.project_event("GROUP_SETTINGS_MODIFIED");
  co_await store::insert_event(call.tx, call.locked(), event);
  co_return now;
}

}  // namespace

void bind_project_settings(Router& router) {
  bind<ops::get_project_settings, get_project_settings>(router);
  bind<ops::update_project_settings, update_project_settings>(router);
}

}  // namespace orgd
