// Memory of coroutine frames. A request makes and drops a dozen of them, always of the same few
// sizes, so each thread keeps those that ended for the next ones.
#pragma once

#include <array>
#include <cstddef>
#include <new>
#include <vector>

namespace orgd::detail {

class FramePool {
 public:
  FramePool(FramePool const&) = delete;
  FramePool& operator=(FramePool const&) = delete;

  static void* take(std::size_t size) {
    std::size_t const shelf = shelf_of(size);
    if (shelf >= shelf_count || gone) return ::operator new(size);
    auto& kept = of_this_thread().shelves_[shelf];
    if (kept.empty()) return ::operator new((shelf + 1) * step);
    void* const frame = kept.back();
    kept.pop_back();
    return frame;
  }

  static void give_back(void* frame, std::size_t size) {
    std::size_t const shelf = shelf_of(size);
    auto* kept = shelf < shelf_count && !gone ? &of_this_thread().shelves_[shelf] : nullptr;
    if (kept && kept->size() < kept->capacity())
      kept->push_back(frame);
    else
      ::operator delete(frame);
  }

 private:
  static constexpr std::size_t step = 128;
  static constexpr std::size_t shelf_count = 32;
  static constexpr std::size_t kept_frames = 16;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  // Frames that are not used again let the sanitizers see who comes too late.
  static std::size_t shelf_of(std::size_t) { return shelf_count; }
#else
  static std::size_t shelf_of(std::size_t size) { return (size - 1) / step; }
#endif

  FramePool() {
    for (auto& shelf : shelves_) shelf.reserve(kept_frames);
  }
  ~FramePool() {
    gone = true;
    for (auto& shelf : shelves_)
      for (void* frame : shelf) ::operator delete(frame);
  }
  static FramePool& of_this_thread() {
    thread_local FramePool pool;
    return pool;
  }

  // The pool of the main thread ends before static objects do, and these may still run coroutines.
  // Nothing destroys a bool, so it can be asked until the thread itself is gone.
  static inline thread_local constinit bool gone = false;

  std::array<std::vector<void*>, shelf_count> shelves_;
};

}  // namespace orgd::detail
