// Programs that end, or fork, in the middle of things, each chosen by its name. All end with 0 when
// nothing crashed, nothing hung and nothing was lost.
//
//   exit_program NAME URL CA_FILE
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "atlas/organizations_api.hpp"

namespace {

using atlas::Failure;
using atlas::OrganizationsApi;

atlas::Configuration configuration;
// Never destroyed: a detached thread may compare with it after static objects are gone.
std::string const& id = *std::make_unique<std::string const>(24, 'a').release();

// A failure that is seen after main can only be told so.
void demand(bool truth) {
  if (!truth) std::_Exit(3);
}

bool is_answered(std::string const& asked, atlas::Response<atlas::Organization> const& response) {
  return response && response->id == asked;
}

// An answer, or the word that there will be none.
void demand_outcome(atlas::Response<atlas::Organization> const& response) {
  demand(response ? response->id == id : response.error().failure == Failure::cancelled);
}

struct CallsWhenDestroyed {
  std::optional<OrganizationsApi> api{};
  CallsWhenDestroyed() = default;
  CallsWhenDestroyed(CallsWhenDestroyed const&) = delete;
  CallsWhenDestroyed& operator=(CallsWhenDestroyed const&) = delete;
  ~CallsWhenDestroyed() {
    if (!api) return;
    demand_outcome(api->get_organization(id));
    auto later = api->background([this] { return api->get_organization(id); });
    demand_outcome(later.get());
    demand_outcome(OrganizationsApi(configuration).get_organization(id));
  }
};

CallsWhenDestroyed made_before_any_client;

struct WithThread {
  OrganizationsApi api{configuration};
  std::jthread thread{[this](std::stop_token const& stop) {
    while (!stop.stop_requested()) demand_outcome(api.get_organization(id, {}, {.stop = stop}));
  }};
};

// Clients that are static, and calls from their destructors.
int statics() {
  static OrganizationsApi const api(configuration);
  static WithThread const with_thread;
  static CallsWhenDestroyed made_after;
  made_before_any_client.api.emplace(configuration);
  made_after.api.emplace(api);
  demand(is_answered(id, api.get_organization(id)));
  static auto const future = api.background([] { return api.get_organization(id); });
  return 0;
}

// Work that waits in the queue when its client goes: every callback comes, every future is ready.
int queue() {
  static OrganizationsApi const in_static(configuration);
  std::atomic<int> called = 0;
  std::vector<std::future<atlas::Response<atlas::Organization>>> futures;
  {
    OrganizationsApi const api(configuration);
    for (int i = 0; i < 100; ++i)
      api.background([=] { return api.get_organization(id); },
                     [&called](auto const& response) {
                       demand_outcome(response);
                       ++called;
                     });
    for (int i = 0; i < 10; ++i)
      futures.push_back(api.background([=] { return api.get_organization(id); }));
  }
  demand(called == 100);
  for (auto& future : futures) demand_outcome(future.get());
  for (int i = 0; i < 20; ++i)
    in_static.background([] { return in_static.get_organization(id); }, demand_outcome);
  return 0;
}

// Threads of the program's own that nobody stops.
int detached() {
  auto const shared = std::make_shared<OrganizationsApi>(configuration);
  std::atomic<bool> begun = false;
  for (int i = 0; i < 3; ++i)
    std::thread([shared, &begun] {
      for (bool ended = false; !ended;) {
        auto const response = shared->get_organization(id);
        demand_outcome(response);
        ended = !response;
        begun = true;
      }
      for (;;) pause();  // what else the program does at its end is its own affair
    }).detach();
  while (!begun) std::this_thread::yield();
  std::exit(0);
}

// The process ends on one of the client's own threads.
int on_own_thread() {
  OrganizationsApi const api(configuration);
  static std::atomic_flag ends;  // a process may do that once
  for (int i = 0; i < 20; ++i)
    api.background([&] { return api.get_organization(id); },
                   [](auto const&) {
                     if (!ends.test_and_set()) std::exit(0);
                   });
  for (;;) pause();
}

bool gets_its_own(OrganizationsApi const& api, char letter, int times) {
  std::string const own(24, letter);
  for (int i = 0; i < times; ++i)
    if (!is_answered(own, api.get_organization(own))) return false;
  return is_answered(own, api.background([&] { return api.get_organization(own); }).get());
}

constexpr unsigned patience = 60;  // seconds; what hangs ends by a signal

// A child inherits no alarm.
pid_t fork_with_alarm() {
  pid_t const child = fork();
  if (child == 0) alarm(patience);
  return child;
}

int outcome_of(pid_t child) {
  int status = 0;
  demand(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

// Parent and children ask for things of their own at the same time.
int forks() {
  OrganizationsApi const api(configuration);
  demand(gets_its_own(api, 'a', 1));
  std::map<pid_t, char> children;
  for (char letter : {'b', 'c'}) {
    pid_t const child = fork_with_alarm();
    if (child == 0) std::exit(gets_its_own(api, letter, 10) ? 0 : 4);
    children.emplace(child, letter);
  }
  demand(gets_its_own(api, 'a', 10));
  for (auto const& [child, letter] : children) demand(outcome_of(child) == 0);
  return 0;
}

// While other threads are in the middle of calls, and so may hold any lock.
int forks_among_threads() {
  OrganizationsApi const api(configuration);
  std::jthread const busy([&](std::stop_token const& stop) {
    while (!stop.stop_requested()) demand(gets_its_own(api, 'a', 1));
  });
  for (int i = 0; i < 3; ++i) {
    pid_t const child = fork_with_alarm();
    if (child == 0) std::exit(gets_its_own(api, 'b', 1) ? 0 : 4);
    demand(outcome_of(child) == 0);
  }
  return 0;
}

}  // namespace

int main(int, char** argv) {
  alarm(patience);
  configuration.host = argv[2];
  configuration.http.ca_file = argv[3];
  configuration.credentials = atlas::ApiKeyCredentials{"abcdefgh", "secret"};
  std::map<std::string, int (*)()> const programs{
      {"statics", statics},   {"queue", queue},
      {"detached", detached}, {"on_own_thread", on_own_thread},
      {"forks", forks},       {"forks_among_threads", forks_among_threads}};
  return programs.at(argv[1])();
}
