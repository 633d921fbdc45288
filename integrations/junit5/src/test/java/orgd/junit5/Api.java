package orgd.junit5;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The calls that the tests make of the API. */
record Api(World world) {
  static final String MEDIA_TYPE = "application/vnd.atlas.2025-03-12+json";

  HttpResponse<String> send(String method, String path, String body) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(world.url() + "/api/atlas/v2" + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Accept", MEDIA_TYPE)
            .header("Content-Type", MEDIA_TYPE)
            .build();
    try {
      return world.client().send(request, BodyHandlers.ofString());
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  JsonNode list(String path) throws IOException {
    return Json.read(send("GET", path, "").body()).path("results");
  }

  String organization() throws IOException {
    return list("/orgs").path(0).path("id").asText();
  }

  int makeProject(String name) throws IOException {
    var body = Json.object().put("name", name).put("orgId", organization());
    return send("POST", "/groups", body.toString()).statusCode();
  }

  String projects() throws IOException {
    return list("/groups").findValuesAsText("id").toString();
  }
}
