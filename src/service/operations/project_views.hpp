// Projects as the API shows them.
#pragma once

#include "service/call.hpp"
#include "store/projects.hpp"

namespace orgd {

/// Without its tags, as who has just made it sees it.
atlas::Group group_view(Exchange& exchange, store::Project const& project);
/// The same view with the project's tags.
atlas::Group with_tags(atlas::Group view, store::Project const& project);

}  // namespace orgd
