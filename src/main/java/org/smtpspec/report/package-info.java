/**
 * Reports: console, self-contained HTML, Markdown, JUnit XML and Allure results, each a function of
 * a result document. It must not know how a case is played or judged, and it trusts no text in the
 * document: each report escapes for its own format. Start reading at {@code FindingText}, the words
 * that all of them share, then {@link org.smtpspec.report.ConsoleReport}.
 */
package org.smtpspec.report;
