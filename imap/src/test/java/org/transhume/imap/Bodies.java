package org.transhume.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A handler that writes down what it is called with, one line a call. */
final class Bodies implements FetchHandler {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void message(FetchedItems items) {
    calls.add("message " + items);
  }

  @Override
  public BodySink begin(FetchedItems soFar, long exactBytes) {
    calls.add("begin " + soFar.uid() + " " + exactBytes);
    var octets = new ByteArrayOutputStream();
    return new BodySink() {
      @Override
      public void write(ByteBuffer slice) {
        while (slice.hasRemaining()) {
          octets.write(slice.get());
        }
      }

      @Override
      public void end() {
        calls.add("end " + soFar.uid() + " " + octets.toString(ISO_8859_1));
      }

      @Override
      public void abort(Throwable cause) {
        String why = cause instanceof ImapException e ? e.reason().name() : cause.toString();
        calls.add("abort " + soFar.uid() + " " + octets.toString(ISO_8859_1) + " " + why);
      }
    };
  }
}
