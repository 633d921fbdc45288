// Limits of a project: kept and answered, as its clients expect. Nothing is measured against them.
#include "store/project_limits.hpp"

#include <algorithm>

#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/known_limits.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

std::optional<KnownLimit> find_known_limit(std::string_view name) {
  auto const* const at = std::ranges::find(known_limits, name, &KnownLimit::name);
  return at == known_limits.end() ? std::nullopt : std::optional(*at);
}

std::unexpected<atlas::ApiError> no_such_limit(Call& call) {
  return fail(Code::resource_not_found, std::string(call.exchange.path));
}

Result<KnownLimit> require_known_limit(Call& call, std::string_view name) {
  auto const known = find_known_limit(name);
  if (!known) return no_such_limit(call);
  return *known;
}

atlas::ProjectLimit limit_view(KnownLimit const& known, std::int64_t value) {
  return {.name = std::string(known.name),
          .value = value,
          .default_limit = known.normal,
          .maximum_limit = known.maximum};
}

Task<ArrayListing<atlas::ProjectLimit>> list_project_limits(
    Call& call, Input<ops::list_project_limits> const&) {
  auto limits =
      co_await store::list_project_limits(call.tx, call.organization.org_id, call.project_id);
  co_return array_of(std::move(limits), [](store::ProjectLimit const& limit) {
    // A name that only a newer server knows is shown as well.
    auto const known = find_known_limit(limit.name).value_or(KnownLimit{limit.name});
    return limit_view(known, limit.value);
  });
}

Task<atlas::ProjectLimit> get_project_limit(Call& call,
                                            Input<ops::get_project_limit> const& input) {
  auto const known = co_await require_known_limit(call, input.path.limit_name);
  auto const given = co_await store::find_project_limit(call.tx, call.organization.org_id,
                                                        call.project_id, known.name);
  auto const value = given ? given : known.normal;
  if (!value) co_return no_such_limit(call);
  co_return limit_view(known, *value);
}

Task<Done> record_limit(Call& call) {
  auto const event = call.project_event("PROJECT_OPERATIONAL_LIMIT_UPDATED");
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<atlas::ProjectLimit> set_project_limit(Call& call,
                                            Input<ops::set_project_limit> const& input) {
  auto const known = co_await require_known_limit(call, input.path.limit_name);
  auto const before = co_await store::find_project_limit(call.tx, call.organization.org_id,
                                                         call.project_id, known.name);
  if (before != input.body.value) {
    store::ProjectLimit const limit{.name = input.path.limit_name, .value = input.body.value};
    co_await store::put_project_limit(call.tx, call.locked(), call.project_id, limit);
    co_await record_limit(call);
  }
  co_return limit_view(known, input.body.value);
}

Task<atlas::NoBody> delete_project_limit(Call& call,
                                         Input<ops::delete_project_limit> const& input) {
  auto const known = co_await require_known_limit(call, input.path.limit_name);
  auto const before = co_await store::find_project_limit(call.tx, call.organization.org_id,
                                                         call.project_id, known.name);
  if (before) {
    co_await store::delete_project_limit(call.tx, call.locked(), call.project_id, known.name);
    co_await record_limit(call);
  }
  co_return atlas::NoBody{};
}

}  // namespace

void bind_project_limits(Router& router) {
  bind<ops::list_project_limits, list_project_limits>(router);
  bind<ops::get_project_limit, get_project_limit>(router);
  bind<ops::set_project_limit, set_project_limit>(router);
  bind<ops::delete_project_limit, delete_project_limit>(router);
}

}  // namespace orgd
