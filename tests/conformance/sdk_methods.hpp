// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include "atlas/cloud_users_api.hpp"
#include "atlas/events_api.hpp"
#include "atlas/invitation_links_api.hpp"
#include "atlas/operators_api.hpp"
#include "atlas/organizations_api.hpp"
#include "atlas/programmatic_api_keys_api.hpp"
#include "atlas/projects_api.hpp"
#include "atlas/rate_limiting_api.hpp"
#include "atlas/root_api.hpp"
#include "atlas/service_accounts_api.hpp"
#include "atlas/sessions_api.hpp"
#include "atlas/teams_api.hpp"

// Each operation by its row and its class.
#define ATLAS_SDK_METHODS(X) \
  X(create_user, CloudUsersApi) \
  X(get_user, CloudUsersApi) \
  X(get_user_by_username, CloudUsersApi) \
  X(get_organization_activity_feed, EventsApi) \
  X(get_organization_event, EventsApi) \
  X(get_project_activity_feed, EventsApi) \
  X(get_project_event, EventsApi) \
  X(list_event_types, EventsApi) \
  X(list_organization_events, EventsApi) \
  X(list_project_events, EventsApi) \
  X(accept_invitation, InvitationLinksApi) \
  X(reject_invitation, InvitationLinksApi) \
  X(get_operator_health, OperatorsApi) \
  X(list_operator_organizations, OperatorsApi) \
  X(list_operator_outbox, OperatorsApi) \
  X(add_org_user_role, OrganizationsApi) \
  X(create_org_user, OrganizationsApi) \
  X(create_organization, OrganizationsApi) \
  X(create_organization_invitation, OrganizationsApi) \
  X(delete_organization, OrganizationsApi) \
  X(delete_organization_invitation, OrganizationsApi) \
  X(get_org_user, OrganizationsApi) \
  X(get_organization, OrganizationsApi) \
  X(get_organization_invitation, OrganizationsApi) \
  X(get_organization_settings, OrganizationsApi) \
  X(invite_many, OrganizationsApi) \
  X(list_organization_invitations, OrganizationsApi) \
  X(list_organization_projects, OrganizationsApi) \
  X(list_organization_users, OrganizationsApi) \
  X(list_organization_users_2025, OrganizationsApi) \
  X(list_organizations, OrganizationsApi) \
  X(remove_org_user, OrganizationsApi) \
  X(remove_org_user_2025, OrganizationsApi) \
  X(remove_org_user_role, OrganizationsApi) \
  X(rename_organization, OrganizationsApi) \
  X(resend_invitation, OrganizationsApi) \
  X(track_invitations, OrganizationsApi) \
  X(update_org_user, OrganizationsApi) \
  X(update_org_user_roles, OrganizationsApi) \
  X(update_organization_invitation, OrganizationsApi) \
  X(update_organization_invitation_by_id, OrganizationsApi) \
  X(update_organization_settings, OrganizationsApi) \
  X(add_project_api_key, ProgrammaticApiKeysApi) \
  X(create_api_key, ProgrammaticApiKeysApi) \
  X(create_api_key_access_list, ProgrammaticApiKeysApi) \
  X(create_project_api_key, ProgrammaticApiKeysApi) \
  X(delete_api_key, ProgrammaticApiKeysApi) \
  X(delete_api_key_access_list, ProgrammaticApiKeysApi) \
  X(get_api_key, ProgrammaticApiKeysApi) \
  X(get_api_key_access_list, ProgrammaticApiKeysApi) \
  X(list_api_key_access_list, ProgrammaticApiKeysApi) \
  X(list_api_keys, ProgrammaticApiKeysApi) \
  X(list_project_api_keys, ProgrammaticApiKeysApi) \
  X(remove_project_api_key, ProgrammaticApiKeysApi) \
  X(update_api_key, ProgrammaticApiKeysApi) \
  X(update_project_api_key, ProgrammaticApiKeysApi) \
  X(add_group_user_role, ProjectsApi) \
  X(add_group_users, ProjectsApi) \
  X(create_project, ProjectsApi) \
  X(create_project_invitation, ProjectsApi) \
  X(delete_project, ProjectsApi) \
  X(delete_project_invitation, ProjectsApi) \
  X(delete_project_limit, ProjectsApi) \
  X(disable_managed_slow_ms, ProjectsApi) \
  X(enable_managed_slow_ms, ProjectsApi) \
  X(get_group_user, ProjectsApi) \
  X(get_managed_slow_ms, ProjectsApi) \
  X(get_project, ProjectsApi) \
  X(get_project_by_name, ProjectsApi) \
  X(get_project_invitation, ProjectsApi) \
  X(get_project_ip_addresses, ProjectsApi) \
  X(get_project_limit, ProjectsApi) \
  X(get_project_settings, ProjectsApi) \
  X(list_project_clusters, ProjectsApi) \
  X(list_project_invitations, ProjectsApi) \
  X(list_project_limits, ProjectsApi) \
  X(list_project_users, ProjectsApi) \
  X(list_project_users_2025, ProjectsApi) \
  X(list_projects, ProjectsApi) \
  X(migrate_project, ProjectsApi) \
  X(remove_group_user_role, ProjectsApi) \
  X(remove_project_user, ProjectsApi) \
  X(remove_project_user_2025, ProjectsApi) \
  X(set_project_limit, ProjectsApi) \
  X(update_project, ProjectsApi) \
  X(update_project_invitation, ProjectsApi) \
  X(update_project_invitation_by_id, ProjectsApi) \
  X(update_project_settings, ProjectsApi) \
  X(update_project_user_roles, ProjectsApi) \
  X(get_rate_limit, RateLimitingApi) \
  X(list_rate_limits, RateLimitingApi) \
  X(get_system_status, RootApi) \
  X(create_group_service_account, ServiceAccountsApi) \
  X(create_group_service_account_secret, ServiceAccountsApi) \
  X(create_org_service_account, ServiceAccountsApi) \
  X(create_org_service_account_secret, ServiceAccountsApi) \
  X(create_project_service_account_access_list, ServiceAccountsApi) \
  X(create_service_account_access_list, ServiceAccountsApi) \
  X(delete_group_service_account, ServiceAccountsApi) \
  X(delete_group_service_account_secret, ServiceAccountsApi) \
  X(delete_org_service_account, ServiceAccountsApi) \
  X(delete_org_service_account_secret, ServiceAccountsApi) \
  X(delete_project_service_account_access_list, ServiceAccountsApi) \
  X(delete_service_account_access_list, ServiceAccountsApi) \
  X(get_group_service_account, ServiceAccountsApi) \
  X(get_org_service_account, ServiceAccountsApi) \
  X(get_org_service_account_groups, ServiceAccountsApi) \
  X(invite_group_service_account, ServiceAccountsApi) \
  X(list_group_service_accounts, ServiceAccountsApi) \
  X(list_org_service_accounts, ServiceAccountsApi) \
  X(list_project_service_account_access_list, ServiceAccountsApi) \
  X(list_service_account_access_list, ServiceAccountsApi) \
  X(update_group_service_account, ServiceAccountsApi) \
  X(update_org_service_account, ServiceAccountsApi) \
  X(challenge_session, SessionsApi) \
  X(challenge_sign_in, SessionsApi) \
  X(change_password, SessionsApi) \
  X(confirm_factor, SessionsApi) \
  X(create_factor, SessionsApi) \
  X(create_recovery_codes, SessionsApi) \
  X(create_session, SessionsApi) \
  X(delete_current_session, SessionsApi) \
  X(delete_factor, SessionsApi) \
  X(delete_session, SessionsApi) \
  X(get_current_session, SessionsApi) \
  X(get_me, SessionsApi) \
  X(list_factors, SessionsApi) \
  X(list_sessions, SessionsApi) \
  X(reset_password, SessionsApi) \
  X(set_password, SessionsApi) \
  X(update_me, SessionsApi) \
  X(verify_session, SessionsApi) \
  X(add_all_teams_to_project, TeamsApi) \
  X(add_org_team_user, TeamsApi) \
  X(add_team_user, TeamsApi) \
  X(create_team, TeamsApi) \
  X(delete_team, TeamsApi) \
  X(get_group_team, TeamsApi) \
  X(get_team_by_id, TeamsApi) \
  X(get_team_by_name, TeamsApi) \
  X(list_organization_teams, TeamsApi) \
  X(list_project_teams, TeamsApi) \
  X(list_team_users, TeamsApi) \
  X(list_team_users_2025, TeamsApi) \
  X(remove_org_team_user, TeamsApi) \
  X(remove_project_team, TeamsApi) \
  X(remove_team_user, TeamsApi) \
  X(rename_team, TeamsApi) \
  X(update_team_roles, TeamsApi)
