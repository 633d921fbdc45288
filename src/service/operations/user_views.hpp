// People of an organization as the API shows them.
#pragma once

#include "service/call.hpp"
#include "store/people.hpp"

namespace orgd {

/// An active person in the form of 2023-01-01.
atlas::CloudAppUser cloud_user_view(Exchange& exchange, store::Member const& member);

/// Anybody in the form of 2025-02-19.
atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now);

}  // namespace orgd
