// What doors share: editing requests, looking headers up, printing both, and saying no.
#include "door.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace conformance {
namespace {

std::string shortened(std::string_view text) {
  constexpr std::size_t limit = 2000;
  if (text.size() <= limit) return std::string(text);
  return fmt::format("{}... ({} bytes)", text.substr(0, limit), text.size());
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

RequestSpec RequestSpec::without(std::string_view name) const {
  RequestSpec copy = *this;
  std::erase_if(copy.headers, [&](Header const& header) { return same_name(header.name, name); });
  return copy;
}

RequestSpec RequestSpec::with(std::string name, std::string value) const {
  return without(name).plus(name, std::move(value));
}

RequestSpec RequestSpec::plus(std::string name, std::string value) const {
  RequestSpec copy = *this;
  copy.headers.push_back({std::move(name), std::move(value)});
  return copy;
}

RequestSpec RequestSpec::by(KeyPair key) const {
  RequestSpec copy = *this;
  copy.credentials = std::move(key);
  return copy;
}

RequestSpec RequestSpec::by_nobody() const {
  RequestSpec copy = *this;
  copy.credentials.reset();
  return copy;
}

RequestSpec RequestSpec::from(std::string address) const {
  RequestSpec copy = *this;
  copy.client_address = std::move(address);
  return copy;
}

std::vector<std::string> Answer::all(std::string_view name) const {
  std::vector<std::string> values;
  for (Header const& header : headers)
    if (same_name(header.name, name)) values.push_back(header.value);
  return values;
}

std::string Answer::header(std::string_view name) const {
  auto values = all(name);
  return values.empty() ? "" : std::move(values.front());
}

RawExchange Door::send_bytes(std::string const&, int) {
  throw Skip{"this door sends no bytes of its own"};
}

std::string Door::mail_link(std::string const&) { throw Skip{"this door cannot read the outbox"}; }

std::optional<std::string> Door::operator_command(std::vector<std::string> const&,
                                                  std::string const&) {
  throw Skip{"this door runs no operator commands"};
}

void Door::advance_clock(std::chrono::seconds) { throw Skip{"this door cannot move the clock"}; }

void Door::set_clock(std::chrono::seconds) { throw Skip{"this door cannot set the clock"}; }

Backstage const& Door::backstage() { throw Skip{"this door sees no more than clients do"}; }

void Door::fail_statement(int) { throw Skip{"this door cannot break the database"}; }

std::string describe(RequestSpec const& request) {
  std::string text = fmt::format("{} {}\n", request.method, request.target);
  if (request.credentials) text += fmt::format("(digest as {})\n", request.credentials->public_key);
  if (request.client_address) text += fmt::format("(from {})\n", *request.client_address);
  for (Header const& header : request.headers)
    text += fmt::format("{}: {}\n", header.name,
                        same_name(header.name, "Authorization") ? "(hidden)" : header.value);
  return request.body.empty() ? text : text + "\n" + shortened(request.body) + "\n";
}

std::string describe(Answer const& answer) {
  std::string text = fmt::format("{}\n", answer.status);
  for (Header const& header : answer.headers)
    text += fmt::format("{}: {}\n", header.name, header.value);
  return answer.body.empty() ? text : text + "\n" + shortened(answer.body) + "\n";
}

}  // namespace conformance
