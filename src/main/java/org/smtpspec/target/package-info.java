/**
 * What every target offers, however it came to run: an address, facts for the cases, an inbox, a
 * name. It must not know containers or any server of ours. Providers of targets are found by {@link
 * java.util.ServiceLoader}. Start reading at {@link org.smtpspec.target.Target}.
 */
package org.smtpspec.target;
