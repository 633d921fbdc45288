// People of an organization as the API shows them.
#pragma once

#include "service/call.hpp"
#include "store/people.hpp"

namespace orgd {

atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now);

}  // namespace orgd
