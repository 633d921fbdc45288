// What the control plane takes and tells of fault rules and of the journal of requests.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "api/json_read.hpp"
#include "atlas/types/common.hpp"
#include "sandbox/fields.hpp"

namespace orgd::sandbox {

using atlas::Code;
using atlas::Done;
using atlas::Result;

/// How long delays and stalls are at most.
inline constexpr std::int64_t longest_ms = 10 * 60 * 1000;
/// How many bytes a text of a rule has at most.
inline constexpr std::size_t longest_text = 4096;

/// How many fields a rule sets in an answer at most.
inline constexpr std::size_t most_headers = 50;

/// Kinds of text that only rules and filters have.
namespace kind {
extern atlas::TextRule const any;      ///< at most `longest_text` bytes, not empty
extern atlas::TextRule const org_id;   ///< as the API takes it
extern atlas::TextRule const method;   ///< an HTTP method
extern atlas::TextRule const pattern;  ///< a path with `*` and `**`
extern atlas::TextRule const header;   ///< "Name" or "Name: value"
extern atlas::TextRule const moment;   ///< "before" or "after"
}  // namespace kind

/// A field of a request or an answer.
struct HeaderField {
  std::string name{};
  std::string value{};
};

/// Fields for an answer; an object on the wire.
struct HeaderMap {
  std::vector<HeaderField> fields{};
};

/// Milliseconds between these, both included; a number or `[least, most]` on the wire.
struct DelayRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// A probability, 0 to 1.
struct Chance {
  double value = 1;
};

/// JSON of any kind.
struct AnyJson {
  atlas::JsonNode node{};
};

/// Which requests are meant: all conditions that are given hold. Without any, all requests.
struct Match {
  std::optional<std::string> operation{};
  std::optional<std::string> method{};
  std::optional<std::string> path{};
  std::optional<std::string> org_id{};
  std::optional<std::string> caller{};
  std::optional<std::string> header{};
  std::optional<std::string> body_contains{};
  std::optional<std::int64_t> nth{};
  std::optional<std::int64_t> every{};
  std::optional<atlas::Date> from{};
  std::optional<atlas::Date> to{};
  std::optional<Chance> probability{};
  std::optional<std::int64_t> seed{};
  std::optional<bool> challenge{};
};

/// What a rule does to a request.
struct Effect {
  std::optional<std::int32_t> status{};
  std::optional<std::string> error_code{};
  std::optional<HeaderMap> headers{};
  std::optional<std::string> when{};
  std::optional<DelayRange> delay_ms{};
  std::optional<std::string> disconnect{};
  std::optional<std::int64_t> cut_body_at{};
  std::optional<std::int64_t> content_length{};
  std::optional<std::int64_t> stall_ms{};
  std::optional<std::int32_t> retry_after{};
  std::optional<std::int64_t> stale_reads_ms{};
  std::optional<bool> shuffle{};
  std::optional<std::int32_t> page_size{};
};

/// A rule as it is given.
struct RuleRequest {
  std::optional<Match> match{};
  Effect do_{};
  std::optional<std::int64_t> times{};
};

/// A rule as it is shown.
struct RuleView {
  std::string id{};
  Match match{};
  Effect do_{};
  std::optional<std::int64_t> times{};
  std::int64_t counted = 0;
  std::int64_t hits = 0;
  bool spent = false;
};

/// A request and its answer in the journal, without secrets.
struct Entry {
  std::int64_t number = 0;
  atlas::Date time{};
  std::string operation{};
  std::string method{};
  std::string path{};
  std::string query{};
  std::string org_id{};
  std::string caller{};
  bool challenge = false;
  std::int32_t status = 0;
  std::optional<std::string> error_code{};
  std::optional<std::string> rule{};
  std::int64_t took_us = 0;
  std::int64_t delayed_ms = 0;
  std::vector<HeaderField> request_headers{};
  std::string request_body{};
  std::int64_t request_body_size = 0;
  std::vector<HeaderField> response_headers{};
  std::string response_body{};
  std::int64_t response_body_size = 0;
};

/// What the journal should hold.
struct VerifyRequest {
  std::optional<Match> match{};
  std::optional<std::int64_t> exactly{};
  std::optional<std::int64_t> at_least{};
  std::optional<std::int64_t> at_most{};
  std::optional<AnyJson> body{};
};

/// Whether it does.
struct Verdict {
  bool verified = false;
  std::int64_t count = 0;
  std::int64_t dropped = 0;
  std::optional<std::string> reason{};
  std::vector<Entry> found{};
};

Result<Done> read_value(atlas::JsonNode const& node, HeaderMap& out, atlas::FieldRule const& rule,
                        atlas::Side side, atlas::detail::Place const& place);
Result<Done> read_value(atlas::JsonNode const& node, DelayRange& out, atlas::FieldRule const& rule,
                        atlas::Side side, atlas::detail::Place const& place);
Result<Done> read_value(atlas::JsonNode const& node, Chance& out, atlas::FieldRule const& rule,
                        atlas::Side side, atlas::detail::Place const& place);
Result<Done> read_value(atlas::JsonNode const& node, AnyJson& out, atlas::FieldRule const& rule,
                        atlas::Side side, atlas::detail::Place const& place);
void write_json(std::string& out, HeaderMap const& headers);
void write_json(std::string& out, DelayRange const& delay);
void write_json(std::string& out, Chance chance);
void write_json(std::string& out, AnyJson const& json);

}  // namespace orgd::sandbox

#include "sandbox/type_fields.hpp"
