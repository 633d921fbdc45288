// Service accounts as the API shows them, the making of accounts and secrets, and the events that
// tell of them.
#pragma once

#include "service/call.hpp"
#include "store/expiry.hpp"
#include "store/service_accounts.hpp"

namespace orgd {

/// `roles` are those of whatever shows the account: its organization or a project.
atlas::ServiceAccount service_account_view(store::ServiceAccount const& account,
                                           store::Names const& roles);

/// The organization's service account, or SERVICE_ACCOUNT_NOT_FOUND.
Task<store::ServiceAccount> require_service_account(Call& call, std::string const& client_id);
/// The same, when it has roles on the call's project.
Task<store::ServiceAccount> require_account_on_project(Call& call, std::string const& client_id);

/// USER_UNAUTHORIZED unless the caller may do by way of the call's project what concerns all of the
/// account: it must be able to do whatever the account may do, but that a manager of the project
/// also answers for accounts that do not own it. The row has judged that it manages the project.
Result<Done> require_may_act_as(Call const& call, store::ServiceAccount const& account);

/// Inserts the event of a change of the account: of all of it, or of what it is on one project.
Task<Done> record_account_event(Call& call, store::LockedOrg const& org, store::EventType type,
                                store::ServiceAccount const& account,
                                std::optional<store::ProjectId> project_id = {});

/// The organization may have one more service account.
Task<Done> require_room_for_account(Call& call);
/// The organization allows secrets that live so long.
Task<Done> require_allowed_life(Call& call, std::int32_t hours);

/// A new secret; its owner is the answer, the store has a hash of it.
Task<atlas::ServiceAccountSecret> create_secret(Call& call, store::LockedOrg const& org,
                                                store::AccountId account_id, std::int32_t hours);

/// What an account and its first secret are to be.
struct NewAccount {
  std::string name{};
  std::string description{};
  store::Names org_roles{};
  std::int32_t secret_hours = 0;
  std::optional<store::ProjectRoles> on_project{};
};

/// Makes an account, which may be one of an organization other than the call's, with its first
/// secret in the clear, and inserts the events of it.
Task<atlas::ServiceAccount> create_account(Call& call, store::LockedOrg const& org,
                                           NewAccount const& wanted);

/// Gives the account one more secret, of those it may have.
Task<atlas::ServiceAccountSecret> add_secret(Call& call, store::ServiceAccount const& account,
                                             std::int32_t hours,
                                             std::optional<store::ProjectId> project_id = {});
/// After secrets were deleted: says so in the audit trail when the organization has none left that
/// it was told of. `before` is what it had.
Task<Done> record_end_of_expiry(Call& call, store::ToldStates before);
/// Takes a secret from the account, or RESOURCE_NOT_FOUND.
Task<Done> remove_secret(Call& call, store::ServiceAccount const& account,
                         std::string const& secret_id,
                         std::optional<store::ProjectId> project_id = {});
/// Whether these texts are others than the account has; what is absent stays.
bool describes_anew(store::ServiceAccount const& account, std::optional<std::string> const& name,
                    std::optional<std::string> const& description);
/// Gives the account these texts, with the event of it.
Task<Done> change_texts(Call& call, store::ServiceAccount& account,
                        std::optional<std::string> const& name,
                        std::optional<std::string> const& description,
                        std::optional<store::ProjectId> project_id = {});

}  // namespace orgd
