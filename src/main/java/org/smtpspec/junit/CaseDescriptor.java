package org.smtpspec.junit;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.smtpspec.suite.Case;

/** A case as a test. */
final class CaseDescriptor extends AbstractTestDescriptor {
  static final String SEGMENT = "case";

  private final Case one;

  /** Surefire files a test under the class of its source; the id of the case is its name there. */
  CaseDescriptor(UniqueId parent, Case one, Optional<Class<?>> owner) {
    super(
        parent.append(SEGMENT, one.id().toString()),
        one.id().toString(),
        owner.map(ClassSource::from).orElse(null));
    this.one = one;
  }

  Case one() {
    return one;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  @Override
  public Set<TestTag> getTags() {
    Set<TestTag> tags = new LinkedHashSet<>();
    one.topic().filter(TestTag::isValid).ifPresent(topic -> tags.add(TestTag.create(topic)));
    return tags;
  }
}
