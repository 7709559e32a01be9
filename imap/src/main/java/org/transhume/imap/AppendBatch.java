package org.transhume.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.transhume.imap.wire.CommandText;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.InternalDate;

/**
 * Messages on their way into one mailbox by one APPEND (RFC 9051 section 6.3.12); several only
 * where MULTIAPPEND is announced (RFC 3502). From the first {@link #begin} to {@link #commit} or
 * {@link #abandon} nothing else can be sent on the connection: other threads wait for it.
 *
 * <p>Not safe for several threads at a time, but it may pass from thread to thread: whoever hands
 * it over sees to it that one is done before the other begins.
 *
 * <p>Once the server has refused the batch in the middle, bodies are taken and thrown away; {@link
 * #commit} tells the refusal. When the connection dies, writing throws.
 */
public final class AppendBatch implements AutoCloseable {
  private final Session session;
  private final EncodedMailboxName mailbox;
  private final AppendCommand command;
  private int messages;
  private boolean begun;
  private boolean over;
  private boolean refused;
  private boolean lineOpen;
  private Body current = new Body(0);

  AppendBatch(Session session, EncodedMailboxName mailbox) {
    this.session = session;
    this.mailbox = mailbox;
    this.command = new AppendCommand(session);
    current.ended = true;
  }

  /**
   * Announces a message of exactly {@code exactBytes} octets and returns where they go. May wait
   * for the server's consent where literals must be synchronized.
   *
   * @param flags each one sendable; {@code \Recent} is not (RFC 9051 section 9, flag)
   * @param internalDate absent: the server's own time
   * @throws IllegalArgumentException if flags or date cannot be sent; nothing was sent of this
   *     message and the batch goes on
   * @throws ImapException if the connection is gone
   */
  public BodySink begin(Flags flags, Optional<InternalDate> internalDate, long exactBytes) {
    requireOpen();
    current.requireEnded();
    if (exactBytes < 0) {
      throw new IllegalArgumentException("A message has at least 0 octets: " + exactBytes);
    }
    if (messages > 0 && !session.facts().capabilities().has("MULTIAPPEND")) {
      throw new IllegalStateException("Several messages need MULTIAPPEND");
    }
    CommandText header = header(flags, internalDate);
    messages++;
    current = new Body(exactBytes);
    if (refused) {
      return current;
    }
    try {
      if (!begun) {
        start();
      } else if (command.promise().isDone()) {
        refused = true; // answered before it was whole: no more of it
        return current;
      }
      announce(header, exactBytes);
    } catch (IOException e) {
      session.ended(e);
      throw gone();
    } catch (CancellationException e) {
      drop(Reason.CLOSED, "interrupted while sending");
      throw e;
    }
    return current;
  }

  private void start() throws IOException {
    if (!session.writer().takeTurn(this)) {
      over = true;
      throw session.writer().noTurn();
    }
    begun = true;
    try {
      session.writer().awaitSelect();
    } catch (ImapException e) {
      if (session.failure() != null) {
        throw e;
      }
      // A SELECT that failed is no concern of APPEND.
    }
    if (!session.writer().begin(command)) {
      throw gone();
    }
    var start = new CommandText().raw("APPEND ").string(mailbox.octets());
    session.writer().trace("t" + command.tag() + " " + start.redacted());
    lineOpen = true;
    if (!session.writer().writePieces(start)) {
      refuse();
    }
  }

  private static CommandText header(Flags flags, Optional<InternalDate> internalDate) {
    var header = new CommandText().raw(" (");
    boolean first = true;
    for (Flag flag : flags) {
      if (!flag.isSendable() || flag.equals(Flag.RECENT)) {
        throw new IllegalArgumentException("A flag that cannot be sent: " + flag);
      }
      header.raw(first ? "" : " ").atom(flag.name());
      first = false;
    }
    header.raw(")");
    try {
      internalDate.ifPresent(date -> header.raw(" \"").raw(date.toString()).raw("\""));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("A date that cannot be sent", e);
    }
    return header.raw(" ");
  }

  private void announce(CommandText header, long exactBytes) throws IOException {
    if (refused) {
      return;
    }
    session.writer().writePieces(header);
    if (session.settings().listener().traces()) {
      session.writer().trace("…" + header.redacted() + "{" + exactBytes + "}");
    }
    if (session.writer().sendsAtOnce(exactBytes)) {
      command.literalSentAtOnce();
    }
    if (!session.writer().announce(exactBytes)) {
      refuse();
    }
  }

  /**
   * The server answered instead of asking for a literal: its line is over (RFC 9051 section 4.3).
   */
  private void refuse() {
    refused = true;
    lineOpen = false;
  }

  /** Whether the server has refused the batch before it was whole. */
  public boolean isRefused() {
    return refused;
  }

  /**
   * Ends the batch and sends what is left of it. Neither needs the next batch to wait for the
   * handle, nor does the handle throw for what the server says; it throws if the connection dies,
   * and then nobody knows whether the messages are stored.
   */
  public Handle<AppendResult> commit() {
    requireOpen();
    if (messages == 0) {
      throw new IllegalStateException("A batch without message");
    }
    current.requireEnded();
    over = true;
    try {
      if (lineOpen) {
        session.writer().endLine();
      }
    } catch (IOException e) {
      session.ended(e);
    } finally {
      session.writer().giveTurnBack(this);
    }
    return command.promise();
  }

  /**
   * Gives the batch up without an answer. If anything was sent the connection is dropped, since
   * there is no other way to end a literal; what was sent may still be stored.
   */
  public void abandon() {
    if (over) {
      return;
    }
    over = true;
    if (begun) {
      drop(Reason.CLOSED, "the batch was abandoned");
      session.writer().giveTurnBack(this);
    }
  }

  /** Abandons the batch unless it was committed. */
  @Override
  public void close() {
    abandon();
  }

  private void drop(Reason reason, String why) {
    session.fail(new ImapException(reason, command.name(), why, null));
  }

  private void requireOpen() {
    if (over) {
      throw new IllegalStateException("The batch is over");
    }
  }

  private ImapException gone() {
    ImapException failure = session.failure();
    return failure == null
        ? new ImapException(Reason.CONNECTION_LOST, command.name(), "", null)
        : failure.whileAttempting(command.name());
  }

  /** One message of the batch. */
  private final class Body implements BodySink {
    private long missing;
    private boolean ended;

    Body(long exactBytes) {
      missing = exactBytes;
    }

    @Override
    public void write(ByteBuffer octets) {
      if (ended) {
        throw new IllegalStateException("The message has ended");
      }
      int count = octets.remaining();
      if (count > missing) {
        throw wrongLength(count - missing + " octets too many");
      }
      missing -= count;
      if (refused) {
        octets.position(octets.limit());
        return;
      }
      if (session.failure() != null) {
        throw gone();
      }
      try {
        session.writer().output().write(octets);
      } catch (IOException e) {
        session.ended(e);
        throw gone();
      }
    }

    @Override
    public void end() {
      if (missing > 0) {
        throw wrongLength(missing + " octets missing");
      }
      ended = true;
    }

    @Override
    public void abort(Throwable cause) {
      ended = true;
      abandon();
    }

    void requireEnded() {
      if (!ended) {
        throw wrongLength("not ended, " + missing + " octets missing");
      }
    }

    /** Never padded and never cut: the connection goes. */
    private ImapException wrongLength(String how) {
      over = true;
      drop(Reason.BODY_LENGTH, how);
      session.writer().giveTurnBack(AppendBatch.this);
      return new ImapException(Reason.BODY_LENGTH, command.name(), how, null);
    }
  }
}
