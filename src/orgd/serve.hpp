// Running the server: a store, its event loops, and the first words on the terminal.
#pragma once

#include "orgd/settings.hpp"

namespace orgd {

/// Serves until SIGTERM or SIGINT, then finishes what is in flight. Prints `listening on URL` once
/// ready.
void serve(Settings settings);

/// Makes the store on first use and serves it on loopback with a first request to paste.
void serve_demo(Settings settings);

}  // namespace orgd
