// The journal as an HTTP Archive, which browsers' tools and proxies read.
#pragma once

#include <string>
#include <string_view>

#include "sandbox/journal.hpp"

namespace orgd::sandbox {

/// HAR 1.2. `base_url` is what stands before paths, "http://127.0.0.1:8080"; `version` is that of
/// orgd. Secrets are out of it, for they are out of the journal. Where older requests were dropped,
/// the log has a comment that says how many.
std::string har_of(Entries const& entries, std::int64_t dropped, std::string_view base_url,
                   std::string_view version);

}  // namespace orgd::sandbox
