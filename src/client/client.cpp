// The shared part of all API classes.
#include "atlas/client.hpp"

#include "client/engine.hpp"

namespace atlas {

Client::Client(Configuration configuration)
    : engine_(std::make_shared<detail::Engine>(std::move(configuration))) {}

void Client::post(std::function<void()> work) const { engine_->workers().post(std::move(work)); }

}  // namespace atlas
