// The members of the structs in types.hpp, whose end this is: what each is, and its limits.
#pragma once

namespace orgd::sandbox {

ORGD_SANDBOX_FIELDS(HeaderField, (name, "the field's name"), (value, "its value"))

ORGD_SANDBOX_FIELDS(
    Match,
    (operation, "an operation's id, the documented one or that of current descriptions",
     .text = &kind::any),
    (method, "the HTTP method", .text = &kind::method),
    (path, "the path; `*` is one segment, `**` at the end is whatever follows",
     .text = &kind::pattern),
    (org_id, "the organization's id", .text = &kind::org_id),
    (caller, "the public key or the client id of who calls", .text = &kind::any),
    (header, "a field of the request, \"Name: value\", or \"Name\" for any value",
     .text = &kind::header),
    (body_contains, "a part of the request's body", .text = &kind::any),
    (nth,
     "only the n-th of the requests for which the conditions above, the times and challenge "
     "hold",
     .minimum = 1, .maximum = std::numeric_limits<std::int64_t>::max()),
    (every, "only each n-th of these", .minimum = 1,
     .maximum = std::numeric_limits<std::int64_t>::max()),
    (from, "from this time on, on the world's clock"), (to, "before this time, on that clock"),
    (probability, "how likely it is that the rule acts when all else holds, 0 to 1"),
    (seed,
     "what the choices by probability, and of delays, begin with; the same seed makes the same "
     "choices",
     .minimum = 0, .maximum = std::numeric_limits<std::int64_t>::max()),
    (challenge, "whether the 401 that starts a Digest call is meant too"))

ORGD_SANDBOX_FIELDS(
    Effect, (status, "the status to answer", .minimum = 200, .maximum = 599),
    (error_code,
     "the code of the catalogue to answer; without a status, with its own; without it, a status of "
     "429 or 503 has the service's own, and another one UNEXPECTED_ERROR",
     .text = &kind::any),
    (headers, "fields for the answer"),
    (when,
     "\"before\", the default: the answer of the status is given and nothing is done; \"after\": "
     "it "
     "is given once the operation is done",
     .text = &kind::moment),
    (delay_ms, "how long to wait first, in milliseconds, or the least and the most of it"),
    (disconnect,
     "the connection ends without an answer: \"before\" anything is done, or \"after\" all is",
     .text = &kind::moment),
    (cut_body_at, "after how many bytes of the answer's body the connection ends", .minimum = 0),
    (content_length, "what to say is the body's length", .minimum = 0),
    (stall_ms, "how long to wait before the answer's first byte, in milliseconds", .minimum = 0,
     .maximum = longest_ms),
    (retry_after, "seconds for Retry-After, with 429 or 503", .minimum = 0),
    (stale_reads_ms,
     "for how long reads answer as before the change, in milliseconds of the world's clock: those "
     "of the object's path, of paths below it, and of the lists that it stands in, all of these as "
     "they were, callers too; a rule with it is for requests that change something",
     .minimum = 0, .maximum = longest_ms),
    (shuffle,
     "whether a list is answered in another order; a rule with it is for operations that answer a "
     "list"),
    (page_size, "how many elements a page of a list has at most; for these operations too",
     .minimum = 1, .maximum = 500))

ORGD_SANDBOX_FIELDS(RuleRequest, (match, "which requests; all when it is absent"),
                    (do_, "what to do to them"),
                    (times, "how often at most; without it, always", .minimum = 1,
                     .maximum = std::numeric_limits<std::int64_t>::max()))

ORGD_SANDBOX_FIELDS(RuleView, (id, "its id"), (match, "which requests"),
                    (do_, "what to do to them"), (times, "how often at most"),
                    (counted, "how many requests nth and every have counted"),
                    (hits, "how often it has acted"),
                    (spent, "whether it has acted as often as it may"))

ORGD_SANDBOX_FIELDS(
    Entry, (number, "its place among all requests of the world, from 1"),
    (time, "when it came, on the world's clock"),
    (operation, "the documented operation id, or empty"), (method, "the HTTP method"),
    (path, "the path as it was sent"), (query, "the query as it was sent"),
    (org_id, "the organization's id, or empty"),
    (caller, "the public key or the client id of who called, or empty"),
    (challenge, "whether it was the 401 that starts a Digest call"),
    (status, "the answer's status; 0 when a rule let it have none and nothing was done"),
    (error_code, "the answer's error code"), (rule, "the id of the fault rule that acted"),
    (took_us, "how long it took, in microseconds, delays among it"),
    (delayed_ms, "for how much of that a rule let it wait, in milliseconds"),
    (request_headers, "the request's fields"), (request_body, "its body, without secrets"),
    (request_body_size, "how many bytes that had when it came"),
    (response_headers, "the answer's fields"), (response_body, "its body, without secrets"),
    (response_body_size, "how many bytes of that were for the client"))

ORGD_SANDBOX_FIELDS(VerifyRequest, (match, "which requests; all when it is absent"),
                    (exactly, "how many there are", .minimum = 0),
                    (at_least, "how many there are at least; 1 when nothing else is said",
                     .minimum = 0),
                    (at_most, "how many there are at most", .minimum = 0),
                    (body, "JSON that is a part of the body of each"))

ORGD_SANDBOX_FIELDS(Verdict, (verified, "whether the journal holds it, whatever was dropped"),
                    (count, "how many requests there are"),
                    (dropped,
                     "how many older requests were dropped to make room; some of them may "
                     "have matched"),
                    (reason,
                     "what is otherwise, or may be, for all that is known of those dropped"),
                    (found, "the newest requests that match, whatever their bodies"))

}  // namespace orgd::sandbox
