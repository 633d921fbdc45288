// The request pipeline, top to bottom: one function from a request to its answer. Knows no socket.
#pragma once

#include <memory>

#include "http/http.hpp"
#include "service/environment.hpp"
#include "store/database.hpp"

namespace orgd {

/// Fills the environment's router with every bound operation. Call once, before serving.
void bind_all(Router& router);

/// The handlers of all event loops over one store. Environment and database must outlive them.
HandlerFactory make_service(Environment& environment, Database& database);

/// The answer that the listener gives where no request reaches the pipeline.
Response protocol_error(atlas::ApiError const& error);

}  // namespace orgd
