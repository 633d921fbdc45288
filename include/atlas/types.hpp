// Every JSON shape and parameter set of the API, as plain structs, one file for each resource. A
// member's wire name is its own name in camelCase (org_owner_id is "orgOwnerId"); a member without
// std::optional is required in requests unless its rule marks it read-only. Members stand in the
// order in which a request's problems are reported. Sources: the API's published description and
// recorded exchanges.
#pragma once

#include "atlas/types/api_keys.hpp"
#include "atlas/types/beside_identity.hpp"
#include "atlas/types/common.hpp"
#include "atlas/types/events.hpp"
#include "atlas/types/factors.hpp"
#include "atlas/types/invitations.hpp"
#include "atlas/types/operators.hpp"
#include "atlas/types/organizations.hpp"
#include "atlas/types/parameters.hpp"
#include "atlas/types/passkeys.hpp"
#include "atlas/types/passwords.hpp"
#include "atlas/types/projects.hpp"
#include "atlas/types/rate_limits.hpp"
#include "atlas/types/sent_invitations.hpp"
#include "atlas/types/service_account_access_lists.hpp"
#include "atlas/types/service_accounts.hpp"
#include "atlas/types/sessions.hpp"
#include "atlas/types/teams.hpp"
#include "atlas/types/users.hpp"
