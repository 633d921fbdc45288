// Printed from the operations table (docs/adding-an-operation.md); change that instead.
// clang-format off
#pragma once

#include "atlas/invitation_links_api.hpp"
#include "atlas/organizations_api.hpp"
#include "atlas/programmatic_api_keys_api.hpp"
#include "atlas/projects_api.hpp"
#include "atlas/root_api.hpp"

// Each operation by its row and its class.
#define ATLAS_SDK_METHODS(X) \
  X(accept_invitation, InvitationLinksApi) \
  X(reject_invitation, InvitationLinksApi) \
  X(create_organization, OrganizationsApi) \
  X(create_organization_invitation, OrganizationsApi) \
  X(delete_organization, OrganizationsApi) \
  X(delete_organization_invitation, OrganizationsApi) \
  X(get_organization, OrganizationsApi) \
  X(get_organization_invitation, OrganizationsApi) \
  X(get_organization_settings, OrganizationsApi) \
  X(list_organization_invitations, OrganizationsApi) \
  X(list_organization_projects, OrganizationsApi) \
  X(list_organization_users, OrganizationsApi) \
  X(list_organization_users_2025, OrganizationsApi) \
  X(list_organizations, OrganizationsApi) \
  X(rename_organization, OrganizationsApi) \
  X(update_organization_invitation, OrganizationsApi) \
  X(update_organization_invitation_by_id, OrganizationsApi) \
  X(update_organization_settings, OrganizationsApi) \
  X(create_api_key, ProgrammaticApiKeysApi) \
  X(create_api_key_access_list, ProgrammaticApiKeysApi) \
  X(delete_api_key, ProgrammaticApiKeysApi) \
  X(delete_api_key_access_list, ProgrammaticApiKeysApi) \
  X(get_api_key, ProgrammaticApiKeysApi) \
  X(get_api_key_access_list, ProgrammaticApiKeysApi) \
  X(list_api_key_access_list, ProgrammaticApiKeysApi) \
  X(list_api_keys, ProgrammaticApiKeysApi) \
  X(update_api_key, ProgrammaticApiKeysApi) \
  X(create_project, ProjectsApi) \
  X(delete_project, ProjectsApi) \
  X(get_project, ProjectsApi) \
  X(get_system_status, RootApi)
