/**
 * The JUnit Platform engine {@code smtpspec}: a Java project adds the dependency, names its server,
 * and sees each case as a test. It must not know how a case is run; that is {@link
 * org.smtpspec.run.CaseRunner}. Start reading at {@link org.smtpspec.junit.SmtpServer} for use, at
 * {@link org.smtpspec.junit.SmtpspecEngine} for the engine.
 */
package org.smtpspec.junit;
