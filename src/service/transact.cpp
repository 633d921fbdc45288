// The middle of the pipeline: the transaction, the parent that the path names, the caller's rights
// on it, all before the handler runs.
#include "api/parameters.hpp"
#include "service/bind.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

using atlas::Access;

// A write judged its caller before it waited for its turn. When the organization's credentials
// changed meanwhile, the caller is judged again, inside the transaction.
Task<Done> judge_again(Call& call) {
  Caller const& caller = call.caller();
  Exchange& exchange = call.exchange;
  bool const own =
      caller.kind == Caller::Kind::api_key && call.organization.org_id == caller.org_id;
  if (!own || call.organization.auth_version == caller.organization.auth_version) co_return Done{};
  auto const now = co_await load_caller(call.tx, caller.public_key, call.environment().vault,
                                        call.environment().options.digest_algorithm);
  if (!now || !equal_secrets(now->ha1, caller.ha1)) {
    exchange.challenge = true;
    co_return fail(Code::user_unauthorized);
  }
  exchange.caller = std::make_shared<Caller const>(*now);
  exchange.own = &exchange.caller->organization;  // the one before it may be gone
  co_return check_access_list(*now, call.organization.access_list_required,
                              exchange.request.remote_address);
}

Task<Done> enter(Call& call, std::string_view org_id) {
  Exchange& exchange = call.exchange;
  bool const writes = exchange.endpoint->info->method != atlas::Method::get;
  if (!writes && exchange.own && exchange.own->org_id == org_id) {
    call.organization = *exchange.own;
    co_return Done{};
  }
  auto finding = writes ? store::lock_organization(call.tx, org_id)
                        : store::find_organization(call.tx, org_id);
  auto found = co_await std::move(finding);
  if (!found || found->deleted_at) co_return fail(Code::org_not_found, std::string(org_id));
  call.organization = std::move(*found);
  co_return co_await judge_again(call);
}

// Step 8 of the pipeline: what the path names exists; then step 9: the caller's rights there.
Task<Done> authorize(Call& call, std::string_view org_id, std::string_view project_id,
                     std::string_view self_id) {
  Access const access = call.exchange.endpoint->info->access;
  if (access == Access::link || access == Access::own_orgs) co_return Done{};
  std::string parent(org_id);
  if (!project_id.empty()) {
    auto const found = co_await store::find_org_of_project(call.tx, project_id);
    if (!found) co_return fail(Code::group_not_found, std::string(project_id));
    parent = *found;
    call.project_id = project_id;
  } else if (parent.empty()) {
    // The body names the organization: the handler enters it. Otherwise it is the caller's own.
    if (access == Access::project_creator || !call.exchange.own) co_return Done{};
    parent = call.exchange.own->org_id;
  }
  co_await enter(call, parent);
  bool const locked = call.exchange.endpoint->info->method != atlas::Method::get;
  if (locked && !project_id.empty()) {
    // Another server may have deleted it before the organization was locked.
    auto const still = co_await store::find_org_of_project(call.tx, project_id);
    if (!still) co_return fail(Code::group_not_found, std::string(project_id));
  }
  atlas::Rights rights = call.caller().rights_in(parent, project_id);
  rights.self = rights.inside && !self_id.empty() && self_id == call.caller().key_id;
  if (!atlas::allows(access, rights))
    co_return std::unexpected(refusal(rights.inside ? access : Access::any_member, parent));
  co_return Done{};
}

std::string_view self_id_of(Exchange const& exchange) {
  auto const& names = exchange.route.node->names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == "apiUserId") return exchange.route.values[i];
  return {};
}

}  // namespace

atlas::ApiError refusal(Access access, std::string_view org_id) {
  Code const code = atlas::row_of(access).refusal;
  bool const names_it = row_of(code).detail.contains("{0}");
  return atlas::make_error(code, names_it ? std::vector<atlas::Parameter>{std::string(org_id)}
                                          : std::vector<atlas::Parameter>{});
}

Task<Done> Call::enter_organization(std::string_view org_id, Access access) {
  co_await enter(*this, org_id);
  atlas::Rights const rights = caller().rights_in(org_id, {});
  if (!atlas::allows(access, rights))
    co_return std::unexpected(refusal(rights.inside ? access : Access::any_member, org_id));
  co_return Done{};
}

Task<store::ApiKeyRecord> Call::require_api_key(std::string key_id) {
  auto key = co_await store::find_api_key(tx, organization.org_id, key_id);
  if (!key) co_return fail(Code::api_key_not_found, key_id);
  co_return std::move(*key);
}

Task<Done> transact(Exchange& exchange, Transaction* tx, std::string_view org_id,
                    std::string_view project_id, std::function<Task<Done>(Call&)> handle) {
  bool in_handler = false;
  auto const caller = exchange.caller;
  auto const* const own = exchange.own;
  // Runs again when the database undid it: nothing of an attempt may reach the next one.
  auto const work = [&](Transaction& open) -> Task<Done> {
    in_handler = false;
    exchange.start_write_over();
    exchange.caller = caller;
    exchange.own = own;
    Call call{.tx = open, .exchange = exchange};
    co_await authorize(call, org_id, project_id, self_id_of(exchange));
    auto outcome = co_await as_result(handle(call));
    in_handler = call.in_handler;
    co_return outcome;
  };
  auto working = tx ? work(*tx) : exchange.worker.session->write(work, exchange.until);
  auto outcome = co_await as_result(std::move(working));
  atlas::OperationInfo const& info = *exchange.endpoint->info;
  bool const undocumented = !outcome && in_handler && !info.codes.has(outcome.error().error_code);
  if (undocumented)
    throw std::logic_error(
        std::string(exchange.endpoint->info->id) +
        " answered what its row does not document: " + outcome.error().error_code);
  co_return outcome;
}

}  // namespace orgd
