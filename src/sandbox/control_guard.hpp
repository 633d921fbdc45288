// Who may control a sandbox: what no page of another origin can make a browser send.
#pragma once

#include <optional>

#include "atlas/error.hpp"
#include "http/http.hpp"
#include "sandbox/control.hpp"

namespace orgd::sandbox {

/// Why the request is not answered, in falling order: 401 without the token, where there is one;
/// 403 for a Host that is not this listener's on the loopback, where there is none, for an Origin
/// that is not the Host's, for what a browser says that a page of another origin asks for, one of
/// the same site too, and for what changes something with neither "X-Orgd: 1" nor JSON.
std::optional<atlas::ApiError> refusal_of(Request const& request, ControlOptions const& options);

}  // namespace orgd::sandbox
