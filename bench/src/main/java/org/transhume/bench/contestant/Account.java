package org.transhume.bench.contestant;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A mailbox on a server of the benchmark. The password protects nothing.
 *
 * @param port implicit TLS if there is a certificate, else plain
 * @param certificate the authority to trust, in PEM form
 */
public record Account(
    String host, int port, String user, String password, Optional<Path> certificate) {

  /** Whether the port speaks TLS from the first octet. */
  public boolean isTls() {
    return certificate.isPresent();
  }

  /** The host with its port. */
  public String address() {
    return host + ":" + port;
  }
}
