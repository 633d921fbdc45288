// What the end of a process and its forks mean to the library: what is under way is over before
// other libraries are torn down, and a child has everything of its own.
#pragma once

#include <unistd.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

namespace atlas::detail {

/// Uses threads or other libraries, so it must be over before a process tears those down.
class Endable {
 public:
  virtual ~Endable() = default;
  /// Lets nothing new begin and asks what is under way to end. Waits for nothing.
  virtual void stop() = 0;
  /// Waits until all is over but what the calling thread itself has under way.
  virtual void wait() = 0;
};

/// Stops it and waits for it when the process ends; at once when that has begun. What other
/// libraries keep in static objects is made before, and so is destroyed after.
void end_with_process(std::shared_ptr<Endable> const& endable);

/// Gives the calling thread away as its last act: joined by the next that leaves, or at the end.
void leave(std::thread self);
/// Waits until the last thread that left is gone.
void join_last();

/// While it lives no other thread forks, so that a child finds no lock of TLS held by a thread that
/// it lacks. Not to be held while waiting for anything.
class NoFork {
 public:
  NoFork();
  NoFork(NoFork const&) = delete;
  NoFork& operator=(NoFork const&) = delete;
  ~NoFork();
};

/// Keeps what a parent process made. A child must not destroy it: it may be in the middle of use
/// by threads that the child lacks, and its connections are the parent's.
void keep_for_ever(std::shared_ptr<void> of_parent);

/// getpid() without asking the system again, but in a child.
pid_t this_process();

/// A value of which each process has its own: a child makes a new one when it first asks.
template <class T>
class PerProcess {
 public:
  using Make = std::function<std::shared_ptr<T>()>;

  explicit PerProcess(Make make) : make_(std::move(make)), now_(made().release()) {}
  PerProcess(PerProcess const&) = delete;
  PerProcess& operator=(PerProcess const&) = delete;
  ~PerProcess() {
    std::unique_ptr<Owned> const last(now_.load());
    if (last->process != this_process()) keep_for_ever(std::move(last->value));
  }

  T& get() {
    Owned* owned = now_.load(std::memory_order_acquire);
    if (owned->process == this_process()) return *owned->value;
    auto mine = made();
    if (now_.compare_exchange_strong(owned, mine.get(), std::memory_order_acq_rel)) {
      keep_for_ever(std::shared_ptr<Owned>(owned));
      return *mine.release()->value;
    }
    return *owned->value;  // another thread of the child was quicker
  }
  /// Nothing when this process has none yet.
  T* existing() const {
    Owned const* owned = now_.load(std::memory_order_acquire);
    return owned->process == this_process() ? owned->value.get() : nullptr;
  }

 private:
  struct Owned {
    pid_t process;
    std::shared_ptr<T> value;
  };
  std::unique_ptr<Owned> made() const { return std::make_unique<Owned>(this_process(), make_()); }

  Make const make_;
  std::atomic<Owned*> now_;
};

}  // namespace atlas::detail
