// Judges wrong passwords and does nothing else: how many tries to sign in a machine could judge.
//
//   bench_raw_passwords SECONDS AT_ONCE
//
// Prints how many a second.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>
#include <vector>

#include "security/vault.hpp"

namespace {

double rate(double seconds, std::size_t at_once) {
  using Clock = std::chrono::steady_clock;
  std::string const hash = orgd::hash_password("correct horse");
  std::vector<std::size_t> counts(at_once);
  auto const begin = Clock::now();
  auto const end = begin + std::chrono::duration<double>(seconds);
  {
    std::vector<std::jthread> threads;
    for (std::size_t& count : counts)
      threads.emplace_back([&] {
        while (Clock::now() < end)
          if (!orgd::fits_password(hash, "a wrong horse")) ++count;
      });
  }
  std::chrono::duration<double> const spent = Clock::now() - begin;
  std::size_t all = 0;
  for (auto const count : counts) all += count;
  return static_cast<double>(all) / spent.count();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "bench_raw_passwords SECONDS AT_ONCE\n");
    return 2;
  }
  try {
    fmt::print("{:.3f}\n", rate(std::stod(argv[1]), std::stoul(argv[2])));
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_raw_passwords: {}\n", error.what());
    return 1;
  }
}
