package orgd.junit5;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Sends requests of {@code java.net.http} with an API key. The JDK's own knows no Digest. */
public final class DigestClient {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");

  private final HttpClient client;
  private final ApiKey key;

  /** Sends by a client that the caller has set up. */
  public DigestClient(HttpClient client, ApiKey key) {
    this.client = client;
    this.key = key;
  }

  /** Sends the request, and again with the key when it is challenged. */
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var answer = client.send(request, handler);
    var challenge = answer.headers().firstValue("WWW-Authenticate").orElse("");
    if (answer.statusCode() != 401 || !challenge.startsWith("Digest ")) return answer;
    var known =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .setHeader("Authorization", authorization(request, challenge))
            .build();
    return client.send(known, handler);
  }

  private String authorization(HttpRequest request, String challenge) {
    var said = parameters(challenge);
    var uri = request.uri().getRawPath();
    if (request.uri().getRawQuery() != null) uri += "?" + request.uri().getRawQuery();
    var algorithm = said.getOrDefault("algorithm", "MD5");
    var realm = said.get("realm");
    var nonce = said.get("nonce");
    var chosen = UUID.randomUUID().toString();
    var secret = hash(algorithm, key.publicKey() + ":" + realm + ":" + key.privateKey());
    var target = hash(algorithm, request.method() + ":" + uri);
    var response =
        hash(algorithm, String.join(":", secret, nonce, "00000001", chosen, "auth", target));
    return """
        Digest username="%s", realm="%s", nonce="%s", uri="%s", algorithm=%s, qop=auth, \
        nc=00000001, cnonce="%s", response="%s\""""
        .formatted(key.publicKey(), realm, nonce, uri, algorithm, chosen, response);
  }

  private static Map<String, String> parameters(String challenge) {
    var found = new HashMap<String, String>();
    var matcher = PARAMETER.matcher(challenge);
    while (matcher.find())
      found.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    return found;
  }

  private static String hash(String algorithm, String text) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException unknown) {
      throw new SandboxException("the challenge asks for " + algorithm, unknown);
    }
  }
}
