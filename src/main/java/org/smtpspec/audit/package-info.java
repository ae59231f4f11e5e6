/**
 * How well a server is hardened, as far as that shows from within the machine on which it runs:
 * checks, which are data, and what they find. It must not know any server, nor what kind of target
 * it looks at, nor how a result is shown. Start reading at {@link org.smtpspec.audit.AuditRunner};
 * the file of checks is described in {@code containers/AUDIT.md}.
 */
package org.smtpspec.audit;
