// An invitation that is gone was accepted when its person is a member.
#include <fmt/format.h>

#include <algorithm>

#include "atlas/organizations_api.hpp"
#include "client/engine.hpp"
#include "client/stopping.hpp"

namespace atlas {
namespace {

using Clock = std::chrono::steady_clock;
using Accepted = Response<OrgUserResponse>;

// The member that the person has become, or `gone` with what else has become of the invitation.
Accepted member_of(OrganizationsApi const& api, std::string const& org_id,
                   std::string const& username, Error gone, CallOptions const& options) {
  auto users = api.list_organization_users_2025(
      org_id, {.username = username, .org_membership_status = "ACTIVE"}, options);
  if (!users) return users.error();
  if (!users->results.empty())
    return {users.status(), users.reason(), users.headers(), users.body(), users->results.front()};
  gone.api.detail = fmt::format(
      "the invitation is gone and {} is no member: it was rejected or cancelled, or has expired",
      username);
  return gone;
}

Error ended(Failure failure, std::string detail, std::string const& org_id,
            std::string const& invitation_id) {
  return {.failure = failure,
          .detail = std::move(detail),
          .operation = "getOrganizationInvitation",
          .object = org_id + " " + invitation_id};
}

}  // namespace

Accepted OrganizationsApi::wait_until_accepted(std::string const& org_id,
                                               std::string const& invitation_id,
                                               WaitOptions const& options) const {
  auto const deadline = Clock::now() + options.timeout;
  detail::EitherStop const stop(engine().work().token(), options.stop);
  CallOptions const call{.stop = options.stop};
  std::string username;
  for (;;) {
    auto invitation = get_organization_invitation(org_id, invitation_id, {}, call);
    if (!invitation) {
      bool const gone = invitation.error().is(Code::invalid_invitation_id) && !username.empty();
      if (!gone) return invitation.error();
      return member_of(*this, org_id, username, invitation.error(), call);
    }
    username = invitation->username;
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left <= std::chrono::milliseconds(0))
      return ended(Failure::timeout, fmt::format("{} has not answered yet", username), org_id,
                   invitation_id);
    if (!detail::wait_for(std::min(left, options.interval), stop.token()))
      return ended(Failure::cancelled, "cancelled while waiting", org_id, invitation_id);
  }
}

}  // namespace atlas
