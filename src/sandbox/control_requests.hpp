// The rows of fault rules, of the journal, and of mails.
#pragma once

#include "sandbox/control.hpp"

namespace orgd::sandbox::control {

void bind_faults(ControlTable& table);
void bind_requests(ControlTable& table);
void bind_mails(ControlTable& table);

}  // namespace orgd::sandbox::control
