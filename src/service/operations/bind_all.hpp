// One function for each resource: it binds the resource's rows to their handlers.
#pragma once

#include "service/router.hpp"

namespace orgd {

void bind_root(Router& router);
void bind_organizations(Router& router);
void bind_settings(Router& router);
void bind_project_settings(Router& router);
void bind_project_limits(Router& router);
void bind_beside_identity(Router& router);
void bind_users(Router& router);
void bind_cloud_users(Router& router);
void bind_org_users(Router& router);
void bind_invitations(Router& router);
void bind_sent_invitations(Router& router);
void bind_acceptance(Router& router);
void bind_api_keys(Router& router);
void bind_access_lists(Router& router);
void bind_service_accounts(Router& router);
void bind_service_account_access_lists(Router& router);
void bind_projects(Router& router);
void bind_project_migration(Router& router);
void bind_project_api_keys(Router& router);
void bind_project_service_accounts(Router& router);
void bind_project_invitations(Router& router);
void bind_events(Router& router);
void bind_rate_limits(Router& router);
void bind_project_users(Router& router);
void bind_teams(Router& router);
void bind_team_people(Router& router);
void bind_project_teams(Router& router);
void bind_sessions(Router& router);
void bind_me(Router& router);
void bind_factors(Router& router);
void bind_second_step(Router& router);
void bind_passwords(Router& router);
void bind_operators(Router& router);

}  // namespace orgd
