// Memory that runs out while a connection is let in: this program's allocations can be made to
// fail.
#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "http/connection.hpp"
#include "telemetry/log.hpp"
#include "test_server.hpp"

namespace {

// The next connection that is made finds no memory. What counts its owners stands beside it.
std::atomic<bool> without_connection{false};
constexpr std::size_t least = sizeof(orgd::Connection), most = least + 64;

}  // namespace

// Not inline: g++ would take malloc and delete, or new and free, for a pair that does not match.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (size >= least && size <= most && without_connection.exchange(false)) throw std::bad_alloc();
  void* const memory = std::malloc(size);
  return memory ? memory : throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  ::operator delete(memory);
}

namespace orgd::test {
namespace {

// What a log has written, once it is complete.
class LogFile {
 public:
  LogFile() : descriptor_(::memfd_create("log", MFD_CLOEXEC)) {}
  LogFile(LogFile const&) = delete;
  LogFile& operator=(LogFile const&) = delete;
  ~LogFile() { ::close(descriptor_); }

  int descriptor() const { return descriptor_; }
  std::string text() const {
    std::string text(65536, '\0');
    auto const size = ::pread(descriptor_, text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }

 private:
  int descriptor_;
};

// One connection is lost, counted and told; the next is served as if nothing had been.
TEST(Memory, ThatRunsOutForOneConnectionEndsNoAccepting) {
  LogFile file;
  std::uint64_t failures = 0;
  {
    Log log(file.descriptor(), LogLevel::info, LogFormat::text);
    ListenerOptions options = one_loop();
    options.log = &log;
    TestServer server(options);
    auto before = server.connect();
    EXPECT_EQ(before.exchange(get("/before")).status, 200);
    without_connection = true;
    EXPECT_TRUE(server.connect().ended());
    EXPECT_FALSE(without_connection);
    auto after = server.connect();
    EXPECT_EQ(after.exchange(get("/after")).body, "GET /after ");
    EXPECT_EQ(before.exchange(get("/again")).status, 200);
    EXPECT_EQ(server.counts().open, 2U);
    failures = server.counts().accept_failures;
  }
  EXPECT_EQ(failures, 1U);
  EXPECT_NE(file.text().find("a connection could not be accepted: std::bad_alloc"),
            std::string::npos)
      << file.text();
}

// The same where a full loop hands the connection to the next one.
TEST(Memory, ThatRunsOutForAConnectionHandedOnEndsNoLoop) {
  for (int round = 0; round < 20; ++round) {
    ListenerOptions options;
    options.threads = 3;
    options.max_connections = 1;
    TestServer server(options);
    auto idle = server.connect();
    EXPECT_EQ(idle.exchange(get("/idle")).status, 200);
    without_connection = true;
    EXPECT_TRUE(server.connect().ended());  // wherever there was room for it
    EXPECT_FALSE(without_connection);
    EXPECT_EQ(server.connect().exchange(get("/after")).status, 200);
    server.stop();  // the client sees the end before another loop has counted it
    EXPECT_EQ(server.counts().accept_failures, 1U);
  }
}

}  // namespace
}  // namespace orgd::test
