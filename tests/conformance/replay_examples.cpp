// The table of examples. Values are the document's own, its generator's filler included.
#include "replay_examples.hpp"

#include <array>

namespace conformance {
namespace {

constexpr std::string_view orgs = "/api/atlas/v2/orgs";
constexpr std::string_view org = "/api/atlas/v2/orgs/4888442a3354817a7320eb61";
constexpr std::string_view groups = "/api/atlas/v2/orgs/4888442a3354817a7320eb61/groups";
constexpr std::string_view users = "/api/atlas/v2/orgs/4888442a3354817a7320eb61/users";
constexpr std::string_view settings = "/api/atlas/v2/orgs/4888442a3354817a7320eb61/settings";
constexpr std::string_view invites = "/api/atlas/v2/orgs/4888442a3354817a7320eb61/invites";
constexpr std::string_view invite =
    "/api/atlas/v2/orgs/4888442a3354817a7320eb61/invites/bf325375e030fccba0091731";
constexpr std::string_view bad_invite =
    "/api/atlas/v2/orgs/4888442a3354817a7320eb61/invites/invitationId_example";

constexpr std::string_view envelope = "envelope=false";
constexpr std::string_view both = "envelope=false&pretty=false";
constexpr std::string_view page =
    "envelope=false&includeCount=true&itemsPerPage=100&pageNum=1&pretty=false&name=name_example";

constexpr std::string_view new_org = R"({"apiKey":{"desc":"desc_example","roles":["ORG_OWNER"]},)"
                                     R"("name":"})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-",)"
                                     R"("orgOwnerId":"32b6e34b3d91647abb20e7b8"})";
constexpr std::string_view renamed_org =
    R"({"id":"32b6e34b3d91647abb20e7b8","isDeleted":true,)"
    R"("links":[{"href":"https://cloud.mongodb.com/api/atlas","rel":"self"}],)"
    R"("name":"})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-"})";
constexpr std::string_view invitation =
    R"({"roles":["ORG_OWNER"],"teamIds":["32b6e34b3d91647abb20e7b8"],)"
    R"("username":"username_example"})";
constexpr std::string_view invitation_update =
    R"({"roles":["ORG_OWNER"],"teamIds":["32b6e34b3d91647abb20e7b8"]})";
constexpr std::string_view all_settings =
    R"({"apiAccessListRequired":true,"multiFactorAuthRequired":true,)"
    R"("restrictEmployeeAccess":true})";

constexpr std::string_view no_address = "username_example is not an e-mail address";
constexpr std::string_view no_identifier = "invitationId_example is not 24 hexadecimal digits";

constexpr std::string_view sample_name =
    R"("name":"})(,).,{&)&}__NL&&@'.)'._,.+..)'&&N}&)N,}_-'+:-")";
constexpr std::string_view org_id = R"("id":"4888442a3354817a7320eb61")";
constexpr std::string_view user_id = R"("id":"32b6e34b3d91647abb20e7b8")";
constexpr std::string_view invitation_id = R"("id":"bf325375e030fccba0091731")";
constexpr std::string_view owner_role = R"("roles":["ORG_OWNER"])";
constexpr std::string_view results = R"("results":[)";
constexpr std::string_view settings_member = R"("multiFactorAuthRequired":)";
constexpr std::string_view all_on = R"("restrictEmployeeAccess":true)";

constexpr std::array table{
    Example{"createOrganization, required", "POST", orgs, "", new_org, 201, sample_name},
    Example{"createOrganization, optional", "POST", orgs, both, new_org, 201, sample_name},
    Example{"createOrganizationInvitation, required", "POST", invites, "", invitation, 400, "",
            "INVALID_EMAIL_ADDRESS", no_address},
    Example{"createOrganizationInvitation, optional", "POST", invites, both, invitation, 400, "",
            "INVALID_EMAIL_ADDRESS", no_address},
    Example{"deleteOrganizationInvitation, required", "DELETE", bad_invite, "", "", 400, "",
            "PATH_PARAM_PARSE_ERROR", no_identifier},
    Example{"deleteOrganizationInvitation, optional", "DELETE", bad_invite, both, "", 400, "",
            "PATH_PARAM_PARSE_ERROR", no_identifier},
    Example{"getOrganization, required", "GET", org, "", "", 200, org_id},
    Example{"getOrganization, optional", "GET", org, both, "", 200, org_id},
    Example{"getOrganizationInvitation, required", "GET", invite, "", "", 200, invitation_id},
    Example{"getOrganizationInvitation, optional", "GET", invite, envelope, "", 200, invitation_id},
    Example{"getOrganizationSettings, required", "GET", settings, "", "", 200, settings_member},
    Example{"getOrganizationSettings, optional", "GET", settings, both, "", 200, settings_member},
    Example{"listOrganizationInvitations, required", "GET", invites, "", "", 200, invitation_id},
    Example{"listOrganizationInvitations, optional", "GET", invites,
            "envelope=false&pretty=false&username=username_example", "", 400, "",
            "INVALID_QUERY_PARAMETER", no_address},
    Example{"listOrganizationProjects, required", "GET", groups, "", "", 200, results},
    Example{"listOrganizationProjects, optional", "GET", groups, page, "", 200, results},
    Example{"listOrganizationUsers, required", "GET", users, "", "", 200, user_id},
    Example{"listOrganizationUsers, optional", "GET", users, both, "", 200, user_id},
    Example{"listOrganizations, optional", "GET", orgs, page, "", 200, results},
    Example{"renameOrganization, required", "PATCH", org, "", renamed_org, 200, sample_name},
    Example{"renameOrganization, optional", "PATCH", org, both, renamed_org, 200, sample_name},
    Example{"updateOrganizationInvitation, required", "PATCH", invites, "", invitation, 400, "",
            "INVALID_EMAIL_ADDRESS", no_address},
    Example{"updateOrganizationInvitation, optional", "PATCH", invites, both, invitation, 400, "",
            "INVALID_EMAIL_ADDRESS", no_address},
    Example{"updateOrganizationInvitationById, required", "PATCH", invite, "", invitation_update,
            200, owner_role},
    Example{"updateOrganizationInvitationById, optional", "PATCH", invite, both, invitation_update,
            200, owner_role},
    Example{"updateOrganizationSettings, required", "PATCH", settings, "", all_settings, 200,
            all_on},
    Example{"updateOrganizationSettings, optional", "PATCH", settings, both, all_settings, 200,
            all_on},
};

constexpr std::array last_table{
    Example{"deleteOrganization, required", "DELETE", org, "", "", 204},
    Example{"deleteOrganization, optional", "DELETE", org, envelope, "", 204},
};

}  // namespace

std::span<Example const> examples() { return table; }

std::span<Example const> last_examples() { return last_table; }

}  // namespace conformance
