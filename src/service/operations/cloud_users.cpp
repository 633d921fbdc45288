// People's accounts: making one with invitations to its roles, and who may look whom up.
#include "api/email.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "service/operations/user_views.hpp"
#include "service/sign_in.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

Task<std::optional<store::Account>> find_account_named(Transaction& tx, std::string_view key) {
  auto const user_id = co_await store::find_user_id(tx, key);
  if (!user_id) co_return std::optional<store::Account>();
  auto account = co_await store::find_account(tx, *user_id);
  co_return std::move(account);
}

// What somebody new is to be invited to.
struct Invitations {
  store::Names org_roles{};
  std::vector<store::ProjectRoles> on_projects{};

  bool empty() const { return org_roles.empty() && on_projects.empty(); }
  void add(store::ProjectId project_id, std::string const& role) {
    auto const at = std::ranges::find(on_projects, project_id, &store::ProjectRoles::project_id);
    auto& on_project = at != on_projects.end() ? *at : on_projects.emplace_back(project_id);
    on_project.roles.push_back(role);
  }
};

Result<Done> check_assignment(atlas::RoleAssignment const& assignment) {
  std::string const& role = assignment.role_name.name();
  if (role.starts_with("GLOBAL_")) return fail(Code::cannot_add_global_role, role);
  if (atlas::parse_org_role(role)) {
    if (assignment.group_id) return fail(Code::role_needs_no_group_id, role);
    if (!assignment.org_id) return fail(Code::role_needs_org_id, role);
    return Done{};
  }
  if (!atlas::parse_group_role(role)) return fail(Code::unsupported_role, role);
  if (assignment.org_id) return fail(Code::role_needs_no_org_id, role);
  if (!assignment.group_id) return fail(Code::role_needs_group_id, role);
  return Done{};
}

Task<store::OrgId> require_organization_of(Call& call, atlas::RoleAssignment const& assignment) {
  if (!assignment.org_id) {
    auto const project_id = store::ProjectId::of(*assignment.group_id);
    auto const org_id = co_await store::find_org_of_project(call.tx, project_id);
    if (!org_id) co_return fail(Code::group_not_found, *assignment.group_id);
    co_return *org_id;
  }
  auto const org_id = store::OrgId::of(*assignment.org_id);
  auto const found = co_await store::find_organization(call.tx, org_id);
  if (!found || found->deleted_at) co_return fail(Code::org_not_found, *assignment.org_id);
  co_return org_id;
}

// Everybody, in the demo, has no organization of his own: it is that of the first role.
Task<Done> enter_organization(Call& call, store::OrgId org_id) {
  if (!call.organization.org_id.empty()) co_return Done{};
  auto locked = co_await store::lock_organization(call.tx, org_id);
  if (!locked) co_return fail(Code::org_not_found, std::string(org_id));
  call.lock = locked->lock;
  call.organization = std::move(locked->record);
  co_return Done{};
}

// Each role is the caller's to give.
Task<Invitations> require_grantable(Call& call,
                                    std::vector<atlas::RoleAssignment> const& assignments) {
  Invitations asked;
  for (auto const& assignment : assignments) co_await check_assignment(assignment);
  for (auto const& assignment : assignments) {
    auto const org_id = co_await require_organization_of(call, assignment);
    co_await enter_organization(call, org_id);
    bool const on_project = assignment.group_id.has_value();
    auto const project_id =
        on_project ? store::ProjectId::of(*assignment.group_id) : store::ProjectId();
    auto const rights = call.caller().rights_in(org_id, project_id);
    auto const needed = on_project ? atlas::Access::project_owner : atlas::Access::org_owner;
    if (org_id != call.organization.org_id || !atlas::allows(needed, rights))
      co_return fail(Code::user_unauthorized);
    if (on_project)
      asked.add(project_id, assignment.role_name.name());
    else
      asked.org_roles.push_back(assignment.role_name.name());
  }
  co_return asked;
}

// What refuses a request however often it comes.
Task<Invitations> require_acceptable(Call& call, atlas::CloudAppUserRequest const& body) {
  std::vector<atlas::RoleAssignment> assignments;
  if (body.roles) assignments = *body.roles;
  std::string const key = atlas::email_key(body.username);
  auto asked = co_await require_grantable(call, assignments);
  co_await require_allowed_domain(call, body.username, key);
  auto const known = co_await find_account_named(call.tx, key);
  if (known) co_return fail(Code::user_already_exists, body.username);
  co_return std::move(asked);
}

// Hashing takes long, so it is done before the transaction, and for nobody whose request will be
// refused anyway: the thread that hashes is everybody's.
Task<Done> hash_new_password(Exchange& exchange, Input<ops::create_user>& input) {
  auto const judge_first = [&](Transaction& tx) -> Task<Done> {
    Call call{.tx = tx, .exchange = exchange};
    if (exchange.own) call.organization = *exchange.own;
    // Everybody, in the demo, is judged in the write: a read locks nothing to enter.
    if (exchange.own) co_await require_acceptable(call, input.body);
    co_return Done{};
  };
  co_await exchange.worker.session->read(judge_first, exchange.until);
  // What the handler gets is a hash, never what was sent.
  std::string const password = std::exchange(input.body.password, std::string());
  store::Account const said{.username = atlas::email_key(input.body.username),
                            .first_name = input.body.first_name,
                            .last_name = input.body.last_name};
  auto const& caller = *exchange.caller;
  auto const turn = Offload::Turn::of_organization(
      std::string(caller.home() ? caller.home_id() : caller.identity.id.view()));
  auto words = words_of(said);
  for (auto const& seat : caller.seats) words.push_back(seat.organization.name);
  input.body.password =
      co_await hash_new_password_of_person(exchange, password, std::move(words), turn);
  co_return Done{};
}

Task<store::Account> make_account(Call& call, atlas::CloudAppUserRequest const& body) {
  std::string const key = atlas::email_key(body.username);
  auto const new_id = call.new_id<store::UserId>();
  auto const user_id = co_await store::claim_user_id(call.tx, key, new_id);
  store::Account account{.user_id = user_id,
                         .spelling = body.username,
                         .username = key,
                         .first_name = body.first_name,
                         .last_name = body.last_name,
                         .country = body.country,
                         .mobile_number = body.mobile_number,
                         .password_hash = body.password,
                         .created_at = call.now(),
                         .proven = false};
  if (account.mobile_number == "") account.mobile_number.reset();
  // Another organization, whose lock this is not, may be making the same account.
  bool const claimed = co_await store::claim_account(call.tx, account);
  if (!claimed) co_return fail(Code::user_already_exists, body.username);
  co_return account;
}

// Who has no account is no active member anywhere, but may be invited already.
Task<Done> invite_newcomer(Call& call, store::Account const& account, Invitations const& asked) {
  auto member =
      co_await store::find_member_by_username(call.tx, call.organization.org_id, account.username);
  bool const pending = member && store::is_pending(*member, call.now());
  if (pending && !asked.org_roles.empty())
    co_return fail(Code::default_invitation_exception, account.spelling);
  if (!pending) {
    co_await make_room(call, call.locked(), member);
    Grants grants;
    grants.roles = asked.org_roles.empty() ? mere_membership() : unique_names(asked.org_roles);
    member = co_await invite(call, account.spelling, account.username, grants);
  }
  bool const brings_in = !pending && asked.org_roles.empty();
  for (auto const& [project_id, roles] : asked.on_projects) {
    call.project_id = project_id;
    co_await require_not_invited(call, account.spelling, account.username);
    co_await require_room_on_project(call, call.project_id);
    co_await invite_to_project(call, *member, account.spelling, roles, brings_in);
  }
  co_return Done{};
}

// What the account alone says.
store::Member outside_of_organizations(store::Account const& account) {
  return {.user_id = account.user_id,
          .spelling = account.spelling,
          .username = account.username,
          .first_name = account.first_name,
          .last_name = account.last_name,
          .country = account.country,
          .mobile_number = account.mobile_number,
          .account_created_at = account.created_at,
          .last_auth_at = account.last_auth_at};
}

Task<atlas::CloudAppUser> create_user(Call& call, Input<ops::create_user> const& input) {
  auto const& body = input.body;
  auto const asked = co_await require_acceptable(call, body);
  auto const account = co_await make_account(call, body);
  if (call.lock) {
    auto event = call.event("USER_CREATED");
    event.target_username = account.spelling;
    co_await store::insert_event(call.tx, call.locked(), event);
  }
  if (!asked.empty()) co_await invite_newcomer(call, account, asked);
  auto view = cloud_user_view(call.exchange, outside_of_organizations(account));
  call.exchange.location = view.links.front().href;
  co_return view;
}

// Whether the caller owns the organization, or a project on which the person is.
bool manages(Caller const& caller, store::Member const& member) {
  store::ProjectId const no_project;
  if (atlas::allows(atlas::Access::org_owner, caller.rights_in(member.org_id, no_project)))
    return true;
  auto const owns = [&](store::ProjectRolesView const& on_project) {
    return atlas::allows(atlas::Access::project_owner,
                         caller.rights_in(member.org_id, on_project.project_id));
  };
  return std::ranges::any_of(member.project_roles.by_project(), owns);
}

// With what the person is in all organizations that the caller sees.
Task<atlas::CloudAppUser> require_visible(Call& call, store::Account const& account) {
  Caller const& caller = call.caller();
  std::set<store::OrgId> places;
  for (auto const& seat : caller.seats) places.insert(seat.org_id());
  if (caller.is_everyone()) places = co_await store::organizations_of(call.tx, account.user_id);
  auto view = cloud_user_view(call.exchange, outside_of_organizations(account));
  bool visible = caller.is_everyone();
  for (auto const& org_id : places) {
    auto const member = co_await store::find_member(call.tx, org_id, account.user_id);
    if (!member || member->status != store::Standing::active || !manages(caller, *member)) continue;
    visible = true;
    auto const there = cloud_user_view(call.exchange, *member);
    view.roles.insert(view.roles.end(), there.roles.begin(), there.roles.end());
    view.team_ids.insert(view.team_ids.end(), there.team_ids.begin(), there.team_ids.end());
  }
  if (!visible) co_return fail(Code::user_unauthorized);
  co_return view;
}

Task<atlas::CloudAppUser> get_user(Call& call, Input<ops::get_user> const& input) {
  auto const user_id = store::UserId::of(input.path.user_id);
  auto const account = co_await store::find_account(call.tx, user_id);
  if (account) co_return co_await require_visible(call, *account);
  auto const places = co_await store::count_organizations_of(call.tx, user_id, 1);
  if (places == 0) co_return fail(Code::user_not_found, input.path.user_id);
  co_return fail(Code::user_unauthorized);
}

Task<atlas::CloudAppUser> get_user_by_username(Call& call,
                                               Input<ops::get_user_by_username> const& input) {
  std::string const key = atlas::email_key(input.path.user_name);
  auto const user_id = co_await store::find_user_id(call.tx, key);
  if (!user_id) co_return fail(Code::username_not_found, input.path.user_name);
  auto const account = co_await store::find_account(call.tx, *user_id);
  if (!account) co_return fail(Code::user_unauthorized);
  co_return co_await require_visible(call, *account);
}

}  // namespace

void bind_cloud_users(Router& router) {
  bind<ops::create_user, create_user, hash_new_password>(router);
  bind<ops::get_user, get_user>(router);
  bind<ops::get_user_by_username, get_user_by_username>(router);
}

}  // namespace orgd
