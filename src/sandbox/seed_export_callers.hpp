// What calls in an organization, as a seed has it.
#pragma once

#include <map>

#include "sandbox/seed_file.hpp"
#include "security/vault.hpp"
#include "store/project_roles.hpp"

namespace orgd::sandbox {

/// Who has which roles on which project.
using ExportedGrants = std::map<store::ProjectId, std::vector<SeedGrant>>;

/// A list as a whole.
inline constexpr store::Slice everything{.limit = std::int64_t{1} << 40U};

std::vector<Role> exported_roles(store::Names const& names);
/// Adds the subject's roles on all projects.
void add_grants(store::AllProjectRoles const& of, SeedGrant const& subject, ExportedGrants& grants);

/// Fills the organization's API keys and service accounts, and their roles on projects.
Task<Done> export_callers(Transaction& tx, store::OrgId org_id, Vault const& vault,
                          SeedOrganization& out, ExportedGrants& grants);

}  // namespace orgd::sandbox
