/**
 * Suite files and what they cite: the strict reader of {@code .smtp} files, the cases that they
 * hold, and the catalogue of rules. It must not know how a case is run or judged. The grammar is
 * {@code suites/FORMAT.md}; start reading at {@link org.smtpspec.suite.Suites}, then {@link
 * org.smtpspec.suite.SuiteReader}.
 */
package org.smtpspec.suite;
