// An organization's settings as the API shows them, and what a request makes of them.
#pragma once

#include "atlas/types.hpp"
#include "store/organizations.hpp"

namespace orgd {

atlas::OrganizationSettings settings_view(store::SettingsRecord const& record);

/// What is given in place of what stands in the record; VALIDATION_ERROR when the two do not fit.
Result<store::SettingsRecord> settings_with(store::SettingsRecord record,
                                            atlas::OrganizationSettings const& given);

}  // namespace orgd
