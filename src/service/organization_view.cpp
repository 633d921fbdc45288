// An organization in views, and the two ways it is written from them.
#include "service/organization_view.hpp"

#include <array>
#include <span>

#include "api/json_write.hpp"
#include "atlas/operations.hpp"

namespace orgd {

namespace {

struct LinkView {
  atlas::JoinedText href, rel;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (href, rel))

// The hosted service names the last three whether or not the client can use them.
std::array<LinkView, 4> organization_links(std::string_view self) {
  std::array<LinkView, 4> links{LinkView{.href = {self, {}}, .rel = {"self", {}}}};
  constexpr std::array<std::string_view, 3> related{"/groups", "/teams", "/users"};
  for (std::size_t i = 0; i < related.size(); ++i)
    links.at(i + 1) = {.href = {self, related.at(i)},
                       .rel = {"https://cloud.mongodb.com", related.at(i)}};
  return links;
}

// With the members of atlas::Organization, in views.
struct OrganizationView {
  std::string_view name;
  std::optional<bool> skip_default_alerts_settings;
  std::string_view id;
  bool is_deleted;
  std::span<LinkView const> links;
};
BOOST_DESCRIBE_STRUCT(OrganizationView, (),
                      (name, skip_default_alerts_settings, id, is_deleted, links))
static_assert(atlas::wire_names<OrganizationView> == atlas::wire_names<atlas::Organization>);
static_assert(atlas::wire_names<LinkView> == atlas::wire_names<atlas::Link>);

template <class Use>
auto with_organization_view(Exchange& exchange, store::OrganizationRecord const& record,
                            Stands stands, Use const& use) {
  thread_local std::string self;
  self.clear();
  exchange.append_url(self, atlas::ops::get_organization.info, {record.org_id});
  auto const links = organization_links(self);
  return use(OrganizationView{
      .name = record.name,
      .skip_default_alerts_settings = record.skip_default_alerts,
      .id = record.org_id,
      .is_deleted = record.deleted_at.has_value(),
      .links = std::span(links).first(stands == Stands::in_list ? 1 : links.size())});
}

}  // namespace

void write_json(std::string& out, ShownOrganization const& shown) {
  with_organization_view(*shown.exchange, shown.record, shown.stands,
                         [&](OrganizationView const& view) { atlas::write_json(out, view); });
}

atlas::Organization organization_view(Exchange& exchange, store::OrganizationRecord const& record,
                                      Stands stands) {
  return with_organization_view(exchange, record, stands, [](OrganizationView const& view) {
    atlas::Organization whole{.name = std::string(view.name),
                              .skip_default_alerts_settings = view.skip_default_alerts_settings,
                              .id = std::string(view.id),
                              .is_deleted = view.is_deleted};
    for (LinkView const& link : view.links)
      whole.links.push_back({.href = link.href.text(), .rel = link.rel.text()});
    return whole;
  });
}

}  // namespace orgd
