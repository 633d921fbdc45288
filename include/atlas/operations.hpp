// THE TABLE: every operation of the API, once. Rows stand in one file for each resource; adding one
// starts there, see docs/adding-an-operation.md.
#pragma once

#include "atlas/operations/api_keys.hpp"
#include "atlas/operations/beside_identity.hpp"
#include "atlas/operations/cloud_users.hpp"
#include "atlas/operations/events.hpp"
#include "atlas/operations/factors.hpp"
#include "atlas/operations/invitations.hpp"
#include "atlas/operations/operators.hpp"
#include "atlas/operations/org_users.hpp"
#include "atlas/operations/organizations.hpp"
#include "atlas/operations/passwords.hpp"
#include "atlas/operations/project_api_keys.hpp"
#include "atlas/operations/project_invitations.hpp"
#include "atlas/operations/project_service_accounts.hpp"
#include "atlas/operations/project_users.hpp"
#include "atlas/operations/projects.hpp"
#include "atlas/operations/rate_limits.hpp"
#include "atlas/operations/sent_invitations.hpp"
#include "atlas/operations/service_account_access_lists.hpp"
#include "atlas/operations/service_accounts.hpp"
#include "atlas/operations/sessions.hpp"
#include "atlas/operations/teams.hpp"

namespace atlas {

/// All rows.
using AllOperations = OperationList<
    ops::get_system_status, ops::list_organizations, ops::create_organization,
    ops::get_organization, ops::rename_organization, ops::delete_organization,
    ops::list_organization_projects, ops::get_organization_settings,
    ops::update_organization_settings, ops::list_organization_users,
    ops::list_organization_users_2025, ops::list_organization_invitations,
    ops::create_organization_invitation, ops::update_organization_invitation,
    ops::get_organization_invitation, ops::update_organization_invitation_by_id,
    ops::delete_organization_invitation, ops::invite_many, ops::track_invitations,
    ops::resend_invitation, ops::accept_invitation, ops::reject_invitation, ops::create_org_user,
    ops::get_org_user, ops::update_org_user, ops::remove_org_user, ops::remove_org_user_2025,
    ops::add_org_user_role, ops::remove_org_user_role, ops::update_org_user_roles,
    ops::list_api_keys, ops::create_api_key, ops::get_api_key, ops::update_api_key,
    ops::delete_api_key, ops::list_api_key_access_list, ops::create_api_key_access_list,
    ops::get_api_key_access_list, ops::delete_api_key_access_list, ops::list_org_service_accounts,
    ops::create_org_service_account, ops::get_org_service_account, ops::update_org_service_account,
    ops::delete_org_service_account, ops::create_org_service_account_secret,
    ops::delete_org_service_account_secret, ops::get_org_service_account_groups,
    ops::list_service_account_access_list, ops::create_service_account_access_list,
    ops::delete_service_account_access_list, ops::list_projects, ops::create_project,
    ops::get_project_by_name, ops::get_project, ops::update_project, ops::get_project_settings,
    ops::update_project_settings, ops::delete_project, ops::migrate_project,
    ops::list_project_limits, ops::get_project_limit, ops::set_project_limit,
    ops::delete_project_limit, ops::get_project_ip_addresses, ops::list_project_clusters,
    ops::get_managed_slow_ms, ops::enable_managed_slow_ms, ops::disable_managed_slow_ms,
    ops::list_project_api_keys, ops::create_project_api_key, ops::add_project_api_key,
    ops::update_project_api_key, ops::remove_project_api_key, ops::list_group_service_accounts,
    ops::create_group_service_account, ops::get_group_service_account,
    ops::update_group_service_account, ops::delete_group_service_account,
    ops::create_group_service_account_secret, ops::delete_group_service_account_secret,
    ops::invite_group_service_account, ops::list_project_service_account_access_list,
    ops::create_project_service_account_access_list,
    ops::delete_project_service_account_access_list, ops::list_project_invitations,
    ops::create_project_invitation, ops::update_project_invitation, ops::get_project_invitation,
    ops::update_project_invitation_by_id, ops::delete_project_invitation,
    ops::list_organization_events, ops::get_organization_event, ops::list_project_events,
    ops::get_project_event, ops::list_event_types, ops::get_organization_activity_feed,
    ops::get_project_activity_feed, ops::list_rate_limits, ops::get_rate_limit, ops::create_user,
    ops::get_user, ops::get_user_by_username, ops::list_project_users, ops::list_project_users_2025,
    ops::add_group_users, ops::get_group_user, ops::add_group_user_role,
    ops::remove_group_user_role, ops::remove_project_user, ops::remove_project_user_2025,
    ops::update_project_user_roles, ops::list_organization_teams, ops::create_team,
    ops::get_team_by_name, ops::get_team_by_id, ops::rename_team, ops::delete_team,
    ops::list_team_users, ops::list_team_users_2025, ops::add_org_team_user,
    ops::remove_org_team_user, ops::add_team_user, ops::remove_team_user, ops::list_project_teams,
    ops::add_all_teams_to_project, ops::get_group_team, ops::update_team_roles,
    ops::remove_project_team, ops::create_session, ops::list_sessions, ops::get_current_session,
    ops::delete_current_session, ops::delete_session, ops::get_me, ops::update_me,
    ops::change_password, ops::challenge_sign_in, ops::verify_session, ops::challenge_session,
    ops::list_factors, ops::create_factor, ops::confirm_factor, ops::delete_factor,
    ops::create_recovery_codes, ops::reset_password, ops::set_password,
    ops::list_operator_organizations, ops::list_operator_outbox, ops::get_operator_health>;

}  // namespace atlas
