package org.smtpspec.sink;

/**
 * A mail host that the sink plays.
 *
 * @param name its name, with a PTR record back
 * @param address its address in the lab, RFC 5737
 * @param persona how it behaves
 */
public record Host(String name, String address, Persona persona) {}
