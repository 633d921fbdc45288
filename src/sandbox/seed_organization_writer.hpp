// Writes what one organization of a seed holds.
#pragma once

#include <map>

#include "sandbox/seed_file.hpp"
#include "security/vault.hpp"
#include "store/people.hpp"

namespace orgd::sandbox {

/// Accounts of all people of a seed by the keys of their addresses; who has none has an id there.
using SeedPeople = std::map<std::string, store::Account, std::less<>>;

store::Names seed_names_of(std::vector<Role> const& roles);

/// Of a completed seed without faults.
class SeedOrganizationWriter {
 public:
  SeedOrganizationWriter(Transaction& tx, store::LockedOrg const& org, SeedOrganization const& from,
                         SeedPeople const& people, Vault const& vault)
      : tx_(tx), org_(org), from_(from), people_(people), vault_(vault) {}

  Task<Done> write();

 private:
  Task<Done> write_people();
  Task<Done> write_member(SeedPerson const& person);
  Task<Done> write_invited(SeedPerson const& person);
  Task<Done> write_key(SeedApiKey const& given);
  Task<Done> write_account(SeedServiceAccount const& given);
  Task<Done> write_secret(store::AccountId account_id, SeedSecret const& given);
  Task<Done> write_access_list(store::PrincipalId owner, std::vector<SeedAccessEntry> const& list);
  Task<Done> write_project(SeedProject const& given);
  Task<Done> write_project_invitation(store::ProjectId project_id,
                                      SeedProjectInvitation const& given);
  store::PrincipalId principal_of(SeedGrant const& grant) const;
  store::Account const& account_of(std::string_view email) const;
  store::UserId user_id_of(std::string_view email) const { return account_of(email).user_id; }

  Transaction& tx_;
  store::LockedOrg const& org_;
  SeedOrganization const& from_;
  SeedPeople const& people_;
  Vault const& vault_;
};

}  // namespace orgd::sandbox
