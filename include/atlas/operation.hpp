// The shape of one row of the operations table. A row states everything about one version of one
// operation; router, permission check, decoder, status check, OpenAPI document, clients and derived
// tests read it from here.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "atlas/error.hpp"
#include "atlas/role.hpp"

namespace atlas {

/// The HTTP methods of the API.
enum class Method : std::uint8_t { get, post, put, patch, remove };

/// "GET", ..., "DELETE" for Method::remove.
constexpr std::string_view name_of(Method method) {
  constexpr std::array<std::string_view, 5> names{"GET", "POST", "PUT", "PATCH", "DELETE"};
  return names[static_cast<std::size_t>(method)];
}

/// A version of the API: a date. Media types carry it, "application/vnd.atlas.2023-01-01+json".
using Version = std::chrono::year_month_day;

/// The version of the documented operations.
inline constexpr Version v2023_01_01{std::chrono::year{2023}, std::chrono::January,
                                     std::chrono::day{1}};
/// The version in which projects move.
inline constexpr Version v2024_05_30{std::chrono::year{2024}, std::chrono::May,
                                     std::chrono::day{30}};
/// The version of service accounts, and of clusters in their later form.
inline constexpr Version v2024_08_05{std::chrono::year{2024}, std::chrono::August,
                                     std::chrono::day{5}};
/// The version in which lists of users show the invited as well.
inline constexpr Version v2025_02_19{std::chrono::year{2025}, std::chrono::February,
                                     std::chrono::day{19}};
/// The version in which rate limits and links to the activity feed came.
inline constexpr Version v2025_03_12{std::chrono::year{2025}, std::chrono::March,
                                     std::chrono::day{12}};
/// Operations outside the versioned API speak plain "application/json".
inline constexpr Version unversioned{};

/// What says in which organization a caller's rights are judged.
enum class Scope : std::uint8_t {
  path_org,      ///< the path's orgId
  path_project,  ///< the path's groupId: the project's organization
  body_org,      ///< the body's orgId, so that the body is decoded before rights are judged
  own_org,       ///< nothing but the caller: it is the caller's own
  link,          ///< the path's invitationId; the token in the body is the credential
  none,          ///< nothing: there is no right to judge, each caller sees what is its own
};

/// The error when there is nothing that has the id from which the scope is found.
constexpr Code missing_code(Scope scope) {
  if (scope == Scope::path_project) return Code::group_not_found;
  return scope == Scope::link ? Code::invalid_invitation_id : Code::org_not_found;
}

/// Whether a client may send a request again when it does not know what became of the first.
enum class Retry : std::uint8_t { safe, never };

/// A small set of HTTP statuses.
class StatusSet {
 public:
  /// At most ten of them.
  constexpr StatusSet(std::initializer_list<int> statuses) {
    for (int status : statuses) values_[size_++] = static_cast<std::int16_t>(status);
  }
  /// Whether the status is in the set.
  constexpr bool has(int status) const { return std::find(begin(), end(), status) != end(); }
  /// The statuses in the order given.
  constexpr std::int16_t const* begin() const { return values_.data(); }
  /// See begin().
  constexpr std::int16_t const* end() const { return values_.data() + size_; }

 private:
  std::array<std::int16_t, 10> values_{};
  std::size_t size_ = 0;
};

/// A set of codes of the catalogue.
class CodeSet {
 public:
  /// None.
  constexpr CodeSet() = default;
  /// These.
  constexpr CodeSet(std::initializer_list<Code> codes) {
    for (Code code : codes) members_[static_cast<std::size_t>(code)] = true;
  }
  /// Whether the code is in the set.
  constexpr bool has(Code code) const { return members_[static_cast<std::size_t>(code)]; }
  /// The same by its wire spelling.
  constexpr bool has(std::string_view wire) const {
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (members_[i] && is_wire_name(wire, static_cast<Code>(i))) return true;
    return false;
  }
  /// These and one more.
  constexpr CodeSet with(Code code) const {
    CodeSet more = *this;
    more.members_[static_cast<std::size_t>(code)] = true;
    return more;
  }
  /// Whether one of the codes has this status.
  constexpr bool has_status(int status) const {
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (members_[i] && code_rows[i].status == status) return true;
    return false;
  }
  /// The codes in the order of the catalogue.
  std::vector<Code> list() const {
    std::vector<Code> codes;
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (members_[i]) codes.push_back(static_cast<Code>(i));
    return codes;
  }

 private:
  std::array<bool, code_rows.size()> members_{};
};

/// What any operation may answer, before its handler is asked or behind its back: the shapes of
/// parameters and bodies, credentials, access lists, sessions, what the path names, media types,
/// overload.
inline constexpr CodeSet common_codes{Code::credentials_for_other_uri,
                                      Code::cross_site_request,
                                      Code::group_not_found,
                                      Code::invalid_attribute,
                                      Code::invalid_date_format,
                                      Code::invalid_enum_value,
                                      Code::invalid_json,
                                      Code::invalid_json_attribute,
                                      Code::invalid_query_parameter,
                                      Code::invalid_version_date,
                                      Code::ip_address_not_on_access_list,
                                      Code::malformed_json,
                                      Code::mfa_required,
                                      Code::missing_attribute,
                                      Code::org_not_found,
                                      Code::org_requires_access_list,
                                      Code::outcome_unknown,
                                      Code::path_param_parse_error,
                                      Code::rate_limited_token_bucket,
                                      Code::repeated_credentials,
                                      Code::request_entity_too_large,
                                      Code::second_factor_required,
                                      Code::service_unavailable,
                                      Code::session_expired_for_org,
                                      Code::unexpected_error,
                                      Code::unsupported_media_type,
                                      Code::user_unauthorized,
                                      Code::validation_error};

/// A code that one operation answers with another status than all others do.
struct OwnStatus {
  Code code{};     ///< of the row's codes
  int status = 0;  ///< 0: there is no such code
};

/// The operation that took the place of one whose path has no later version.
struct Successor {
  std::string_view id{};        ///< its operationId; "": there is none
  Version since = unversioned;  ///< the day of it, where that is not the successor's version
};

/// The part of a row that needs no types.
struct OperationInfo {
  std::string_view id;                ///< the documented operationId
  std::string_view later_id;          ///< its name in current descriptions
  Method method = Method::get;        ///< HTTP's
  std::string_view path;              ///< template, "/api/atlas/v2/orgs/{orgId}"
  Version version = v2023_01_01;      ///< the first date that answers like this
  Access access = Access::org_owner;  ///< who may call it
  Scope scope = Scope::path_org;      ///< in which organization
  int success = 200;                  ///< status of every success
  CodeSet codes{};             ///< of its handler's errors, which answers no others; see own_codes
  StatusSet causeless{};       ///< documented statuses that nothing is known to cause
  OwnStatus own_status{};      ///< where the API was not the same to everybody
  Successor successor{};       ///< of what is deprecated; see successor_of
  Retry retry = Retry::never;  ///< whether a client may repeat it
  std::string_view summary;    ///< one line for people
  std::string_view about{};    ///< further sentences for people
};

/// The status with which an operation answers a code.
constexpr int status_of(OperationInfo const& info, Code code) {
  bool const own = info.own_status.status != 0 && info.own_status.code == code;
  return own ? info.own_status.status : row_of(code).status;
}

/// The codes that not every operation can answer: the handler's, those of who may not call it, and
/// those of what is not there.
inline CodeSet own_codes(OperationInfo const& info) {
  CodeSet codes = info.codes;
  for (Code const code : {row_of(info.access).refusal, missing_code(info.scope)})
    if (!common_codes.has(code)) codes = codes.with(code);
  return codes;
}

/// The statuses of an operation's errors, those of every operation among them, in ascending order.
inline std::vector<int> error_statuses(OperationInfo const& info) {
  std::vector<int> statuses;
  std::vector<Code> const own = own_codes(info).list();
  for (int status = 400; status < 600; ++status) {
    bool const caused = common_codes.has_status(status) ||
                        std::any_of(own.begin(), own.end(),
                                    [&](Code code) { return status_of(info, code) == status; });
    if (caused || info.causeless.has(status)) statuses.push_back(status);
  }
  return statuses;
}

/// A row: path parameters, query parameters, request body and answer as types.
template <class PathT, class QueryT, class BodyT, class ReplyT>
struct Operation {
  using Path = PathT;    ///< path parameters
  using Query = QueryT;  ///< query parameters
  using Body = BodyT;    ///< request body, or NoBody
  using Reply = ReplyT;  ///< body of a success, or NoBody
  OperationInfo info;    ///< the rest of the row
};

struct NoBody;

/// Whether every success is the object without members, "{}": only 204 forbids a body, and clients
/// parse what stands in the place of one.
template <class PathT, class QueryT, class BodyT, class ReplyT>
constexpr bool answers_empty_object(Operation<PathT, QueryT, BodyT, ReplyT> const& row) {
  return std::is_same_v<ReplyT, NoBody> && row.info.success != 204;
}

/// Rows as one type; `for_each_operation` visits them with their types kept.
template <auto const&... Rows>
struct OperationList {
  static constexpr std::size_t size = sizeof...(Rows);  ///< how many rows
};

/// Calls `visit.template operator()<row>()` for each row, in table order.
template <class Visit, auto const&... Rows>
constexpr void for_each_operation(OperationList<Rows...>, Visit&& visit) {
  (visit.template operator()<Rows>(), ...);
}

/// "application/vnd.atlas.2023-01-01+json", or "application/json" for `unversioned`.
std::string media_type_of(Version version);

}  // namespace atlas
