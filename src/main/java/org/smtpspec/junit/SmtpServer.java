package org.smtpspec.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a server that is to be tested, on a class of the project's tests:
 *
 * <pre>{@code
 * @SmtpServer(
 *     target = "smtp://127.0.0.1:2525",
 *     facts = {"domain=mta.test", "mailbox=alice@mta.test", "mailbox2=bob@mta.test", "missing=nobody@mta.test"},
 *     inbox = "maildir:target/mail/%u",
 *     suites = "rfc821/**")
 * class MyServerConformance implements AutoCloseable {
 *   MyServerConformance() { ... start it ... }
 *   public void close() { ... stop it ... }
 * }
 * }</pre>
 *
 * <p>The class needs a constructor without parameters. It is made once before the cases; an {@link
 * AutoCloseable} is closed after them. The same can be said without a class, in {@code
 * junit-platform.properties}: {@code smtpspec.target}, {@code smtpspec.facts}, {@code
 * smtpspec.inbox}, {@code smtpspec.suites}, {@code smtpspec.profile}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SmtpServer {
  /**
   * A target as on the command line: {@code smtp://HOST:PORT}, {@code container:NAME}, {@code
   * reference} ...
   */
  String target();

  /** Facts {@code name=value} by the names of suite files, see {@link org.smtpspec.suite.Facts}. */
  String[] facts() default {};

  /** Where mail can be read: {@code maildir:PATH} or {@code mbox:PATH}; empty when it cannot. */
  String inbox() default "";

  /** The cases to run: ids, folders, or patterns with {@code *} and {@code **}. */
  String[] suites() default {"**"};

  /** {@code rfc821}, {@code rfc1123} or {@code rfc5321}. */
  String profile() default "rfc5321";
}
