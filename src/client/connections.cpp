// Who has which handle, until the process ends.
#include "client/connections.hpp"

#include <algorithm>
#include <utility>

namespace atlas::detail {

std::shared_ptr<Connections> Connections::make() {
  static CURLcode const ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(ready);
  std::shared_ptr<Connections> connections(new Connections);  // NOLINT: the constructor is private
  end_with_process(connections);
  return connections;
}

std::unique_ptr<CurlHandles> Connections::take() {
  std::lock_guard const lock(mutex_);
  if (stopping_) return nullptr;
  std::unique_ptr<CurlHandles> handles;
  if (free_.empty()) {
    handles = std::make_unique<CurlHandles>();
  } else {
    handles = std::move(free_.back());
    free_.pop_back();
  }
  in_use_.emplace_back(handles.get(), std::this_thread::get_id());
  return handles;
}

void Connections::give_back(std::unique_ptr<CurlHandles> handles) {
  std::unique_ptr<CurlHandles> superfluous;  // closed without the lock
  std::lock_guard const lock(mutex_);
  std::erase_if(in_use_, [&](auto const& used) { return used.first == handles.get(); });
  if (free_.size() < max_free)
    free_.push_back(std::move(handles));
  else
    superfluous = std::move(handles);
  returned_.notify_all();
}

bool Connections::is_stopping() const {
  std::lock_guard const lock(mutex_);
  return stopping_;
}

void Connections::stop() {
  std::lock_guard const lock(mutex_);
  stopping_ = true;
  for (auto const& used : in_use_) curl_multi_wakeup(used.first->multi);
}

void Connections::wait() {
  std::vector<std::unique_ptr<CurlHandles>> closed;
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] {
    return std::ranges::all_of(
        in_use_, [](auto const& used) { return used.second == std::this_thread::get_id(); });
  });
  closed.swap(free_);
}

}  // namespace atlas::detail
