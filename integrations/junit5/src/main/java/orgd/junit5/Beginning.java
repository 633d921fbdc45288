package orgd.junit5;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a world begins with.
 *
 * @param seed a seed file as JSON, in place of the sandbox's
 * @param key which API key of the seed the world's is
 * @param idSeed the number that ids, keys and tokens follow from
 * @param frozenAt when the world's clock stands
 */
public record Beginning(
    Optional<String> seed, Optional<ApiKey> key, OptionalLong idSeed, Optional<Instant> frozenAt) {
  public static Beginning byDefault() {
    return new Beginning(
        Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
  }

  public Beginning withSeed(String json) {
    return new Beginning(Optional.of(json), key, idSeed, frozenAt);
  }

  public Beginning withKey(ApiKey ofTheSeed) {
    return new Beginning(seed, Optional.of(ofTheSeed), idSeed, frozenAt);
  }

  public Beginning withIdSeed(long number) {
    return new Beginning(seed, key, OptionalLong.of(number), frozenAt);
  }

  public Beginning withFrozenAt(Instant at) {
    return new Beginning(seed, key, idSeed, Optional.of(at));
  }

  ObjectNode json() {
    var body = Json.object();
    seed.ifPresent(text -> body.set("seed", Json.read(text)));
    idSeed.ifPresent(number -> body.put("idSeed", number));
    frozenAt.ifPresent(
        at -> body.putObject("clock").put("mode", "frozen").put("at", Json.time(at)));
    return body;
  }

  // A key of the sandbox's seed is none of another seed.
  ApiKey keyOr(ApiKey ofTheSandbox) {
    return key.orElse(seed.isPresent() ? new ApiKey("", "") : ofTheSandbox);
  }
}
