// The order of the end: static objects are destroyed in the reverse order of their making.
#include "client/process.hpp"

#include <openssl/crypto.h>
#include <pthread.h>
#include <sys/mman.h>

#include <condition_variable>
#include <mutex>
#include <vector>

#include "api/json_read.hpp"

namespace atlas::detail {
namespace {

// Many may be inside, or one forks. Who wants to fork comes before those who want to go in.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  bool forking = false;

  void enter() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return !forking; });
    ++inside;
  }
  void leave() {
    std::lock_guard const lock(mutex);
    --inside;
    changed.notify_all();
  }
  void close() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return !forking; });
    forking = true;
    changed.wait(lock, [&] { return inside == 0; });
  }
  void open() {
    std::lock_guard const lock(mutex);
    forking = false;
    changed.notify_all();
  }
};

// Never destroyed: static objects of the program may use clients after it.
struct Registry {
  std::mutex mutex;
  std::vector<std::weak_ptr<Endable>> members;
  std::vector<std::shared_ptr<void>> of_parents;
  bool ending = false;
  std::mutex last_mutex;
  std::unique_ptr<std::thread> last;
  std::unique_ptr<Gate> gate = std::make_unique<Gate>();
};

// A callback inside of the gate may fork too; it would wait for itself.
thread_local int inside_gate = 0;

Registry& registry() {
  static Registry* const all = std::make_unique<Registry>().release();
  return *all;
}

void before_fork() {
  if (inside_gate == 0) registry().gate->close();
  registry().mutex.lock();
  registry().last_mutex.lock();
}

void unlock_after_fork() {
  registry().last_mutex.unlock();
  registry().mutex.unlock();
}

void in_parent() {
  unlock_after_fork();
  if (inside_gate == 0) registry().gate->open();
}

// The threads are the parent's, and so is what they work for.
void in_child() {
  registry().members.clear();
  static_cast<void>(registry().last.release());
  unlock_after_fork();
  // A new one: threads of the parent wait at the old one for ever.
  static_cast<void>(registry().gate.release());
  registry().gate = std::make_unique<Gate>();
  registry().gate->inside = inside_gate > 0 ? 1 : 0;
}

class ProcessEnd {
 public:
  ProcessEnd() {
    OPENSSL_init_crypto(0, nullptr);
    static_cast<void>(parse_json("{}"));  // simdjson chooses its implementation
    pthread_atfork(before_fork, in_parent, in_child);
  }
  ProcessEnd(ProcessEnd const&) = delete;
  ProcessEnd& operator=(ProcessEnd const&) = delete;
  ~ProcessEnd() {
    std::vector<std::shared_ptr<Endable>> all;
    {
      std::lock_guard const lock(registry().mutex);
      registry().ending = true;
      for (auto const& member : registry().members)
        if (auto endable = member.lock()) all.push_back(std::move(endable));
    }
    for (auto const& endable : all) endable->stop();
    for (auto const& endable : all) endable->wait();
    join_last();
  }
};

}  // namespace

// A page that the kernel empties in a child, however that was forked.
pid_t this_process() {
  static auto* const page = [] {
    auto const size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* const memory =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    bool const emptied = memory != MAP_FAILED && madvise(memory, size, MADV_WIPEONFORK) == 0;
    return emptied ? new (memory) std::atomic<pid_t>(0) : nullptr;
  }();
  if (page == nullptr) return getpid();
  pid_t known = page->load(std::memory_order_relaxed);
  if (known == 0) {
    known = getpid();
    page->store(known, std::memory_order_relaxed);
  }
  return known;
}

NoFork::NoFork() {
  if (inside_gate++ == 0) registry().gate->enter();
}

NoFork::~NoFork() {
  if (--inside_gate == 0) registry().gate->leave();
}

void end_with_process(std::shared_ptr<Endable> const& endable) {
  static ProcessEnd const end;
  {
    std::lock_guard const lock(registry().mutex);
    std::erase_if(registry().members, [](auto const& member) { return member.expired(); });
    registry().members.push_back(endable);
    if (!registry().ending) return;
  }
  endable->stop();
}

void leave(std::thread self) {
  std::lock_guard const lock(registry().last_mutex);
  if (registry().last) registry().last->join();
  registry().last = std::make_unique<std::thread>(std::move(self));
}

void join_last() {
  std::lock_guard const lock(registry().last_mutex);
  // A thread that ends the process is not waited for by itself.
  if (registry().last && registry().last->get_id() == std::this_thread::get_id()) return;
  if (auto const last = std::move(registry().last)) last->join();
}

void keep_for_ever(std::shared_ptr<void> of_parent) {
  std::lock_guard const lock(registry().mutex);
  registry().of_parents.push_back(std::move(of_parent));
}

}  // namespace atlas::detail
