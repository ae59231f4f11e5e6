/**
 * The lab: servers in containers, started, watched, read and removed. It alone knows Testcontainers
 * and docker-java; it must not know any product (a server is a folder below {@code containers/}),
 * any case, or what a verdict is. Start reading at {@link org.smtpspec.lab.ContainerTargets}.
 */
package org.smtpspec.lab;
