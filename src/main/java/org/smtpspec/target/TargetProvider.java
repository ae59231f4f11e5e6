package org.smtpspec.target;

import java.util.List;

/**
 * Starts the targets of one kind of specification. Found by {@link java.util.ServiceLoader}; see
 * {@link Targets}.
 */
public interface TargetProvider {
  /** Whether {@code spec} is of this kind. */
  boolean accepts(String spec);

  /**
   * Looks whether {@link #start} would find fault with what the user asked for, as far as that can
   * be told without starting anything.
   *
   * @throws TargetException when it would
   */
  default void check(String spec, TargetOptions options) throws TargetException {}

  /**
   * Starts the target that {@code spec} names.
   *
   * @throws TargetException when that cannot be done
   */
  Target start(String spec, TargetOptions options) throws TargetException;

  /** The specifications there are, each with a line about it, for {@code list targets}. */
  List<Known> known();

  /**
   * The specifications of {@code spec} with each of the settings that it can have and has none of
   * yet, in the order of their names.
   *
   * @throws TargetException when what is known of them cannot be read
   */
  default List<String> settings(String spec, TargetOptions options) throws TargetException {
    return List.of();
  }

  /**
   * A specification that can be given.
   *
   * @param spec as on the command line
   * @param about what it is
   */
  record Known(String spec, String about) {}
}
