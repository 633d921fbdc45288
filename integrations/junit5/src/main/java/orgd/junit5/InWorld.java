package orgd.junit5;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the world of a test, or of each test of a class, begins with. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Inherited
public @interface InWorld {
  /** A seed file as JSON, in place of the sandbox's. */
  String seed() default "";

  /** The API key of the seed that {@link World#key} gives, as in "public:private". */
  String key() default "";

  /** The number that ids, keys and tokens follow from; -1: the sandbox's. */
  long idSeed() default -1;

  /** When the world's clock stands, as in "2030-01-01T00:00:00Z". */
  String frozenAt() default "";
}
