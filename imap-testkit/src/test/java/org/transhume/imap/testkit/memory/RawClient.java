package org.transhume.imap.testkit.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends octets as they are and reads lines, to test what a well-behaved client never does. */
final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  RawClient(MemoryImapServer server) throws IOException {
    socket = new Socket(server.host(), server.port());
    socket.setSoTimeout(20_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    line();
  }

  static RawClient loggedIn(MemoryImapServer server) throws IOException {
    var client = new RawClient(server);
    client.send("l LOGIN alice pw\r\n");
    client.until("l ");
    return client;
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next line, or null when the connection has ended in whatever way. */
  String line() {
    try {
      return in.readLine();
    } catch (SocketException reset) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines up to the one that begins so, or up to the end of the connection. */
  List<String> until(String beginning) {
    var lines = new ArrayList<String>();
    while (true) {
      String line = line();
      if (line == null) {
        return lines;
      }
      lines.add(line);
      if (line.startsWith(beginning)) {
        return lines;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
