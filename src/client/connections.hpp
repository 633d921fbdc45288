// libcurl's handles with their open connections, kept for the next transfer.
#pragma once

#include <curl/curl.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "client/process.hpp"

namespace atlas::detail {

/// One transfer at a time.
struct CurlHandles {
  CURL* easy = curl_easy_init();
  CURLM* multi = curl_multi_init();

  CurlHandles() = default;
  CurlHandles(CurlHandles const&) = delete;
  CurlHandles& operator=(CurlHandles const&) = delete;
  ~CurlHandles() {
    NoFork const no_fork;
    curl_multi_cleanup(multi);
    curl_easy_cleanup(easy);
  }
};

/// Those of one transport in one process. When the process ends it wakes the transfers that run,
/// waits for them, and closes all connections while TLS is still there to do so.
class Connections final : public Endable {
 public:
  static std::shared_ptr<Connections> make();

  /// Nothing when the process ends. Only for transfers of this process.
  std::unique_ptr<CurlHandles> take();
  void give_back(std::unique_ptr<CurlHandles> handles);
  bool is_stopping() const;

  void stop() override;
  void wait() override;

 private:
  Connections() = default;

  static constexpr std::size_t max_free = 32;
  mutable std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<CurlHandles>> free_;
  std::vector<std::pair<CurlHandles*, std::thread::id>> in_use_;
  bool stopping_ = false;
};

}  // namespace atlas::detail
