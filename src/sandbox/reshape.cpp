// Answers that nobody meant, in the form of those that somebody does.
#include "sandbox/reshape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "api/json_write.hpp"
#include "api/text.hpp"
#include "sandbox/journal.hpp"

namespace orgd::sandbox {
namespace {

constexpr std::string_view said_by = "A fault rule of the sandbox answers this.";

WireFault& fault_of(Response& response) {
  if (!response.fault) response.fault = std::make_unique<WireFault>();
  return *response.fault;
}

// The results of a list, or the list itself; in an envelope or without one.
atlas::JsonNode* list_of(atlas::JsonNode& body) {
  using Kind = atlas::JsonNode::Kind;
  if (body.kind == Kind::array) return &body;
  for (auto& member : body.children) {
    if (member.key == "results" && member.kind == Kind::array) return &member;
    if (member.key == "content") return list_of(member);
  }
  return nullptr;
}

// Never the order that it is given, which one of few elements would often be.
void change_order(std::vector<atlas::JsonNode>& elements, std::uint64_t number) {
  Choices choices(number);
  std::vector<std::size_t> places(elements.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  for (std::size_t left = places.size(); left > 1; --left) {
    auto const at = choices.between(0, static_cast<std::int64_t>(left) - 1);
    std::swap(places[left - 1], places[static_cast<std::size_t>(at)]);
  }
  if (std::ranges::is_sorted(places)) std::ranges::rotate(places, places.begin() + 1);
  std::vector<atlas::JsonNode> ordered;
  ordered.reserve(elements.size());
  for (auto const place : places) ordered.push_back(std::move(elements[place]));
  elements = std::move(ordered);
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
  change_order(list->children, number);
  response.body.clear();
  atlas::write_json(response.body, *body);
  if (exchange.pretty) response.body = atlas::pretty_json(response.body);
}

// What the service itself says with a status that it has one code for.
Code usual_code(int status) {
  constexpr int too_many = 429;
  constexpr int unavailable = 503;
  if (status == too_many) return Code::rate_limited_token_bucket;
  return status == unavailable ? Code::service_unavailable : Code::unexpected_error;
}

// In place of what the service says under that name.
void set_field(Response& response, HeaderField const& field) {
  if (atlas::equal_ignoring_case(field.name, "Content-Type")) {
    response.content_type = field.value;
    return;
  }
  auto const others = fields_of(response);
  response.fields.clear();
  for (HeaderField const& other : others)
    if (other.name != "Content-Type" && !atlas::equal_ignoring_case(other.name, field.name))
      response.add_field(other.name, other.value);
  response.add_field(field.name, field.value);
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
  render_error(exchange, {.detail = std::string(said_by),
                          .error = *status,
                          .error_code = effect.error_code.value_or(wire_name(usual_code(*status))),
                          .reason = std::string(atlas::reason_phrase(*status))});
}

void reshape(Exchange& exchange, Hit const& hit) {
  Effect const& effect = *hit.effect;
  Response& response = exchange.response;
  if (effect.retry_after)
    set_field(response, {"Retry-After", fmt::format_int(*effect.retry_after).c_str()});
  if (effect.headers)
    for (HeaderField const& field : effect.headers->fields) set_field(response, field);
  if (effect.shuffle.value_or(false)) shuffle(exchange, hit.rule_id);
  set_wire_fault(response, effect);
}

}  // namespace orgd::sandbox
