package org.transhume.engine.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BatchOutcome;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.InternalDate;
import org.transhume.mail.MailboxName;
import org.transhume.mail.UidSet;

/** The ports in the few steps tests need again and again; waits for every answer. */
public final class Endpoints {
  private Endpoints() {}

  /** A personal name of these levels, the way this account makes them. */
  public static MailboxName name(FolderList account, String... levels) {
    String text = account.prefix() + String.join(String.valueOf(account.separator()), levels);
    return new MailboxName(text, account.separator());
  }

  /** A small well-formed message that no other number has. */
  public static Mail mail(int number, Flag... flags) {
    String text =
        "Message-ID: <%d@example.org>\r\nSubject: number %d\r\n\r\nBody of %d.\r\n"
            .formatted(number, number, number);
    return Mail.of(text, Flags.of(flags), new InternalDate(1_600_000_000L + number * 60L, 60));
  }

  /** A well-formed message of exactly {@code bytes} octets, at least 100. */
  public static Mail mailOf(int bytes) {
    var text = new StringBuilder("Message-ID: <" + bytes + "@example.org>\r\n\r\n");
    while (text.length() < bytes - 72) {
      text.append("0123456789".repeat(7)).append("\r\n");
    }
    text.append("x".repeat(bytes - 2 - text.length())).append("\r\n");
    return Mail.of(text.toString(), Flags.none(), new InternalDate(1_600_000_000L, 0));
  }

  /** Puts messages into a folder as one batch. */
  public static BatchOutcome append(DestinationFolder folder, Mail... mail) {
    Batch batch = folder.begin();
    for (Mail each : mail) {
      add(batch, each);
    }
    return batch.commit().await();
  }

  /** Adds a whole message to a batch. */
  public static void add(Batch batch, Mail mail) {
    BodySink sink =
        batch.add(mail.flags(), Optional.of(mail.internalDate()), mail.octets().remaining());
    sink.write(mail.octets());
    sink.end();
  }

  /** Opens a folder, which is created if need be, puts messages in and answers their UIDs. */
  public static List<Long> fill(MailDestination destination, MailboxName name, Mail... mail) {
    destination.create(name, Optional.empty()).await();
    try (DestinationFolder folder = destination.open(name)) {
      UidSet before = folder.uids().await();
      append(folder, mail);
      return folder.uids().await().minus(before).stream().boxed().toList();
    }
  }

  /** Lists messages with everything there is to ask for. */
  public static List<Meta> list(OpenFolder folder, UidSet uids) {
    return list(folder, uids, EnumSet.allOf(Item.class));
  }

  /** Lists messages. */
  public static List<Meta> list(OpenFolder folder, UidSet uids, Set<Item> items) {
    var told = new ArrayList<Meta>();
    folder.list(uids, items, told::add).await();
    return told;
  }

  /** Fetches bodies; by UID, in the order they came. */
  public static Map<Long, String> bodies(OpenFolder folder, UidSet uids) {
    var bodies = new LinkedHashMap<Long, String>();
    folder.bodies(uids, collectInto(bodies)).await();
    return bodies;
  }

  /** A receiver that keeps each whole message as ISO 8859-1. */
  public static BodyReceiver collectInto(Map<Long, String> bodies) {
    return (uid, exactBytes) -> {
      var octets = new ByteArrayOutputStream();
      return new BodySink() {
        @Override
        public void write(ByteBuffer bytes) {
          var some = new byte[bytes.remaining()];
          bytes.get(some);
          octets.writeBytes(some);
        }

        @Override
        public void end() {
          if (octets.size() != exactBytes) {
            throw new IllegalStateException(octets.size() + " octets, announced " + exactBytes);
          }
          bodies.put(uid.value(), octets.toString(ISO_8859_1));
        }

        @Override
        public void abort(Throwable cause) {}
      };
    };
  }

  /** The text of a message as {@link #bodies} gives it. */
  public static String text(Mail mail) {
    return ISO_8859_1.decode(mail.octets()).toString();
  }

  /** What stands in a folder, in the order of UIDs; the flags without \Recent. */
  public static List<Mail> contents(OpenFolder folder) {
    UidSet uids = folder.uids().await();
    Map<Long, String> bodies = bodies(folder, uids);
    return list(folder, uids, Set.of(Item.FLAGS, Item.INTERNAL_DATE)).stream()
        .sorted(java.util.Comparator.comparing(Meta::uid))
        .map(
            meta ->
                Mail.of(
                    bodies.getOrDefault(meta.uid().value(), ""),
                    meta.flags().orElse(Flags.none()).minus(Flags.of(Flag.RECENT)),
                    meta.internalDate().orElseThrow()))
        .toList();
  }
}
