package org.transhume.imap.testkit.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.transhume.imap.testkit.wire.ImapDate;
import org.transhume.imap.testkit.wire.OctetReader;
import org.transhume.imap.testkit.wire.UidRanges;
import org.transhume.imap.testkit.wire.Value;
import org.transhume.imap.testkit.wire.ValueReader.LiteralHeader;
import org.transhume.imap.testkit.wire.WireException;

/**
 * The messages of one APPEND (RFC 3502 for several), from the first announcement to the mailbox.
 * What can be known before a literal is asked for is refused before.
 */
final class AppendIntake {
  private final Session session;
  private final List<Incoming> messages = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();
  private long bytesTaken;
  private boolean isSettled;
  private int storeAtMost = Integer.MAX_VALUE;

  @SuppressWarnings("ArrayRecordComponent") // read-only, compared by nobody
  private record Incoming(
      byte[] content, SortedSet<String> flags, Optional<OffsetDateTime> internalDate) {}

  private record Attributes(List<String> flags, Optional<OffsetDateTime> internalDate) {}

  AppendIntake(Session session) {
    this.session = session;
  }

  /** A literal in the first place is the mailbox name, not a message. */
  boolean isMailboxName(List<Value> before) {
    return before.isEmpty();
  }

  /** Words against taking the literal that was just announced; empty to ask for it. */
  Optional<String> refusal(List<Value> before, LiteralHeader header) {
    if (refusal.isEmpty() && !isMailboxName(before)) {
      refusal = session.server.lock().hold(() -> check(before, header.sizeBytes()));
    }
    return refusal;
  }

  Value take(List<Value> before, LiteralHeader header, OctetReader in) throws IOException {
    byte[] content = in.readExactly(Math.toIntExact(header.sizeBytes()));
    Attributes attributes = attributes(before);
    switch (session.options().filter().judge(content)) {
      case AppendFilter.Verdict.Store(byte[] stored) -> {
        bytesTaken += stored.length;
        messages.add(new Incoming(stored, keep(attributes.flags()), attributes.internalDate()));
      }
      case AppendFilter.Verdict.Refuse(String response) -> refusal = Optional.of(response);
    }
    return new Value.Consumed(header.sizeBytes());
  }

  /** Reads a refused non-synchronizing literal and forgets it. */
  Value swallow(LiteralHeader header, OctetReader in, String why) throws IOException {
    in.transfer(header.sizeBytes(), OutputStream.nullOutputStream());
    refusal = Optional.of(why);
    return new Value.Consumed(header.sizeBytes());
  }

  /** Limits what {@link #commit} stores: the rest is lost. */
  void storeOnly(int messageCount) {
    storeAtMost = messageCount;
  }

  /** Stores what has been taken; called with the lock held, answers the tagged response. */
  String commit(Command command) {
    isSettled = true;
    if (messages.isEmpty() && refusal.isEmpty()) {
      throw Refusal.bad("APPEND: message expected");
    }
    if (refusal.isPresent() && session.options().isMultiAppendAtomic()) {
      return refusal.get();
    }
    MemoryMailbox mailbox = session.mailbox(command.argument(0).text(), "TRYCREATE");
    List<Long> uids = storeAll(mailbox);
    return refusal.orElseGet(
        () ->
            session.has(Extension.UIDPLUS)
                ? "OK [APPENDUID "
                    + mailbox.uidValidity
                    + " "
                    + UidRanges.format(uids)
                    + "] Append completed."
                : "OK Append completed.");
  }

  /** The command was never completed: a server without atomicity keeps what came whole. */
  void broken(List<Value> before) {
    if (isSettled || session.options().isMultiAppendAtomic() || messages.isEmpty()) {
      return;
    }
    isSettled = true;
    session
        .server
        .lock()
        .run(
            () ->
                session
                    .user()
                    .flatMap(account -> account.get(before.getFirst().text()))
                    .ifPresent(this::storeAll));
  }

  private List<Long> storeAll(MemoryMailbox mailbox) {
    var uids = new ArrayList<Long>();
    for (Incoming message : messages.subList(0, Math.min(messages.size(), storeAtMost))) {
      uids.add(store(mailbox, message));
    }
    return uids;
  }

  private long store(MemoryMailbox mailbox, Incoming message) {
    if (session.options().mergesTwins()) {
      for (Message present : mailbox.messages) {
        if (Arrays.equals(present.content, message.content)) {
          mailbox.uidNext++;
          return present.uid;
        }
      }
    }
    OffsetDateTime date =
        message.internalDate.orElseGet(() -> OffsetDateTime.now(session.options().clock()));
    return mailbox.store(message.content, date, message.flags).uid;
  }

  private Optional<String> check(List<Value> before, long sizeBytes) {
    try {
      if (!messages.isEmpty()) {
        session.require(Extension.MULTIAPPEND, "APPEND of several messages");
      }
      MemoryMailbox mailbox = session.mailbox(before.getFirst().text(), "TRYCREATE");
      if (mailbox.isReadOnly) {
        throw Refusal.no("[NOPERM] Permission denied");
      }
      checkFlags(attributes(before).flags());
      var limit = session.options().appendLimitBytes();
      if (limit.isPresent() && sizeBytes > limit.getAsLong()) {
        throw Refusal.no("[TOOBIG] Message size exceeds fixed limit");
      }
      return session.account().quotaRefusal(bytesTaken + sizeBytes, messages.size() + 1L);
    } catch (WireException malformed) {
      return Optional.of("BAD " + malformed.getMessage());
    } catch (Refusal refused) {
      return Optional.of(refused.response());
    }
  }

  private void checkFlags(List<String> flags) {
    for (String flag : flags) {
      if (!Flags.isSettable(flag)) {
        throw Refusal.bad("Invalid system flag " + flag);
      }
      if (Flags.isKeyword(flag) && session.options().keywords() == KeywordPolicy.REFUSE) {
        throw Refusal.no("[CANNOT] Keywords are not supported: " + flag);
      }
    }
  }

  private SortedSet<String> keep(List<String> flags) {
    boolean keepsKeywords = session.options().keywords() == KeywordPolicy.KEEP;
    return Flags.of(
        flags.stream().filter(flag -> keepsKeywords || !Flags.isKeyword(flag)).toList());
  }

  /** Flags and date of the message whose literal comes next. */
  private Attributes attributes(List<Value> before) {
    int at = 1;
    for (int i = 1; i < before.size(); i++) {
      if (before.get(i) instanceof Value.Consumed) {
        at = i + 1;
      }
    }
    List<String> flags = List.of();
    Optional<OffsetDateTime> date = Optional.empty();
    if (at < before.size() && before.get(at).isList()) {
      flags = before.get(at++).items().stream().map(Value::text).toList();
    }
    if (at < before.size()) {
      date = Optional.of(ImapDate.parse(before.get(at++).text()));
    }
    if (at != before.size()) {
      throw new WireException("APPEND: unexpected argument");
    }
    return new Attributes(flags, date);
  }
}
