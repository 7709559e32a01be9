package org.transhume.imap.testkit.memory;

import java.util.Arrays;

/** What a server does with the bytes of an appended message before it stores them. */
@FunctionalInterface
public interface AppendFilter {

  /** Judges one message; called once for each message of an APPEND, in order. */
  Verdict judge(byte[] content);

  sealed interface Verdict {
    /** Store these bytes, which may differ from those that were sent. */
    @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
    record Store(byte[] content) implements Verdict {}

    /**
     * Refuse the message.
     *
     * @param response the tagged response without its tag, such as {@code NO Message contains NUL}
     */
    record Refuse(String response) implements Verdict {}
  }

  /** Stores everything as it came. */
  static AppendFilter exact() {
    return Verdict.Store::new;
  }

  /** NUL is kept as 0x80, as Dovecot does. */
  static AppendFilter nulTo0x80() {
    return content -> {
      byte[] stored = content.clone();
      for (int i = 0; i < stored.length; i++) {
        if (stored[i] == 0) {
          stored[i] = (byte) 0x80;
        }
      }
      return new Verdict.Store(stored);
    };
  }

  /** Refuses NUL, bare LF and empty messages in Cyrus' words. */
  static AppendFilter strict() {
    return content -> {
      if (content.length == 0) {
        return new Verdict.Refuse("NO Zero-length message literal");
      }
      for (int i = 0; i < content.length; i++) {
        if (content[i] == 0) {
          return new Verdict.Refuse("NO Message contains NUL characters");
        }
        if (content[i] == '\n' && (i == 0 || content[i - 1] != '\r')) {
          return new Verdict.Refuse("NO Message contains bare newlines");
        }
      }
      return new Verdict.Store(content);
    };
  }

  /** Adds a missing final CRLF, as Courier does. */
  static AppendFilter addsFinalCrlf() {
    return content -> {
      int length = content.length;
      if (length >= 2 && content[length - 2] == '\r' && content[length - 1] == '\n') {
        return new Verdict.Store(content);
      }
      byte[] stored = Arrays.copyOf(content, length + 2);
      stored[length] = '\r';
      stored[length + 1] = '\n';
      return new Verdict.Store(stored);
    };
  }
}
