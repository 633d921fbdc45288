// Reads /proc/self. What cannot be read is 0: no metric is worth failing for.
#include "telemetry/process_metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace orgd {
namespace {

using enum MetricType;
namespace fs = std::filesystem;

std::string contents_of(char const* file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The fields of proc(5)'s stat file by their number there, from the third on: the second, the
// program's name, may contain blanks.
class StatFields {
 public:
  StatFields() {
    std::string const text = contents_of("/proc/self/stat");
    std::istringstream rest(text.substr(std::min(text.rfind(')') + 1, text.size())));
    for (std::string field; rest >> field;) fields_.push_back(field);
  }
  double operator[](std::size_t number) const {
    constexpr std::size_t first = 3;
    return number - first < fields_.size() ? std::stod(fields_[number - first]) : 0;
  }

 private:
  std::vector<std::string> fields_;
};

double boot_time() {
  std::istringstream in(contents_of("/proc/stat"));
  for (std::string name; in >> name;) {
    double seconds = 0;
    if (name == "btime" && in >> seconds) return seconds;
  }
  return 0;
}

double open_files() {
  std::error_code unreadable;
  fs::directory_iterator const files("/proc/self/fd", unreadable);
  if (unreadable) return 0;
  return static_cast<double>(std::distance(fs::begin(files), fs::end(files)));
}

double max_files() {
  rlimit limit{};
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? static_cast<double>(limit.rlim_cur) : 0;
}

template <auto Member>
double read(ProcessFigures const& figures) {
  return figures.*Member;
}

constexpr std::array<MetricRow<ProcessFigures>, 7> process_rows{
    {{{"process_cpu_seconds_total", counter, "Processor time of all threads"},
      read<&ProcessFigures::cpu_seconds>},
     {{"process_start_time_seconds", gauge, "When the process started, since 1970"},
      read<&ProcessFigures::start_time>},
     {{"process_resident_memory_bytes", gauge, "Memory in use"},
      read<&ProcessFigures::resident_bytes>},
     {{"process_virtual_memory_bytes", gauge, "Address space in use"},
      read<&ProcessFigures::virtual_bytes>},
     {{"process_open_fds", gauge, "Open file descriptors"}, read<&ProcessFigures::open_files>},
     {{"process_max_fds", gauge, "File descriptors that may be open"},
      read<&ProcessFigures::max_files>},
     {{"process_threads", gauge, "Threads"}, read<&ProcessFigures::threads>}}};

}  // namespace

ProcessFigures process_figures() {
  StatFields const stat;
  auto const ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  auto const page = static_cast<double>(sysconf(_SC_PAGESIZE));
  static double const booted = boot_time();
  return {.cpu_seconds = (stat[14] + stat[15]) / ticks,
          .start_time = booted + stat[22] / ticks,
          .resident_bytes = stat[24] * page,
          .virtual_bytes = stat[23],
          .open_files = open_files(),
          .max_files = max_files(),
          .threads = stat[20]};
}

std::span<MetricRow<ProcessFigures> const> process_metrics() { return process_rows; }

}  // namespace orgd
