// What a call through the client library costs beside the same call in bare libcurl: processor time
// of the calling thread, in rounds that take turns.
//
//   bench_sdk_call HOST PUBLIC_KEY PRIVATE_KEY ORG_ID ROUNDS
//
// Prints "RATIO SDK_MICROS LIBCURL_MICROS", medians of the rounds.
#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "atlas/organizations_api.hpp"

namespace {

constexpr int calls_each_round = 1000;

double cpu_micros() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  auto const micros = [](timeval time) {
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
  };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

// Processor time of one of many calls.
template <class Call>
double measure(Call const& call) {
  double const begin = cpu_micros();
  for (int i = 0; i < calls_each_round; ++i)
    if (!call()) throw std::runtime_error("a call failed");
  return (cpu_micros() - begin) / calls_each_round;
}

std::size_t keep(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

class BareCall {
 public:
  BareCall(std::string const& url, std::string const& key, std::string const& secret) {
    fields_ = curl_slist_append(fields_, "Accept: application/vnd.atlas.2023-01-01+json");
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPAUTH, CURLAUTH_DIGEST);
    curl_easy_setopt(easy_, CURLOPT_USERNAME, key.c_str());
    curl_easy_setopt(easy_, CURLOPT_PASSWORD, secret.c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, fields_);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &body_);
  }
  BareCall(BareCall const&) = delete;
  BareCall& operator=(BareCall const&) = delete;
  ~BareCall() {
    curl_easy_cleanup(easy_);
    curl_slist_free_all(fields_);
  }

  bool operator()() const {
    body_.clear();
    long status = 0;
    if (curl_easy_perform(easy_) != CURLE_OK) return false;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    return status == 200;
  }

 private:
  CURL* easy_ = curl_easy_init();
  curl_slist* fields_ = nullptr;
  mutable std::string body_;
};

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + std::ssize(values) / 2);
  return values[values.size() / 2];
}

void run(std::vector<std::string> const& arguments) {
  auto const& [host, key, secret, org] =
      std::tie(arguments[1], arguments[2], arguments[3], arguments[4]);
  atlas::OrganizationsApi const api(
      {.host = host, .credentials = atlas::ApiKeyCredentials{key, secret}});
  BareCall const bare(host + "/api/atlas/v2/orgs/" + org, key, secret);
  std::vector<double> through_sdk;
  std::vector<double> through_curl;
  for (int round = 0; round < std::stoi(arguments[5]); ++round) {
    through_sdk.push_back(measure([&] { return api.get_organization(org).ok(); }));
    through_curl.push_back(measure(bare));
  }
  fmt::print("{:.3f} {:.1f} {:.1f}\n", median(through_sdk) / median(through_curl),
             median(through_sdk), median(through_curl));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    fmt::print(stderr, "bench_sdk_call HOST PUBLIC_KEY PRIVATE_KEY ORG_ID ROUNDS\n");
    return 2;
  }
  try {
    run({argv, argv + argc});
    return 0;
  } catch (std::exception const& error) {
    fmt::print(stderr, "bench_sdk_call: {}\n", error.what());
    return 1;
  }
}
