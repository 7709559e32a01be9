package org.transhume.connector.imap;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Problem;
import org.transhume.imap.AppendResult;
import org.transhume.imap.EncodedMailboxName;
import org.transhume.imap.ImapConnection;
import org.transhume.imap.ImapException;
import org.transhume.imap.SelectedMailbox;
import org.transhume.imap.TaggedResponse;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidValidity;

/**
 * The connection of one open folder: keeps count of what is under way on it, so that it is given
 * back only when nothing is, and makes the engine's errors of the client's.
 *
 * <p>Used by the thread the folder belongs to, and for batches by the thread that reads the other
 * side.
 */
final class FolderConnection {
  private final Account account;
  private final ConnectionPool.Loan loan;
  private final MailboxName name;
  private final SelectedMailbox selected;
  private final long expungesAtOpening;
  private final Queue<Handle<?>> underWay = new ConcurrentLinkedQueue<>();
  private final Queue<Handle<AppendResult>> appends = new ConcurrentLinkedQueue<>();
  private final int strikesBefore;

  /** How many APPENDs went out before another's answer. */
  private final AtomicInteger appendsAhead = new AtomicInteger();

  private volatile @Nullable UidValidity anotherLife;
  private volatile boolean closed;

  FolderConnection(Account account, MailboxName name, Account.Opened<SelectedMailbox> opened) {
    this.account = account;
    this.loan = opened.loan();
    this.name = name;
    this.selected = opened.value();
    this.expungesAtOpening = loan.imap().expunges();
    this.strikesBefore = account.appendsAtOnce().strikes();
  }

  SelectedMailbox selected() {
    return selected;
  }

  FolderStatus status() {
    return new FolderStatus(
        selected.uidValidity(), selected.uidNext(), selected.exists(), selected.highestModSeq());
  }

  /** Another folder of the account, as it is called on the wire. */
  EncodedMailboxName wireName(MailboxName other, Doing doing) {
    return account.wireName(other, doing);
  }

  /** Whether the server has told of messages that are gone since the folder was opened. */
  boolean hasLostMessages() {
    return loan.imap().expunges() != expungesAtOpening;
  }

  /** The connection, if it can still be used for this folder. */
  ImapConnection imap(Doing doing) {
    if (closed) {
      throw account.faults().folderClosed(doing, name.text());
    }
    UidValidity now = anotherLife;
    if (now != null) {
      throw account
          .faults()
          .of(
              new Ruling(Scope.FOLDER, Retry.NOW, Problem.UIDVALIDITY_CHANGED),
              doing,
              name.text(),
              "UIDVALIDITY was " + selected.uidValidity() + " and is " + now);
    }
    if (!loan.imap().isOpen()) {
      throw lost(doing);
    }
    return loan.imap();
  }

  /** Why the connection is gone, as the client tells whoever asks. */
  private EndpointException lost(Doing doing) {
    try {
      loan.imap().noop().await();
      return account.faults().folderClosed(doing, name.text());
    } catch (ImapException e) {
      return fault(e, doing);
    }
  }

  /** The server named another UIDVALIDITY: the folder we have open is not the one there is now. */
  void livesAnew(UidValidity now) {
    if (!now.equals(selected.uidValidity())) {
      anotherLife = now;
    }
  }

  /** Sends a request; what it comes to is awaited by {@link #answer}. */
  <R> Handle<R> send(Doing doing, Function<ImapConnection, Handle<R>> request) {
    try {
      Handle<R> sent = request.apply(imap(doing));
      isUnderWay(sent);
      return sent;
    } catch (ImapException e) {
      throw fault(e, doing);
    }
  }

  /** Until {@code sent} is answered nobody else can have the connection. */
  void isUnderWay(Handle<?> sent) {
    underWay.removeIf(Handle::isDone);
    underWay.add(sent);
  }

  /** Waits for the APPENDs under way, where the server bears no other beside them. */
  void awaitTurnToAppend() {
    if (!account.appendsAtOnce().areRefused()) {
      return;
    }
    for (Handle<AppendResult> append : appends) {
      try {
        append.await();
      } catch (ImapException _) {
        // Whoever sent it is told by its handle.
      }
    }
  }

  /** An APPEND has gone out whole. */
  void appendIsUnderWay(Handle<AppendResult> append) {
    isUnderWay(append);
    appends.removeIf(Handle::isDone);
    if (!appends.isEmpty()) {
      appendsAhead.incrementAndGet();
    }
    appends.add(append);
  }

  /**
   * The connection was lost over an APPEND.
   *
   * @param unfinished how many had not gone out whole
   */
  void appendIsLost(int unfinished) {
    int lost = unfinished;
    for (Handle<AppendResult> append : appends) {
      try {
        append.await();
      } catch (ImapException _) {
        lost++;
      }
    }
    if (lost > 1) {
      account.appendsAtOnce().lost(strikesBefore, appendsAhead.get() - lost);
    }
  }

  /** A handle that ends with what {@code made} makes of what was sent. */
  <T> Handle<T> answer(Doing doing, Handle<?> sent, Supplier<T> made) {
    return new Answer<>(
        sent,
        () -> {
          try {
            return made.get();
          } catch (ImapException e) {
            throw fault(e, doing);
          }
        });
  }

  EndpointException fault(ImapException e, Doing doing) {
    return account.faults().of(e, doing, name.text());
  }

  EndpointException fault(TaggedResponse refusal, Doing doing) {
    return account.faults().of(refusal, doing, name.text());
  }

  /** Throws what the server's NO means. */
  void requireOk(TaggedResponse tagged, Doing doing) {
    if (!tagged.isOk()) {
      throw fault(tagged, doing);
    }
  }

  /** Gives the connection back, or up if something is still under way. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (underWay.stream().allMatch(Handle::isDone)) {
      account.giveBack(loan);
    } else {
      account.drop(loan);
    }
  }
}
