// Memory of coroutine frames, as the release build hands it out: every allocation of this program
// is counted and knows its size. With sanitizers the pool keeps nothing, and the same must hold.
#include "async/frame_pool.hpp"
#include "async/task.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>

namespace {

// Stands before each allocation.
struct alignas(std::max_align_t) Head {
  std::size_t size;
};

std::atomic<std::int64_t> living{0};

std::size_t allocated(void const* memory) { return (static_cast<Head const*>(memory) - 1)->size; }

}  // namespace

// NOLINTBEGIN(misc-new-delete-overloads): what the library has for arrays comes here as well
// Not inline: g++ would take malloc and delete, or new and free, for a pair that does not match.
[[gnu::noinline]] void* operator new(std::size_t size) {
  void* const memory = std::malloc(sizeof(Head) + size);
  if (!memory) throw std::bad_alloc();
  living.fetch_add(1);
  return new (memory) Head{size} + 1;
}

[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (!memory) return;
  living.fetch_sub(1);
  std::free(static_cast<Head*>(memory) - 1);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  ::operator delete(memory);
}
// NOLINTEND(misc-new-delete-overloads)

namespace orgd::detail {
namespace {

// How many allocations `work` in a thread of its own leaves behind when the thread is gone.
template <class Work>
std::int64_t left_behind(Work const& work) {
  auto const before = living.load();
  std::thread(work).join();
  return living.load() - before;
}

struct Frame {
  unsigned char* memory;
  std::size_t size;
  unsigned char mark;
};

// Whether the frame has its room, and nobody else wrote there.
void expect_whole(Frame const& frame) {
  ASSERT_GE(allocated(frame.memory), frame.size);
  for (std::size_t i = 0; i < frame.size; ++i) ASSERT_EQ(frame.memory[i], frame.mark);
}

TEST(FramePool, GivesEachFrameItsRoomWhoeverHadItBefore) {
  std::mt19937 random(1);
  std::vector<Frame> frames;
  for (int step = 0; step < 20'000; ++step) {
    bool const take = frames.empty() || (random() % 2 != 0 && frames.size() < 200);
    if (take) {
      std::size_t const size = 1 + random() % 5000;
      auto const mark = static_cast<unsigned char>(random());
      auto* const memory = static_cast<unsigned char*>(FramePool::take(size));
      ASSERT_GE(allocated(memory), size);
      std::memset(memory, mark, size);
      frames.push_back({memory, size, mark});
    } else {
      std::swap(frames[random() % frames.size()], frames.back());
      ASSERT_NO_FATAL_FAILURE(expect_whole(frames.back()));
      FramePool::give_back(frames.back().memory, frames.back().size);
      frames.pop_back();
    }
  }
  for (auto const& frame : frames) {
    ASSERT_NO_FATAL_FAILURE(expect_whole(frame));
    FramePool::give_back(frame.memory, frame.size);
  }
}

TEST(FramePool, GivesFramesOfEverySizeTheirRoom) {
  for (std::size_t size = 1; size <= 5000; ++size) {
    // Neighbours share a shelf or stand on either side of its end.
    FramePool::give_back(FramePool::take(size), size);
    void* const frame = FramePool::take(size + 1);
    ASSERT_GE(allocated(frame), size + 1);
    FramePool::give_back(frame, size + 1);
  }
}

TEST(FramePool, LeavesNothingBehindWithItsThread) {
  EXPECT_EQ(left_behind([] {
              for (std::size_t size = 1; size <= 5000; size += 100)
                for (int i = 0; i < 40; ++i) FramePool::give_back(FramePool::take(size), size);
            }),
            0);
}

// As many as are under way at once in a burst are not kept for ever.
TEST(FramePool, KeepsFewOfManyFrames) {
  std::int64_t kept = -1;
  EXPECT_EQ(left_behind([&kept] {
              FramePool::give_back(FramePool::take(300), 300);  // the pool itself is there now
              std::vector<void*> frames(1000);
              auto const before = living.load();
              for (auto& frame : frames) frame = FramePool::take(300);
              for (void* frame : frames) FramePool::give_back(frame, 300);
              kept = living.load() - before;
            }),
            0);
  EXPECT_GE(kept, 0);
  EXPECT_LT(kept, 20);
}

// Ends a coroutine when its thread ends.
struct Late {
  ~Late() {
    FramePool::give_back(early, 300);
    FramePool::give_back(FramePool::take(300), 300);
  }
  void* early = nullptr;
};

TEST(FramePool, ServesWhatOutlivesIt) {
  EXPECT_EQ(left_behind([] {
              thread_local Late late;  // before the pool, so destroyed after it
              late.early = FramePool::take(300);
              FramePool::give_back(FramePool::take(300), 300);
            }),
            0);
}

Task<int> depth(int more) {
  if (more == 0) co_return 0;
  co_return 1 + co_await depth(more - 1);
}

TEST(FramePool, HasTheFramesOfCoroutinesBack) {
  EXPECT_EQ(left_behind([] {
              for (int round = 0; round < 100; ++round) {
                auto task = depth(round);
                task.handle().resume();
                ASSERT_EQ(*task.take(), round);
              }
            }),
            0);
}

}  // namespace
}  // namespace orgd::detail
