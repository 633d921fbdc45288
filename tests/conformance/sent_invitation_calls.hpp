// Calls that invite many, follow their invitations and send one again, for the cases of these.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cases.hpp"

namespace conformance::sent {

inline constexpr std::string_view json_type = "application/json";

/// By the owner's key; `rest` stands behind the path of the organization's invitations.
inline RequestSpec as_owner(World& w, std::string method, std::string_view rest = {},
                            std::string body = {}) {
  RequestSpec request{.method = std::move(method),
                      .target = fmt::format("/orgd/v1/orgs/{}/invitations{}", w.id(), rest),
                      .headers = {{"Accept", std::string(json_type)}},
                      .body = std::move(body),
                      .credentials = w.key()};
  if (request.body.empty()) return request;
  return request.with("Content-Type", std::string(json_type));
}

/// Of a body that invites many: one with this address, and what else is said of it.
inline std::string to(std::string_view username, std::vector<Member> more = {}) {
  more.insert(more.begin(), {"username", quoted(username)});
  return object(more);
}

inline Answer invite_many(World& w, std::vector<std::string> const& invitations,
                          std::string_view query = {}) {
  return w.send(as_owner(w, "POST", query, array(invitations)));
}

inline Answer resend(World& w, std::string_view id, std::string_view query = {}) {
  return w.send(as_owner(w, "POST", fmt::format("/{}:resend{}", id, query)));
}

/// The invitations that are followed, a page of them.
inline Node followed(World& w, std::string_view query = {}) {
  Answer const answer = w.send(as_owner(w, "GET", query));
  return member(answer, expect_ok(answer, 200, json_type), "results");
}

/// A link as the answer hands it over, as what its page calls.
inline std::string called_by(std::string_view link, std::string_view verb = "accept") {
  constexpr std::string_view page = "/console/accept/";
  auto const id = link.substr(link.find(page) + page.size());
  return fmt::format("/orgd/v1/invitations/{}:{}#token={}", id.substr(0, id.find('#')), verb,
                     token_of(link));
}

}  // namespace conformance::sent
