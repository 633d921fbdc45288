package orgd.junit5;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A mail that waits to be sent.
 *
 * @param invitationId "" where the mail is about something else
 * @param link to accept the invitation by, or ""
 */
public record Mail(
    String id,
    String orgId,
    Instant createdAt,
    String recipient,
    String kind,
    String invitationId,
    String link) {
  static Mail of(JsonNode json) {
    return new Mail(
        json.path("id").asText(),
        json.path("orgId").asText(),
        Instant.parse(json.path("createdAt").asText()),
        json.path("recipient").asText(),
        json.path("kind").asText(),
        json.path("invitationId").asText(""),
        json.path("link").asText(""));
  }
}
