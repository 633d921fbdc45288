// The addresses from which a service account may call.
#include "security/client_credentials.hpp"
#include "service/bind.hpp"
#include "service/operations/access_entries.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/service_account_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::ServiceAccountAccessListEntry account_entry_view(Exchange&, store::OrgId,
                                                        store::AccessEntry entry) {
  return {.cidr_block = entry.block,
          .created_at = entry.created_at,
          .ip_address = single_address(entry.block),
          .last_used_address = entry.last_used_address,
          .last_used_at = entry.last_used_at,
          .request_count = static_cast<std::int32_t>(entry.use_count)};
}

store::AccountId named_account(std::string const& client_id) {
  // The path's rule has judged it.
  return store::AccountId::of(account_of_client(client_id).value());
}

// Where the path names a project, one that has a role there.
Task<store::ServiceAccount> require_account(Call& call, std::string const& client_id) {
  return call.project_id.empty() ? require_service_account(call, client_id)
                                 : require_account_on_project(call, client_id);
}

// For whoever may change the list, which holds for the account wherever it calls.
Task<ListOwner> require_list_owner(Call& call, std::string const& client_id) {
  auto const account = co_await require_account(call, client_id);
  if (!call.project_id.empty()) co_await require_may_act_as(call, account);
  ListOwner owner;
  owner.id = account.account_id;
  owner.name = client_id_of(account.account_id);
  co_return owner;
}

template <class Path>
Task<PageListing<atlas::ServiceAccountAccessListEntry>> list_account_entries(
    Call& call, Path const& path, atlas::PageQuery const& query) {
  auto const [account, page] =
      co_await both(require_account(call, path.client_id),
                    entries_of(call, named_account(path.client_id), query, account_entry_view));
  co_return page;
}

template <class Path>
Task<PageListing<atlas::ServiceAccountAccessListEntry>> add_account_entries(
    Call& call, Path const& path, atlas::PageQuery const& query,
    std::vector<atlas::AccessListEntryRequest> const& requested) {
  auto const owner = co_await require_list_owner(call, path.client_id);
  co_await add_access_entries(call, owner, requested, "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED");
  co_return co_await entries_of(call, owner.id, query, account_entry_view);
}

template <class Path>
Task<atlas::NoBody> remove_account_entry(Call& call, Path const& path) {
  // The account is judged before the address, and both before the entry is missed.
  auto const [owner, entry] =
      co_await both(require_list_owner(call, path.client_id),
                    find_entry_of_path(call, named_account(path.client_id), path.ip_address));
  if (!entry) co_return fail(Code::resource_not_found, std::string(call.exchange.path));
  co_await remove_access_entry(call, owner, entry->block,
                               "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED");
  co_return atlas::NoBody{};
}

Task<PageListing<atlas::ServiceAccountAccessListEntry>> list_service_account_access_list(
    Call& call, Input<ops::list_service_account_access_list> const& input) {
  return list_account_entries(call, input.path, input.query);
}

Task<PageListing<atlas::ServiceAccountAccessListEntry>> create_service_account_access_list(
    Call& call, Input<ops::create_service_account_access_list> const& input) {
  return add_account_entries(call, input.path, input.query, input.body);
}

Task<atlas::NoBody> delete_service_account_access_list(
    Call& call, Input<ops::delete_service_account_access_list> const& input) {
  return remove_account_entry(call, input.path);
}

Task<PageListing<atlas::ServiceAccountAccessListEntry>> list_project_service_account_access_list(
    Call& call, Input<ops::list_project_service_account_access_list> const& input) {
  return list_account_entries(call, input.path, input.query);
}

Task<PageListing<atlas::ServiceAccountAccessListEntry>> create_project_service_account_access_list(
    Call& call, Input<ops::create_project_service_account_access_list> const& input) {
  return add_account_entries(call, input.path, input.query, input.body);
}

Task<atlas::NoBody> delete_project_service_account_access_list(
    Call& call, Input<ops::delete_project_service_account_access_list> const& input) {
  return remove_account_entry(call, input.path);
}

}  // namespace

void bind_service_account_access_lists(Router& router) {
  bind<ops::list_service_account_access_list, list_service_account_access_list>(router);
  bind<ops::create_service_account_access_list, create_service_account_access_list>(router);
  bind<ops::delete_service_account_access_list, delete_service_account_access_list>(router);
  bind<ops::list_project_service_account_access_list, list_project_service_account_access_list>(
      router);
  bind<ops::create_project_service_account_access_list, create_project_service_account_access_list>(
      router);
  bind<ops::delete_project_service_account_access_list, delete_project_service_account_access_list>(
      router);
}

}  // namespace orgd
