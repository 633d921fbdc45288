package orgd.junit5;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import orgd.junit5.ControlPlane.Call;

/**
 * An isolated service: its calls see nothing of other worlds. Rules, conditions and expectations
 * are JSON as the control plane takes it; {@code orgd openapi --sandbox} describes it.
 */
public final class World implements AutoCloseable {
  private static final SecureRandom CHANCE = new SecureRandom();

  private final String name;
  private final String url;
  private final ApiKey key;
  private final ControlPlane control;

  private World(String name, String url, ApiKey key, ControlPlane control) {
    this.name = name;
    this.url = url;
    this.key = key;
    this.control = control;
  }

  static World make(Sandbox sandbox, ControlPlane control, String begins, Beginning beginning) {
    var name = nameFor(begins);
    control.ask(Call.of("PUT", "/worlds/" + name).with(beginning.json()));
    return new World(
        name, sandbox.url() + "/w/" + name, beginning.keyOr(sandbox.key()), control);
  }

  // One that tells the test to whoever lists worlds, and that no other run has.
  private static String nameFor(String test) {
    var fitting = test.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var chance = new byte[6];
    CHANCE.nextBytes(chance);
    return fitting.substring(0, Math.min(fitting.length(), 24))
        + "-"
        + HexFormat.of().formatHex(chance);
  }

  /** The value of X-Orgd-World for clients that have the sandbox's own URL. */
  public String name() {
    return name;
  }

  /** The base URL of the API. */
  public String url() {
    return url;
  }

  /** An API key of what the world begins with. */
  public ApiKey key() {
    return key;
  }

  /** A client that shows the key. */
  public DigestClient client() {
    return new DigestClient(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), key);
  }

  private String ask(Call call) {
    var query = new HashMap<>(call.query());
    query.put("world", name);
    return control.ask(call.with(query));
  }

  /** Adds all of a seed file, YAML or JSON, to what is there. */
  public void seed(String file) {
    ask(Call.of("POST", ":seed").with(file));
  }

  /** The state as a seed file, "yaml" or "json", that gives the same state. */
  public String export(String format) {
    return ask(Call.of("GET", ":export").with(Map.of("format", format)));
  }

  /** Goes back to what the world began with. The ids and secrets to come are the same again. */
  public void reset() {
    ask(Call.of("POST", ":reset"));
  }

  /** Keeps the state of now under a name of a-z, 0-9 and "-". */
  public void snapshot(String named) {
    ask(Call.of("PUT", "/snapshots/" + ControlPlane.escaped(named)));
  }

  /** Goes back to a snapshot. */
  public void restore(String named) {
    ask(Call.of("POST", "/snapshots/" + ControlPlane.escaped(named) + ":restore"));
  }

  /** The world's time. */
  public Instant now() {
    return Instant.parse(Json.read(ask(Call.of("GET", "/clock"))).path("at").asText());
  }

  private void move(String what, String to) {
    ask(Call.of("PATCH", "/clock").with(Json.object().put(what, to)));
  }

  /** Makes time stand. */
  public void freeze() {
    move("mode", "frozen");
  }

  /** Lets time go on. */
  public void run() {
    move("mode", "real");
  }

  /** Says what time it is from now on. */
  public void setTime(Instant at) {
    move("at", Json.time(at));
  }

  /** Lets whole seconds pass at once: all that expires in them has expired. */
  public void advance(Duration by) {
    if (by.toNanosPart() != 0)
      throw new SandboxException("a world's clock moves by whole seconds, not by " + by);
    move("advance", by.toSeconds() + "s");
  }

  /**
   * Adds a fault rule behind all others: {@code {"match": {"operation": "createProject"}, "do":
   * {"status": 503}, "times": 1}}. The first rule that matches a request acts.
   *
   * @return its id
   */
  public String addFault(String rule) {
    return Json.read(ask(Call.of("POST", "/faults").with(rule))).path("id").asText();
  }

  /** The fault rules in their order, with "hits". */
  public List<JsonNode> faults() {
    return members(ask(Call.of("GET", "/faults")), "faults");
  }

  /** Deletes one fault rule. */
  public void clearFault(String id) {
    ask(Call.of("DELETE", "/faults/" + ControlPlane.escaped(id)));
  }

  /** Deletes all fault rules. */
  public void clearFaults() {
    ask(Call.of("DELETE", "/faults"));
  }

  /** The requests that match, such as {@code {"operation": "createProject"}}, oldest first. */
  public List<JsonNode> requests(String match) {
    return members(ask(Call.of("GET", "/requests").with(filter(match))), "requests");
  }

  /** Waits until so many requests match, at most ten minutes. */
  public List<JsonNode> waitForRequests(String match, int count, Duration atMost) {
    var query = filter(match);
    query.put("count", Integer.toString(count));
    query.put("timeout", Math.max(1, atMost.toSeconds()) + "s");
    var call = Call.of("GET", "/requests:wait").with(query).withPatience(atMost);
    var answer = Json.read(ask(call));
    if (answer.path("reached").asBoolean()) return requests(match);
    throw new AssertionError(
        "%d requests were waited for, and %d came: %s"
            .formatted(count, answer.path("count").asInt(), journal()));
  }

  /**
   * Fails unless there are as many requests as there should be: {@code {"match": {"operation":
   * "createProject"}, "exactly": 2, "body": {"name": "Payments"}}}.
   */
  public void verify(String expectation) {
    var verdict = Json.read(ask(Call.of("POST", "/requests:verify").with(expectation)));
    if (verdict.path("verified").asBoolean()) return;
    throw new AssertionError(verdict.path("reason").asText() + "; there were: " + journal());
  }

  /** Empties the journal of requests. */
  public void forgetRequests() {
    ask(Call.of("DELETE", "/requests"));
  }

  private String journal() {
    var lines =
        requests("{}").stream()
            .map(
                one ->
                    "\n  %s %s (%s): %s %s"
                        .formatted(
                            one.path("method").asText(),
                            one.path("path").asText(),
                            one.path("operation").asText(),
                            one.path("status").asText(),
                            one.path("errorCode").asText("")))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "none" : lines;
  }

  /** The mails that wait. */
  public List<Mail> mails() {
    return members(ask(Call.of("GET", "/mails")), "mails").stream().map(Mail::of).toList();
  }

  /** The newest mail to an address. */
  public Mail mailTo(String recipient) {
    return mails().stream()
        .filter(mail -> mail.recipient().equals(recipient))
        .reduce((first, next) -> next.createdAt().isBefore(first.createdAt()) ? first : next)
        .orElseThrow(() -> new AssertionError("no mail to " + recipient + " waits"));
  }

  /** Does what the person does who follows the mail's link and accepts. */
  public void accept(Mail mail, Person as) {
    act(mail, ":accept", as.json());
  }

  /** Does what the person does who follows the mail's link and rejects. */
  public void reject(Mail mail) {
    act(mail, ":reject", Json.object());
  }

  private void act(Mail mail, String verb, JsonNode body) {
    ask(Call.of("POST", "/mails/" + ControlPlane.escaped(mail.id()) + verb).with(body));
  }

  private static List<JsonNode> members(String answer, String of) {
    var all = new ArrayList<JsonNode>();
    Json.read(answer).path(of).forEach(all::add);
    return all;
  }

  private static Map<String, String> filter(String match) {
    var query = new HashMap<String, String>();
    Json.read(match)
        .properties()
        .forEach(condition -> query.put(condition.getKey(), condition.getValue().asText()));
    return query;
  }

  /** Deletes the world. */
  @Override
  public void close() {
    control.ask(Call.of("DELETE", "/worlds/" + name));
  }
}
