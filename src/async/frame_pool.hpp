// Memory of coroutine frames. A request makes and drops a dozen of them, always of the same few
// sizes, so each thread keeps those that ended for the next ones.
#pragma once

#include <array>
#include <cstddef>
#include <new>
#include <utility>

namespace orgd::detail {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool sanitized = false;
#endif

class FramePool {
 public:
  FramePool(FramePool const&) = delete;
  FramePool& operator=(FramePool const&) = delete;

  static void* take(std::size_t size) {
    std::size_t const shelf = shelf_of(size);
    if (shelf >= shelf_count) return ::operator new(size);
    Shelf& kept = shelves[shelf];
    if (!kept.first) return ::operator new((shelf + 1) * step);
    --kept.count;
    return std::exchange(kept.first, kept.first->next);
  }

  static void give_back(void* frame, std::size_t size) {
    std::size_t const shelf = shelf_of(size);
    if (shelf >= shelf_count || shelves[shelf].count >= kept_frames)
      return ::operator delete(frame);
    if (!emptied_at_end) empty_at_end();
    Shelf& kept = shelves[shelf];
    kept.first = new (frame) Ended{kept.first};
    ++kept.count;
  }

 private:
  static constexpr std::size_t step = 128;
  static constexpr std::size_t shelf_count = 32;
  static constexpr std::size_t kept_frames = 16;

  // Frames that are not used again let the sanitizers see who comes too late.
  static std::size_t shelf_of(std::size_t size) {
    return sanitized ? shelf_count : (size - 1) / step;
  }

  FramePool() = default;
  ~FramePool() {
    for (Shelf& shelf : shelves) {
      while (shelf.first) ::operator delete(std::exchange(shelf.first, shelf.first->next));
      shelf.count = kept_frames;  // keeps no more
    }
  }
  [[gnu::noinline]] static void empty_at_end() {
    thread_local FramePool at_end;
    emptied_at_end = true;
  }

  // A frame that waits for its next use.
  struct Ended {
    Ended* next;
  };
  struct Shelf {
    Ended* first;
    std::size_t count;
  };

  // None of these is ever destroyed, so they can be asked until the thread itself is gone, and need
  // not be asked whether they are there. The pool of the main thread ends before static objects do,
  // and these may still run coroutines.
  static inline thread_local constinit std::array<Shelf, shelf_count> shelves{};
  static inline thread_local constinit bool emptied_at_end = false;
};

}  // namespace orgd::detail
