// The middle of the pipeline: the transaction, the organization that the row's scope leads to, the
// caller's rights there, all before the handler runs.
#include "service/bind.hpp"
#include "service/session_caller.hpp"
#include "store/people.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

Task<std::shared_ptr<Caller const>> load_again(Call& call, Caller const& caller) {
  auto const& options = call.environment().options;
  auto const* const token = caller.token();
  // GCC 12 destroys the operands of a conditional inside co_await twice: keep them apart.
  auto loading = caller.session() ? load_caller_by_session(call.tx, token->place)
                 : token          ? load_caller_by_token(call.tx, token->place)
                         : load_caller(call.tx, caller.identity.name, call.environment().vault,
                                       options.digest_algorithm);
  auto found = co_await std::move(loading);
  co_return std::move(found);
}

// A session may end, and its person's rights may change, without a change of this organization.
Task<Done> judge_session(Call& call, Caller const& caller) {
  Exchange& exchange = call.exchange;
  auto const now = co_await load_again(call, caller);
  if (!now || !same_proof(*now, caller)) {
    exchange.challenge = true;
    co_return fail(Code::user_unauthorized);
  }
  exchange.caller = as_of(now, exchange.now(), exchange.longest_idle.value());
  co_return Done{};
}

// When the organization's credentials changed, the key or the token is judged again.
Task<Done> judge_secret(Call& call, Caller const& caller) {
  Exchange& exchange = call.exchange;
  auto const* const seat = caller.seat_in(call.organization.org_id);
  if (!seat || call.organization.auth_version == seat->organization.auth_version) co_return Done{};
  auto const now = co_await load_again(call, caller);
  if (!now || !same_proof(*now, caller)) {
    exchange.challenge = true;
    co_return fail(Code::user_unauthorized);
  }
  exchange.caller = now;
  exchange.own = &now->home()->organization;  // the one before it may be gone
  co_return check_access_list(*now, call.organization.access_list_required,
                              exchange.request.remote_address);
}

// A write judged its caller before it waited for its turn; inside the transaction the proof is
// judged again.
Task<Done> judge_again(Call& call) {
  auto const caller = call.exchange.caller;  // which may be replaced
  if (caller->is_everyone()) co_return Done{};
  if (auto const* link = std::get_if<LinkProof>(&caller->proof))
    co_return co_await judge_link(call, *link);
  if (caller->session()) co_return co_await judge_session(call, *caller);
  co_return co_await judge_secret(call, *caller);
}

Task<std::optional<store::OrganizationRecord>> lock(Call& call, store::OrgId org_id) {
  auto locked = co_await store::lock_organization(call.tx, org_id);
  if (!locked) co_return std::optional<store::OrganizationRecord>();
  call.lock = locked->lock;
  co_return std::move(locked->record);
}

// Whether the organization takes the caller's session, if that is what it calls with.
Result<Done> check_session(Seat const& seat) {
  if (seat.inside && seat.barred) return fail(*seat.barred, std::string(seat.org_id()));
  return Done{};
}

// `named` is what the request says for the organization.
Task<Done> enter(Call& call, store::OrgId org_id, std::string_view named) {
  Exchange& exchange = call.exchange;
  atlas::OperationInfo const& info = *exchange.endpoint->info;
  bool const writes = info.method != atlas::Method::get;
  auto const* const seat = exchange.caller->seat_in(org_id);
  if (!writes && seat) {
    call.organization = seat->organization;
    co_return check_session(*seat);
  }
  auto finding = writes ? lock(call, org_id) : store::find_organization(call.tx, org_id);
  auto found = co_await std::move(finding);
  if (!found || found->deleted_at) co_return fail(missing_code(info.scope), std::string(named));
  call.organization = std::move(*found);
  co_await judge_again(call);
  if (auto const* const again = exchange.caller->seat_in(org_id)) co_return check_session(*again);
  co_return Done{};
}

// The organization of what the target names; nothing when there is none.
Task<std::optional<store::OrgId>> find_parent(Call& call, Target target) {
  bool const project = call.exchange.endpoint->info->scope == atlas::Scope::path_project;
  auto finding =
      project ? store::find_org_of_project(call.tx, store::ProjectId::of(target.place))
              : store::find_org_of_invitation(call.tx, store::InvitationId::of(target.place));
  auto const found = co_await std::move(finding);
  co_return found;
}

// The error for a caller whose rights do not satisfy the row; whoever is outside learns no more.
atlas::ApiError refusal(atlas::Access access, bool inside, std::string_view org_id) {
  Code const code = inside ? atlas::row_of(access).refusal : Code::user_unauthorized;
  bool const names_it = row_of(code).detail.contains("{0}");
  return atlas::make_error(code, names_it ? std::vector<atlas::Parameter>{std::string(org_id)}
                                          : std::vector<atlas::Parameter>{});
}

// What needs no organization: each caller sees what is its own.
Task<Done> judge_nowhere(Call& call) {
  atlas::OperationInfo const& info = *call.exchange.endpoint->info;
  auto const caller = call.exchange.caller;  // which may be replaced
  bool const writes = info.method != atlas::Method::get || atlas::leaves_trace(info.access);
  bool const judges_again = writes && caller && caller->session();
  if (judges_again) {
    // Of two that a person sends at once, the other is judged by what the one has changed.
    co_await store::lock_account(call.tx, caller->session()->session.user_id);
    co_await judge_session(call, *caller);
  }
  auto const now = call.exchange.caller;
  auto const* const session = now ? now->session() : nullptr;
  atlas::Rights rights;
  rights.person = session && (session->session.state == store::SessionState::active ||
                              info.access == atlas::Access::own_session);
  rights.server_operator = session && session->account.operator_since;
  bool const for_people = atlas::needs_session(info.access);
  if (for_people && !atlas::allows(info.access, rights)) co_return fail(Code::user_unauthorized);
  bool const unproven =
      info.access == atlas::Access::server_operator && !session->session.factor_at;
  if (unproven) co_return fail(Code::mfa_required, "operators");
  co_return Done{};
}

}  // namespace

// Steps 8 and 9 of the pipeline.
Task<Done> judge(Call& call, Target target) {
  atlas::OperationInfo const& info = *call.exchange.endpoint->info;
  bool const own = info.scope == atlas::Scope::own_org;
  // People, and everybody in the demo, have no organization of their own.
  bool const nowhere = info.scope == atlas::Scope::none || (own && !call.exchange.own);
  if (nowhere) co_return co_await judge_nowhere(call);
  bool const leads = info.scope == atlas::Scope::path_project || info.scope == atlas::Scope::link;
  auto parent = own ? call.exchange.own->org_id : store::OrgId::parse(target.place);
  if (leads) parent = co_await find_parent(call, target);
  if (!parent) co_return fail(missing_code(info.scope), std::string(target.place));
  co_await enter(call, *parent, target.place);
  bool const project = info.scope == atlas::Scope::path_project;
  if (project) call.project_id = store::ProjectId::of(target.place);
  if (project && info.method != atlas::Method::get) {
    // Another server may have deleted or moved it before the organization was locked.
    auto const still = co_await find_parent(call, target);
    if (still != parent) co_return fail(missing_code(info.scope), std::string(target.place));
  }
  atlas::Rights rights = call.caller().rights_in(*parent, call.project_id);
  auto const& identity = call.caller().identity;
  rights.self = rights.inside && !target.credential.empty() && target.credential == identity.id;
  if (!atlas::allows(info.access, rights))
    co_return std::unexpected(refusal(info.access, rights.inside, *parent));
  co_return Done{};
}

Task<store::ApiKeyRecord> Call::require_api_key(store::KeyId key_id) {
  auto key = co_await store::find_api_key(tx, organization.org_id, key_id);
  if (!key) co_return fail(Code::api_key_not_found, std::string(key_id));
  co_return std::move(*key);
}

Task<Done> transact(Exchange& exchange, Transaction* tx, Target target,
                    std::function<Task<Done>(Call&)> handle) {
  bool in_handler = false;
  auto const caller = exchange.caller;
  auto const* const own = exchange.own;
  // Runs again when the database undid it: nothing of an attempt may reach the next one.
  auto const work = [&](Transaction& open) -> Task<Done> {
    in_handler = false;
    exchange.operate_again();
    exchange.caller = caller;
    exchange.own = own;
    Call call{.tx = open, .exchange = exchange};
    if (exchange.endpoint->info->scope != atlas::Scope::body_org) co_await judge(call, target);
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
  auto const [code, status] = info.own_status;
  if (!outcome && status != 0 && outcome.error().is(code)) {
    outcome.error().error = status;
    outcome.error().reason = atlas::reason_phrase(status);
  }
  co_return outcome;
}

}  // namespace orgd
