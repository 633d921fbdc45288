// Each row with its method; values for every parameter come out of the row's types.
#include "documented_methods.hpp"

#include <type_traits>

#include "api/json_read.hpp"
#include "api/uri.hpp"
#include "atlas/exception.hpp"
#include "atlas/operations.hpp"
#include "atlas/organizations_api.hpp"

namespace client_test {
namespace {

namespace ops = atlas::ops;
using atlas::OrganizationsApi;

std::string snake_case(std::string_view camel) {
  std::string name;
  for (char const c : camel) {
    bool const upper = c >= 'A' && c <= 'Z';
    if (upper) name += '_';
    name += upper ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return name;
}

// Sets a value, and all that is in it, to what is not its default; gives its text when it is one
// of a query.
template <class T>
std::string set(T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = !value;
    return value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    value = 7;
    return "7";
  } else if constexpr (std::is_same_v<T, std::string>) {
    return value = "some-text";
  } else if constexpr (std::is_same_v<T, atlas::Role>) {
    return (value = "some-role").name();
  } else if constexpr (atlas::is_optional<T>) {
    return set(value.emplace());
  } else if constexpr (atlas::Described<T>) {
    boost::mp11::mp_for_each<atlas::MembersOf<T>>([&]<class D>(D) { set(value.*D::pointer); });
    return {};
  } else {
    return set(value.emplace_back());
  }
}

template <class Query>
Query all_set(std::vector<std::string>& pairs) {
  Query query;
  boost::mp11::mp_for_each<atlas::MembersOf<Query>>([&]<class D>(D) {
    pairs.push_back(std::string(atlas::wire_name_of<D>()) + "=" + set(query.*D::pointer));
  });
  return query;
}

template <class Body>
Body filled(std::vector<std::string>& members) {
  Body body;
  set(body);
  boost::mp11::mp_for_each<atlas::MembersOf<Body>>([&]<class D>(D) {
    static constexpr atlas::FieldRule rule = atlas::detail::rule_of<Body>(D::name);
    if (!rule.read_only) members.emplace_back(atlas::wire_name_of<D>());
  });
  return body;
}

template <class T>
Outcome outcome_of(atlas::Response<T> const& response) {
  Outcome outcome{.status = response.status(),
                  .content_type = std::string(response.headers().value("Content-Type")),
                  .body = response.body(),
                  .error = {},
                  .thrown = {}};
  if (!response) outcome.error = response.error();
  try {
    static_cast<void>(response.value());
  } catch (atlas::ApiException const& exception) {
    outcome.thrown = exception.what();
  }
  return outcome;
}

template <auto const& Row, auto Method>
DocumentedMethod documented() {
  using Op = std::remove_cvref_t<decltype(Row)>;
  constexpr std::size_t places = boost::mp11::mp_size<atlas::MembersOf<typename Op::Path>>::value;
  DocumentedMethod method{.name = snake_case(Row.info.id), .info = &Row.info};
  std::vector<std::string> const values{std::string(24, 'a'), std::string(24, 'b')};
  std::vector<std::string_view> const given(values.begin(), values.begin() + places);
  method.target = atlas::expand_template(Row.info.path, given);
  auto const query = all_set<typename Op::Query>(method.query);
  auto const body = filled<typename Op::Body>(method.body_members);
  method.call = [=](auto const& configuration, atlas::CallOptions const& options) {
    OrganizationsApi const api(configuration);
    constexpr bool has_body = !std::is_same_v<typename Op::Body, atlas::NoBody>;
    if constexpr (has_body && places == 0)
      return outcome_of((api.*Method)(body, query, options));
    else if constexpr (has_body && places == 1)
      return outcome_of((api.*Method)(values[0], body, query, options));
    else if constexpr (has_body)
      return outcome_of((api.*Method)(values[0], values[1], body, query, options));
    else if constexpr (places == 0)
      return outcome_of((api.*Method)(query, options));
    else if constexpr (places == 1)
      return outcome_of((api.*Method)(values[0], query, options));
    else
      return outcome_of((api.*Method)(values[0], values[1], query, options));
  };
  return method;
}

}  // namespace

std::vector<DocumentedMethod> const& documented_methods() {
#define ORGD_METHOD(name) documented<ops::name, &OrganizationsApi::name>()
  static std::vector<DocumentedMethod> const methods{
      ORGD_METHOD(create_organization),
      ORGD_METHOD(create_organization_invitation),
      ORGD_METHOD(delete_organization),
      ORGD_METHOD(delete_organization_invitation),
      ORGD_METHOD(get_organization),
      ORGD_METHOD(get_organization_invitation),
      ORGD_METHOD(get_organization_settings),
      ORGD_METHOD(list_organization_invitations),
      ORGD_METHOD(list_organization_projects),
      ORGD_METHOD(list_organization_users),
      ORGD_METHOD(list_organizations),
      ORGD_METHOD(rename_organization),
      ORGD_METHOD(update_organization_invitation),
      ORGD_METHOD(update_organization_invitation_by_id),
      ORGD_METHOD(update_organization_settings)};
#undef ORGD_METHOD
  return methods;
}

}  // namespace client_test
