package org.transhume.connector.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.Batch;
import org.transhume.engine.endpoint.BatchOutcome;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.imap.AppendBatch;
import org.transhume.imap.AppendResult;
import org.transhume.imap.ImapException;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;

/**
 * A batch as one APPEND where the server has MULTIAPPEND (RFC 3502), else as one APPEND a message,
 * none of which is waited for before {@link #commit}; the client waits only where a literal needs
 * the server's consent.
 */
final class ImapBatch implements Batch {
  /** One APPEND and what it comes to. */
  private record Sent(int messages, Handle<AppendResult> result) {}

  private final FolderConnection connection;
  private final boolean together;
  private final Supplier<AppendBatch> appends;
  private final List<Sent> sent = new ArrayList<>();
  private @Nullable AppendBatch open;
  private int messagesInOpen;
  private @Nullable Message current;
  private boolean over;

  /** Why the connection was given up in the middle; what is not answered then is unknown. */
  private @Nullable String givenUp;

  /**
   * A batch without messages yet.
   *
   * @param together whether all messages go into one APPEND
   * @param appends makes an APPEND for the folder; nothing is sent by that
   */
  ImapBatch(FolderConnection connection, boolean together, Supplier<AppendBatch> appends) {
    this.connection = connection;
    this.together = together;
    this.appends = appends;
  }

  /** Whether messages can still be added. */
  boolean isBeingFilled() {
    return !over && givenUp == null;
  }

  @Override
  public BodySink add(Flags flags, Optional<InternalDate> internalDate, long exactBytes) {
    requireFilling();
    connection.imap(Doing.APPENDING);
    try {
      AppendBatch append = open;
      if (append == null) {
        connection.awaitTurnToAppend();
        append = appends.get();
        open = append;
        messagesInOpen = 0;
      }
      var message = new Message(append.begin(flags, internalDate, exactBytes), exactBytes);
      messagesInOpen++;
      current = message;
      return message;
    } catch (ImapException e) {
      throw lost(e);
    }
  }

  private EndpointException lost(ImapException e) {
    giveUp(e.words());
    connection.appendIsLost(1);
    return connection.fault(e, Doing.APPENDING);
  }

  private void requireFilling() {
    if (over) {
      throw new IllegalStateException("The batch is over");
    }
    if (current != null && !current.ended) {
      throw new IllegalStateException("The message before has not ended");
    }
  }

  @Override
  public Handle<BatchOutcome> commit() {
    requireFilling();
    if (givenUp == null) {
      commitOpen();
    }
    over = true;
    if (sent.isEmpty() && messagesInOpen == 0) {
      return Handle.of(new BatchOutcome(List.of()));
    }
    Handle<?> last = sent.isEmpty() ? Handle.of(true) : sent.getLast().result();
    return new Answer<>(last, this::outcome);
  }

  private void commitOpen() {
    AppendBatch append = open;
    if (append == null) {
      return;
    }
    try {
      Handle<AppendResult> result = append.commit();
      connection.appendIsUnderWay(result);
      sent.add(new Sent(messagesInOpen, result));
      messagesInOpen = 0;
      open = null;
    } catch (ImapException e) {
      giveUp(e.words());
    }
  }

  private BatchOutcome outcome() {
    var each = new ArrayList<MessageOutcome>();
    for (Sent append : sent) {
      try {
        each.addAll(outcomes(append.messages(), append.result().await()));
      } catch (ImapException e) {
        connection.appendIsLost(0);
        each.addAll(unknown(append.messages(), e.words()));
      }
    }
    if (givenUp != null) {
      each.addAll(unknown(messagesInOpen, givenUp));
    }
    return new BatchOutcome(each);
  }

  private List<MessageOutcome> outcomes(int messages, AppendResult result) {
    if (!result.tagged().isOk()) {
      Ruling ruling = Refusals.rule(Doing.APPENDING, result.tagged());
      return Collections.nCopies(
          messages,
          new MessageOutcome.Refused(
              ruling.scope(),
              ruling.retry(),
              ruling.problem(),
              result.tagged().words(),
              ruling.signal()));
    }
    result.uidValidity().ifPresent(connection::livesAnew);
    // RFC 4315 section 3: as many UIDs as messages, in their order; any other answer tells nothing.
    if (result.uidValidity().isEmpty() || result.uids().size() != messages) {
      return Collections.nCopies(messages, new MessageOutcome.Stored(Optional.empty()));
    }
    var stored = new ArrayList<MessageOutcome>(messages);
    for (var uid : result.uids()) {
      stored.add(
          new MessageOutcome.Stored(
              Optional.of(new MessageOutcome.Place(result.uidValidity().get(), uid))));
    }
    return stored;
  }

  private static List<MessageOutcome> unknown(int messages, String cause) {
    return Collections.nCopies(messages, new MessageOutcome.Unknown(cause));
  }

  @Override
  public void abandon() {
    if (!over) {
      over = true;
      giveUp("abandoned");
    }
  }

  /** Gives the connection up if anything of an unfinished APPEND is on it: nothing is padded. */
  private void giveUp(String why) {
    if (givenUp == null) {
      givenUp = why;
      if (open != null) {
        open.abandon();
      }
    }
  }

  /** A message on its way. */
  private final class Message implements BodySink {
    private final org.transhume.imap.BodySink literal;
    private long missing;
    private boolean ended;

    Message(org.transhume.imap.BodySink literal, long exactBytes) {
      this.literal = literal;
      this.missing = exactBytes;
    }

    @Override
    public void write(ByteBuffer bytes) {
      int count = bytes.remaining();
      if (count > missing) {
        throw wrongLength(count - missing + " octets more than announced");
      }
      missing -= count;
      try {
        literal.write(bytes);
      } catch (ImapException e) {
        throw lost(e);
      }
    }

    @Override
    public void end() {
      if (missing > 0) {
        throw wrongLength(missing + " octets less than announced");
      }
      literal.end();
      ended = true;
      if (!together) {
        commitOpen();
      }
    }

    @Override
    public void abort(Throwable cause) {
      ended = true;
      giveUp("a message was broken off");
    }

    private IllegalStateException wrongLength(String how) {
      ended = true;
      giveUp(how);
      return new IllegalStateException("A message has " + how);
    }
  }
}
