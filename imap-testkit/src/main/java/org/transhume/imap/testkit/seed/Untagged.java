package org.transhume.imap.testkit.seed;

import java.util.List;
import org.transhume.imap.testkit.wire.Value;

/** An untagged response, cut into values and not interpreted further. */
public sealed interface Untagged {

  /** {@code * OK …}, NO, BAD, BYE or PREAUTH with the text after it. */
  record Status(String kind, String text) implements Untagged {}

  /** {@code * 5 EXISTS}, {@code * 7 FETCH (…)}. */
  record Numbered(long number, String name, List<Value> values) implements Untagged {
    public Numbered {
      values = List.copyOf(values);
    }
  }

  /** {@code * LIST …}, STATUS, SEARCH and all others that begin with their name. */
  record Data(String name, List<Value> values) implements Untagged {
    public Data {
      values = List.copyOf(values);
    }
  }
}
