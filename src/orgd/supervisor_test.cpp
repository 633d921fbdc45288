// What a supervisor reads on a socket of its own.
#include "orgd/supervisor.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace orgd {
namespace {

// A supervisor's end: a socket of datagrams under the name, whose first "@" stands for a zero byte.
class NotifySocket {
 public:
  explicit NotifySocket(std::string const& name)
      : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::ranges::copy(name, address.sun_path);
    if (name.front() == '@') address.sun_path[0] = '\0';
    auto const length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    if (::bind(descriptor_, reinterpret_cast<sockaddr const*>(&address), length) != 0)
      throw std::runtime_error("no socket " + name);
  }
  ~NotifySocket() { ::close(descriptor_); }
  NotifySocket(NotifySocket const&) = delete;
  NotifySocket& operator=(NotifySocket const&) = delete;

  // A datagram to a local socket is there when it has been sent; "" when there is none.
  std::string read() const {
    std::string text(100, '\0');
    auto const size = ::recv(descriptor_, text.data(), text.size(), 0);
    text.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    return text;
  }

 private:
  int descriptor_;
};

class SupervisorTest : public ::testing::Test {
 public:
  SupervisorTest() {
    std::string name = (std::filesystem::temp_directory_path() / "supervisor.XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no directory");
    home_ = name;
  }
  ~SupervisorTest() override { std::filesystem::remove_all(home_); }

 protected:
  std::filesystem::path home_;
};

TEST_F(SupervisorTest, IsToldOnASocketInTheFileSystem) {
  auto const name = (home_ / "notify").string();
  NotifySocket const socket(name);
  Supervisor const supervisor(name);
  EXPECT_EQ(supervisor.ready(), "");
  EXPECT_EQ(socket.read(), "READY=1");
  EXPECT_EQ(supervisor.stopping(), "");
  EXPECT_EQ(socket.read(), "STOPPING=1");
  EXPECT_EQ(socket.read(), "");
}

TEST_F(SupervisorTest, IsToldOnASocketOutsideOfIt) {
  auto const name = "@orgd" + home_.string();
  NotifySocket const socket(name);
  EXPECT_EQ(Supervisor(name).ready(), "");
  EXPECT_EQ(socket.read(), "READY=1");
}

TEST_F(SupervisorTest, IsTheOneOfTheEnvironment) {
  auto const name = (home_ / "notify").string();
  NotifySocket const socket(name);
  setenv("NOTIFY_SOCKET", name.c_str(), 1);
  auto const supervisor = Supervisor::of_environment();
  unsetenv("NOTIFY_SOCKET");
  EXPECT_EQ(supervisor.ready(), "");
  EXPECT_EQ(socket.read(), "READY=1");
}

TEST_F(SupervisorTest, NeedNotBeThere) {
  unsetenv("NOTIFY_SOCKET");
  EXPECT_EQ(Supervisor::of_environment().ready(), "");
}

TEST_F(SupervisorTest, ThatCannotBeToldIsNamed) {
  auto const gone = (home_ / "gone").string();
  EXPECT_EQ(Supervisor(gone).ready(),
            "NOTIFY_SOCKET=" + gone + " cannot be told READY=1: No such file or directory");
  for (std::string const& name : {std::string("vsock:2:1"), "/" + std::string(200, 'x')})
    EXPECT_TRUE(Supervisor(name).ready().ends_with("no path of a socket, nor a name behind @"))
        << name;
}

}  // namespace
}  // namespace orgd
