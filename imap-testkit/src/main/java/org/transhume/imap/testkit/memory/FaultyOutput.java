package org.transhume.imap.testkit.memory;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** The way to the client, which can fall silent or break after so many octets. One thread. */
final class FaultyOutput extends OutputStream {
  private final Socket socket;
  private final OutputStream out;
  private long octetsUntilCut = Long.MAX_VALUE;
  private Fault.Cut cut = Fault.Cut.FIN;
  private boolean isSilent;

  FaultyOutput(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
  }

  void fallSilent() throws IOException {
    out.flush();
    isSilent = true;
  }

  void cutAfter(long octets, Fault.Cut how) {
    octetsUntilCut = octets;
    cut = how;
  }

  /** Sends what is buffered and ends the connection. */
  void cut(Fault.Cut how) throws IOException {
    flush();
    if (how == Fault.Cut.RESET) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    if (isSilent) {
      return;
    }
    if (length < octetsUntilCut) {
      out.write(octets, offset, length);
      octetsUntilCut -= octetsUntilCut == Long.MAX_VALUE ? 0 : length;
      return;
    }
    out.write(octets, offset, (int) octetsUntilCut);
    octetsUntilCut = 0;
    cut(cut);
    throw new IOException("cut on purpose");
  }

  @Override
  public void flush() throws IOException {
    if (!isSilent) {
      out.flush();
    }
  }
}
