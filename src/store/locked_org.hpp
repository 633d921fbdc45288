// The lock of an organization, as a value: what changes something of an organization asks for it,
// so that a write that has not waited for its turn does not compile.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace orgd::store {

struct LockedOrganization;
struct NewOrganization;

/// The transaction in which this was made holds the organization's lock, or made the organization.
/// Worth nothing in another transaction.
class LockedOrg {
 public:
  std::string const& id() const { return id_; }

 private:
  friend Task<std::optional<LockedOrganization>> lock_organization(Transaction& tx,
                                                                   std::string_view org_id);
  friend Task<LockedOrg> insert_organization(Transaction& tx, NewOrganization const& organization);

  explicit LockedOrg(std::string_view id) : id_(id) {}

  std::string id_;
};

}  // namespace orgd::store
