// poll(2) over what is watched and an eventfd for what other threads post.
#include "async/blocking_loop.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace orgd {

class BlockingLoop::Descriptor final : public Watch {
 public:
  Descriptor(BlockingLoop& loop, int descriptor) : loop_(loop), descriptor_(descriptor) {
    loop_.watched_.push_back(this);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() override { std::erase(loop_.watched_, this); }

  void when_readable(std::function<void()> action) override { readable_ = std::move(action); }
  void when_writable(std::function<void()> action) override { writable_ = std::move(action); }

  pollfd wanted() const {
    int const events = (readable_ ? POLLIN : 0) | (writable_ ? POLLOUT : 0);
    // A negative descriptor is passed over.
    return {
        .fd = events != 0 ? descriptor_ : -1, .events = static_cast<short>(events), .revents = 0};
  }
  // A broken connection counts as both: whoever reads or writes then learns of it.
  std::function<void()> take(int events) {
    constexpr int broken = POLLERR | POLLHUP | POLLNVAL;
    if (readable_ && (events & (POLLIN | broken)) != 0) return std::exchange(readable_, nullptr);
    if (writable_ && (events & (POLLOUT | broken)) != 0) return std::exchange(writable_, nullptr);
    return nullptr;
  }

 private:
  BlockingLoop& loop_;
  int descriptor_;
  std::function<void()> readable_;
  std::function<void()> writable_;
};

BlockingLoop::BlockingLoop() : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (wake_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
}

BlockingLoop::~BlockingLoop() { close(wake_); }

void BlockingLoop::post(std::function<void()> action) {
  std::lock_guard const lock(mutex_);
  posted_.push_back(std::move(action));
  eventfd_write(wake_, 1);
}

void BlockingLoop::after(std::chrono::milliseconds delay, std::function<void()> action) {
  timers_.emplace(Clock::now() + delay, std::move(action));
}

std::unique_ptr<Watch> BlockingLoop::watch(int descriptor) {
  return std::make_unique<Descriptor>(*this, descriptor);
}

std::deque<std::function<void()>> BlockingLoop::take_posted() {
  std::lock_guard const lock(mutex_);
  eventfd_t ignored = 0;
  eventfd_read(wake_, &ignored);
  return std::exchange(posted_, {});
}

int BlockingLoop::milliseconds_to_wait(Wait wait) const {
  if (wait == Wait::no) return 0;
  if (timers_.empty()) return -1;
  auto const left =
      std::chrono::ceil<std::chrono::milliseconds>(timers_.begin()->first - Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

bool BlockingLoop::run_ready(Wait wait) {
  std::vector<pollfd> events{{.fd = wake_, .events = POLLIN, .revents = 0}};
  auto const watched = watched_;
  for (auto const* descriptor : watched) events.push_back(descriptor->wanted());
  poll(events.data(), events.size(), milliseconds_to_wait(wait));
  bool ran = false;
  auto const run = [&](std::function<void()> const& action) {
    ran = true;
    action();
  };
  for (auto const& action : take_posted()) run(action);
  for (std::size_t i = 0; i < watched.size(); ++i) {
    // An action may end the watch that comes next.
    bool const lives = std::ranges::find(watched_, watched[i]) != watched_.end();
    if (auto action = lives ? watched[i]->take(events[i + 1].revents) : nullptr) run(action);
  }
  while (!timers_.empty() && timers_.begin()->first <= Clock::now())
    run(timers_.extract(timers_.begin()).mapped());
  return ran;
}

}  // namespace orgd
