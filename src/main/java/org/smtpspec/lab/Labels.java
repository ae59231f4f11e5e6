package org.smtpspec.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;

/** The labels on the containers and networks that smtpspec makes. */
final class Labels {
  /** On all of them: which run made it. */
  static final String RUN = "org.smtpspec";

  /** Which process made it, see {@link Owner}. */
  static final String PROCESS = "org.smtpspec.process";

  /** On what stays when its process has ended: the target that it belongs to. */
  static final String KEPT = "org.smtpspec.kept";

  /** On a container: what it is in its lab. */
  static final String ROLE = "org.smtpspec.role";

  /** On an image: the server that it was built for. */
  static final String IMAGE = "org.smtpspec.image";

  private static final String ID = UUID.randomUUID().toString();
  private static final String OWNER = Owner.self().label();

  private Labels() {}

  /** For what goes when this process ends; where Testcontainers has its Ryuk, however it ends. */
  static Map<String, String> passing() {
    var labels = new LinkedHashMap<>(DockerClientFactory.DEFAULT_LABELS);
    labels.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    labels.put(RUN, ID);
    labels.put(PROCESS, OWNER);
    return Map.copyOf(labels);
  }

  /** For what stays up, for the target {@code spec}. */
  static Map<String, String> kept(String spec) {
    return Map.of(RUN, ID, PROCESS, OWNER, KEPT, spec);
  }
}
