// The second listener, for those who run the server: whether the process lives, whether it should
// be sent requests, and its metrics. No credentials: who can reach it may ask.
#pragma once

#include <thread>

#include "http/http_listener.hpp"
#include "monitoring/metrics.hpp"
#include "monitoring/readiness.hpp"

namespace orgd {

class Monitoring {
 public:
  /// Answers at once, until it is destroyed. All it watches must outlive it.
  Monitoring(ListenAddress const& address, Environment const& environment, Database& database,
             HttpListener const& serving);
  Monitoring(Monitoring const&) = delete;
  Monitoring& operator=(Monitoring const&) = delete;
  ~Monitoring();

  std::uint16_t port() const { return listener_.port(); }

 private:
  void run();

  Readiness readiness_;
  Watched const watched_;
  HttpListener listener_;
  std::thread thread_;
};

}  // namespace orgd
