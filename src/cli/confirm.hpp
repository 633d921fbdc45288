// Nothing is deleted by accident: --yes says so beforehand, or somebody at the terminal does.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/call.hpp"

namespace orgctl {

/// What a deletion would take away.
struct Doomed {
  std::string what;  ///< "organization \"Acme\" (2 users, 1 API key)"
  std::string name;  ///< what may be typed instead of yes, or ""
  std::string verb = "Delete";
};

/// Whether to delete. When not, the reason has been told. `doomed` is asked only for a question.
bool is_confirmed(bool yes, std::string_view command, std::function<Doomed()> const& doomed);

/// The name and what is inside, asked from the server as far as it answers.
Doomed doomed_by(Caller& caller, Caller::Prepared const& call);

}  // namespace orgctl
