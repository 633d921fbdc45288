// The shared part of all API classes, and the count of those who hold a client.
#include "atlas/client.hpp"

#include <utility>

#include "client/engine.hpp"

namespace atlas {
namespace detail {
namespace {

thread_local int captures = 0;

}  // namespace

Capture::Capture() { ++captures; }
Capture::~Capture() { --captures; }

Handle::Handle(std::shared_ptr<Engine> engine, bool captured) noexcept
    : engine_(std::move(engine)), captured_(captured) {}

void Handle::count() const noexcept {
  if (engine_ && !captured_) engine_->hold();
}

Handle::Handle(Configuration configuration)
    : engine_(std::make_shared<Engine>(std::move(configuration))), captured_(false) {
  count();
}

Handle::Handle(Handle const& other) : engine_(other.engine_), captured_(captures > 0) { count(); }

// NOLINTNEXTLINE(performance-move-constructor-init): copied so that both hold it for a moment
Handle::Handle(Handle&& other) noexcept : engine_(other.engine_), captured_(captures > 0) {
  count();
  // Let go of after this one is counted: a moved client was never without a holder.
  Handle const emptied(std::exchange(other.engine_, nullptr), other.captured_);
}

Handle& Handle::operator=(Handle other) noexcept {
  std::swap(engine_, other.engine_);
  std::swap(captured_, other.captured_);
  return *this;
}

Handle::~Handle() {
  if (engine_ && !captured_) engine_->release();
}

}  // namespace detail

void Client::post(std::function<void()> work) const { engine().work().post(std::move(work)); }

std::expected<void, Error> Client::revoke_token(CallOptions const& options) const {
  return engine().revoke_token(options);
}

}  // namespace atlas
