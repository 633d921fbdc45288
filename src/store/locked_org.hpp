// The lock of an organization, as a value: what changes something of an organization asks for it,
// so that a write that has not waited for its turn does not compile.
#pragma once

#include <optional>

#include "store/database.hpp"
#include "store/ids.hpp"

namespace orgd::store {

struct LockedOrganization;
struct NewOrganization;

/// The transaction in which this was made holds the organization's lock, or made the organization.
/// Worth nothing in another transaction.
class LockedOrg {
 public:
  OrgId const& id() const { return id_; }

 private:
  friend Task<std::optional<LockedOrganization>> lock_organization(Transaction& tx, OrgId org_id);
  friend Task<LockedOrg> insert_organization(Transaction& tx, NewOrganization const& organization);

  explicit LockedOrg(OrgId id) : id_(id) {}

  OrgId id_;
};

}  // namespace orgd::store
