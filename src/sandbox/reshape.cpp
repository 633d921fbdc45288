// Answers that nobody meant, in the form of those that somebody does.
#include "sandbox/reshape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/json_write.hpp"

namespace orgd::sandbox {
namespace {

constexpr std::string_view said_by = "A fault rule of the sandbox answers this.";

WireFault& fault_of(Response& response) {
  if (!response.fault) response.fault = std::make_unique<WireFault>();
  return *response.fault;
}

// The results of a list, or the list itself.
atlas::JsonNode* list_of(atlas::JsonNode& body) {
  using Kind = atlas::JsonNode::Kind;
  if (body.kind == Kind::array) return &body;
  for (auto& member : body.children)
    if (member.key == "results" && member.kind == Kind::array) return &member;
  return nullptr;
}

void shuffle(Exchange& exchange, std::string_view rule_id) {
  Response& response = exchange.response;
  if (response.status != 200) return;
  auto body = atlas::parse_json(response.body);
  auto* const list = body ? list_of(*body) : nullptr;
  if (!list || list->children.size() < 2) return;
  // Another order for each length, the same each time.
  std::uint64_t number = list->children.size();
  std::from_chars(rule_id.data(), rule_id.data() + rule_id.size(), number);
  Choices choices(number);
  auto& elements = list->children;
  for (std::size_t left = elements.size(); left > 1; --left) {
    auto const at = choices.between(0, static_cast<std::int64_t>(left) - 1);
    std::swap(elements[left - 1], elements[static_cast<std::size_t>(at)]);
  }
  response.body.clear();
  atlas::write_json(response.body, *body);
  if (exchange.pretty) response.body = atlas::pretty_json(response.body);
}

void set_wire_fault(Response& response, Effect const& effect) {
  if (effect.disconnect) fault_of(response).disconnect = true;
  if (effect.cut_body_at)
    fault_of(response).cut_body_at = static_cast<std::size_t>(*effect.cut_body_at);
  if (effect.content_length)
    fault_of(response).content_length = static_cast<std::size_t>(*effect.content_length);
  if (effect.stall_ms) fault_of(response).stall = std::chrono::milliseconds(*effect.stall_ms);
}

}  // namespace

void give_status(Exchange& exchange, Effect const& effect) {
  auto const status = status_of(effect);
  if (!status) return;
  exchange.response.clear();
  exchange.results = {};
  bool const bodiless = *status == 204 || *status == 304;
  if (*status < 400) return render_plain(exchange, *status, bodiless ? "" : "{}");
  render_error(exchange,
               {.detail = std::string(said_by),
                .error = *status,
                .error_code = effect.error_code.value_or(wire_name(Code::unexpected_error)),
                .reason = std::string(atlas::reason_phrase(*status))});
}

void reshape(Exchange& exchange, Hit const& hit) {
  Effect const& effect = *hit.effect;
  Response& response = exchange.response;
  if (effect.retry_after)
    response.add_field("Retry-After", fmt::format_int(*effect.retry_after).c_str());
  if (effect.headers)
    for (auto const& [name, value] : effect.headers->fields) response.add_field(name, value);
  if (effect.shuffle.value_or(false)) shuffle(exchange, hit.rule_id);
  set_wire_fault(response, effect);
}

}  // namespace orgd::sandbox
