// What a shell makes of the lines that a sandbox prints for it.
#include "orgd/sandbox_report.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace orgd {
namespace {

namespace fs = std::filesystem;

class SandboxReportTest : public ::testing::Test {
 protected:
  SandboxReportTest() {
    std::string pattern = (fs::temp_directory_path() / "orgd-report-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    directory_ = pattern;
  }
  ~SandboxReportTest() override { fs::remove_all(directory_); }

  // What the variable holds once /bin/sh has evaluated the lines in an empty directory.
  std::string evaluated(SandboxReport const& report, std::string const& variable) {
    auto const lines = directory_ / "lines";
    std::ofstream(lines, std::ios::binary) << lines_to_eval(report);
    auto const directory = directory_.string();
    // A point behind the value keeps a newline at its end.
    auto const script = "cd '" + directory +
                        "' && HOME=/home/elsewhere && eval \"$(cat lines)\" && " +
                        "printf '%s.' \"$" + variable + "\" 2>&1";
    auto const close = [](std::FILE* pipe) { ::pclose(pipe); };
    std::unique_ptr<std::FILE, decltype(close)> const pipe(::popen(script.c_str(), "r"), close);
    if (!pipe) throw std::runtime_error("no shell");
    std::string text;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get()))
      text += static_cast<char>(c);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  fs::path directory_;
};

TEST_F(SandboxReportTest, GivesAShellEveryValueAsItIs) {
  for (std::string const value :
       {"plain",       "~",          "~root",     "a:~",         "two words",  " led and followed ",
        "'",           "it's",       "''",        "\"",          "$HOME",      "${HOME}",
        "$(echo ran)", "`echo ran`", "\\",        "\\\\'",       "line\nline", "\n",
        "tab\there",   "-n",         "--",        "#no comment", "a #b",       "*",
        "l?nes",       "[l]ines",    "{a,b}",     "!!",          "a;b",        "a&b",
        "a|b",         "<a>b",       "(a)",       "%s",          "=",          "a=b",
        "b\u00fccher", "\u2028",     "\U0001f600"}) {
    SandboxReport const report{.api = "http://127.0.0.1:1",
                               .control = "http://127.0.0.1:2",
                               .key = {"name" + value, value}};
    EXPECT_EQ(evaluated(report, "ATLAS_PRIVATE_KEY"), value);
    EXPECT_EQ(evaluated(report, "ATLAS_PUBLIC_KEY"), "name" + value);
  }
}

TEST_F(SandboxReportTest, GivesAShellAddressesOfIpv6) {
  fs::create_directory(directory_ / "http:");
  std::ofstream(directory_ / "http:" / "::") << "what a pattern would find";
  SandboxReport const report{.api = "http://[::1]:8080", .control = "http://[::1]:8081"};
  EXPECT_EQ(evaluated(report, "ORGD_URL"), report.api);
  EXPECT_EQ(evaluated(report, "ORGD_CONTROL"), report.control + "/orgd/sandbox/v1");
}

TEST_F(SandboxReportTest, LeavesSafeValuesAsTheyAre) {
  SandboxReport const report{.api = "http://127.0.0.1:8080",
                             .control = "http://localhost:8081",
                             .key = {"a.b-c_d", "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}};
  EXPECT_EQ(lines_to_eval(report),
            "export ORGD_URL=http://127.0.0.1:8080\n"
            "export ORGD_CONTROL=http://localhost:8081/orgd/sandbox/v1\n"
            "export ATLAS_PUBLIC_KEY=a.b-c_d\n"
            "export ATLAS_PRIVATE_KEY=5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4\n");
}

}  // namespace
}  // namespace orgd
