// THE TABLE: every operation of the API, once. Rows stand in one file for each resource; adding one
// starts there, see docs/adding-an-operation.md.
#pragma once

#include "atlas/operations/api_keys.hpp"
#include "atlas/operations/invitations.hpp"
#include "atlas/operations/organizations.hpp"
#include "atlas/operations/projects.hpp"

namespace atlas {

/// All rows.
using AllOperations =
    OperationList<ops::get_system_status, ops::list_organizations, ops::create_organization,
                  ops::get_organization, ops::rename_organization, ops::delete_organization,
                  ops::list_organization_projects, ops::get_organization_settings,
                  ops::update_organization_settings, ops::list_organization_users,
                  ops::list_organization_users_2025, ops::list_organization_invitations,
                  ops::create_organization_invitation, ops::update_organization_invitation,
                  ops::get_organization_invitation, ops::update_organization_invitation_by_id,
                  ops::delete_organization_invitation, ops::accept_invitation,
                  ops::reject_invitation, ops::list_api_keys, ops::create_api_key, ops::get_api_key,
                  ops::update_api_key, ops::delete_api_key, ops::list_api_key_access_list,
                  ops::create_api_key_access_list, ops::get_api_key_access_list,
                  ops::delete_api_key_access_list, ops::create_project, ops::get_project,
                  ops::delete_project>;

}  // namespace atlas
