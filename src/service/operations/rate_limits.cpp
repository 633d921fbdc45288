// The rate limits that there are, each with the operations that count on it.
#include "service/rate_limit.hpp"

#include <map>

#include "api/text.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

struct LimitedSet {
  RateLimit const* limit = nullptr;
  std::vector<atlas::RateLimitEndpoint> endpoints{};
};

// Versions of one operation count as one.
void add_endpoint(LimitedSet& set, atlas::OperationInfo const& info) {
  for (auto const& [method, path] : set.endpoints)
    if (method == atlas::name_of(info.method) && path == info.path) return;
  set.endpoints.push_back(
      {.method = std::string(atlas::name_of(info.method)), .path = std::string(info.path)});
}

// By name. What needs no credential counts on none.
std::map<std::string_view, LimitedSet> make_limited_sets() {
  std::map<std::string_view, LimitedSet> sets;
  atlas::for_each_operation(atlas::AllOperations{}, [&]<auto const & Row>() {
    if (Row.info.version == atlas::unversioned) return;
    RateLimit const& limit = rate_limit_of(Row.info);
    LimitedSet& set = sets[limit.set];
    set.limit = &limit;
    add_endpoint(set, Row.info);
  });
  return sets;
}

std::map<std::string_view, LimitedSet> const& limited_sets() {
  static std::map<std::string_view, LimitedSet> const sets = make_limited_sets();
  return sets;
}

// "org settings" is ORG_SETTINGS.
std::string set_id_of(std::string_view name) {
  std::string id(name);
  for (char& c : id) c = c == ' ' ? '_' : static_cast<char>(c - 'a' + 'A');
  return id;
}

std::string_view scope_name(RateLimit::Scope scope) {
  static constexpr std::array<std::string_view, 3> names{"USER", "ORGANIZATION", "GROUP"};
  return names.at(static_cast<std::size_t>(scope));
}

atlas::RateLimitEndpointSet limited_set_view(LimitedSet const& set) {
  auto const fixed = [](std::int64_t value) {
    return atlas::RateLimitValue{.default_value = value, .value = value};
  };
  return {.capacity = fixed(set.limit->capacity),
          .endpoint_set_id = set_id_of(set.limit->set),
          .endpoint_set_name = std::string(set.limit->set),
          .endpoints = set.endpoints,
          .refill_duration_seconds = fixed(60),
          .refill_rate = fixed(set.limit->refill),
          .scope = std::string(scope_name(set.limit->scope))};
}

bool is_asked_for(LimitedSet const& set, atlas::RateLimitsQuery const& query) {
  using Scope = RateLimit::Scope;
  bool const any = !query.group_id && !query.org_id && !query.user_id && !query.ip_address;
  bool const of_scope = (query.group_id && set.limit->scope == Scope::group) ||
                        (query.org_id && set.limit->scope == Scope::organization) ||
                        (query.user_id && set.limit->scope == Scope::user);
  bool const named =
      atlas::fold_case(set.limit->set).starts_with(atlas::fold_case(query.name.value_or("")));
  std::string const part = query.endpoint_path.value_or("");
  auto const has_part = [&](auto const& endpoint) { return endpoint.path.contains(part); };
  return (any || of_scope) && named && std::ranges::any_of(set.endpoints, has_part);
}

Task<PageListing<atlas::RateLimitEndpointSet>> list_rate_limits(
    Call& call, Input<ops::list_rate_limits> const& input) {
  std::vector<LimitedSet const*> found;
  for (auto const& [name, set] : limited_sets())
    if (is_asked_for(set, input.query)) found.push_back(&set);
  auto const slice = slice_of(input.query);
  auto const total = std::ssize(found);
  auto const begin = std::min<std::int64_t>(slice.offset, total);
  auto const end = std::min<std::int64_t>(begin + slice.limit, total);
  std::vector<LimitedSet const*> page(found.begin() + begin, found.begin() + end);
  co_return page_of(call, input.query, total, std::move(page),
                    [](LimitedSet const* set) { return limited_set_view(*set); });
}

Task<atlas::RateLimitEndpointSet> get_rate_limit(Call&, Input<ops::get_rate_limit> const& input) {
  std::string const& id = input.path.endpoint_set_id;
  for (auto const& [name, set] : limited_sets())
    if (set_id_of(name) == id) co_return limited_set_view(set);
  co_return fail(Code::resource_not_found, id);
}

}  // namespace

void bind_rate_limits(Router& router) {
  bind<ops::list_rate_limits, list_rate_limits>(router);
  bind<ops::get_rate_limit, get_rate_limit>(router);
}

}  // namespace orgd
