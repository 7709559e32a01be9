package org.transhume.cli.account;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.transhume.cli.outcome.StopException;

/**
 * A mail server as a person named it.
 *
 * @param host a name or an address; the certificate is checked against it
 * @param port 1 to 65535, empty if it was not named
 * @param tls empty if it was not named
 * @param address which of its addresses to connect to, where that was asked for
 */
public record Server(
    String host, OptionalInt port, Optional<Tls> tls, Optional<InetAddress> address) {
  /** A server that is looked up by its name when it is connected to. */
  public Server(String host, OptionalInt port, Optional<Tls> tls) {
    this(host, port, tls, Optional.empty());
  }

  public Server {
    if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
      throw StopException.usage(
          "A server is a name or an address without spaces, such as imap.example.com or"
              + " imap.example.com:993.");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw StopException.usage("A port is a number from 1 to 65535, not " + port.getAsInt() + ".");
    }
  }

  /** A way in, tried in this order. */
  public record Way(int port, Tls tls) {}

  /**
   * Reads {@code HOST}, {@code HOST:PORT}, an IPv6 address, or one in brackets with a port.
   *
   * @throws StopException if it is none of these
   */
  public static Server parse(String text, Optional<Tls> tls) {
    String host = text;
    Optional<String> port = Optional.empty();
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.lastIndexOf(':');
    if (bracket > 0) {
      host = text.substring(1, bracket);
      if (bracket < text.length() - 1) {
        if (text.charAt(bracket + 1) != ':') {
          throw StopException.usage(
              "An address in brackets is followed by a port or nothing: [2001:db8::1]:993.");
        }
        port = Optional.of(text.substring(bracket + 2));
      }
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = Optional.of(text.substring(colon + 1));
    }
    return new Server(
        host, port.map(Server::number).map(OptionalInt::of).orElse(OptionalInt.empty()), tls);
  }

  private static int number(String port) {
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException _) {
      throw StopException.usage(
          "The part behind the colon must be a port, a number from 1 to 65535, as in"
              + " imap.example.com:993.");
    }
  }

  /**
   * How to get in: as named; by the port's custom (993 TLS, 143 STARTTLS); without a port at 993
   * with TLS, else at 143 with STARTTLS. Never in plain text unless it was named.
   *
   * @param tlsOption how the person names the kind of encryption, for the sentence
   * @throws StopException if the port has no custom and the encryption was not named
   */
  public List<Way> ways(String tlsOption) {
    if (tls.isPresent()) {
      return List.of(new Way(port.orElse(tls.get().customaryPort()), tls.get()));
    }
    if (port.isEmpty()) {
      return List.of(
          new Way(Tls.IMPLICIT.customaryPort(), Tls.IMPLICIT),
          new Way(Tls.STARTTLS.customaryPort(), Tls.STARTTLS));
    }
    int number = port.getAsInt();
    for (Tls each : List.of(Tls.IMPLICIT, Tls.STARTTLS)) {
      if (number == each.customaryPort()) {
        return List.of(new Way(number, each));
      }
    }
    throw StopException.usage(
        ("Port %d has no customary encryption: say which it speaks with %s implicit, %s starttls"
                + " or, in a network that is yours alone, %s plain.")
            .formatted(number, tlsOption, tlsOption, tlsOption));
  }

  /** Host and port as they were named. */
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return port.isPresent() ? shown + ":" + port.getAsInt() : shown;
  }
}
