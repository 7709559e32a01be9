package org.transhume.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** The bytes to and from a server, encrypted or not. */
record Transport(Socket socket, InputStream in, OutputStream out, boolean isEncrypted)
    implements AutoCloseable {
  static Transport of(Socket socket, boolean encrypted) throws IOException {
    return new Transport(socket, socket.getInputStream(), socket.getOutputStream(), encrypted);
  }

  /** Ends reads and writes under way in other threads. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to be done with it.
    }
  }
}
