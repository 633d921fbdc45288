package orgd.junit5;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls of a sandbox's control plane. */
final class ControlPlane {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String token;

  ControlPlane(String base, String token) {
    this.base = base;
    this.token = token;
  }

  String base() {
    return base;
  }

  /** A call. What it has no value for is empty. */
  record Call(String method, String path, Map<String, String> query, String body, Duration longer) {
    static Call of(String method, String path) {
      return new Call(method, path, Map.of(), "", Duration.ZERO);
    }

    Call with(Map<String, String> parameters) {
      return new Call(method, path, parameters, body, longer);
    }

    Call with(String text) {
      return new Call(method, path, query, text, longer);
    }

    Call with(JsonNode json) {
      return with(json.toString());
    }

    Call withPatience(Duration more) {
      return new Call(method, path, query, body, more);
    }
  }

  /** The answer's body. */
  String ask(Call call) {
    var words = call.method() + " " + call.path();
    try {
      var answer = client.send(request(call), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) throw refusal(words, answer);
      return answer.body();
    } catch (IOException wrong) {
      throw new SandboxException(words + " of the control plane " + base + " failed", wrong);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted in " + words, stopped);
    }
  }

  private HttpRequest request(Call call) {
    var query =
        call.query().entrySet().stream()
            .map(pair -> pair.getKey() + "=" + escaped(pair.getValue()))
            .collect(Collectors.joining("&"));
    var target = URI.create(base + call.path() + (query.isEmpty() ? "" : "?" + query));
    var request =
        HttpRequest.newBuilder(target)
            .method(call.method(), BodyPublishers.ofString(call.body()))
            .timeout(PATIENCE.plus(call.longer()))
            .header("Content-Type", "application/json");
    if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
    return request.build();
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static SandboxException refusal(String words, HttpResponse<String> answer) {
    var said = answer.body();
    if (said.startsWith("{")) said = Json.read(said).path("detail").asText(said);
    return new SandboxException(words + " answers " + answer.statusCode() + ": " + said);
  }
}
