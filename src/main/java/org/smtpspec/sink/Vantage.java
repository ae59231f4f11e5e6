package org.smtpspec.sink;

/**
 * A place from which a client talks to the server under test.
 *
 * @param word its name in suite files: {@code inside}, {@code outside}, {@code listed}
 * @param name its host name, with a PTR record back
 * @param address its address in the lab
 */
public record Vantage(String word, String name, String address) {}
