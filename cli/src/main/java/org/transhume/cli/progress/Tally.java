package org.transhume.cli.progress;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.transhume.engine.PassListener;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.report.FolderReport;
import org.transhume.mail.MailboxName;

/**
 * Adds up what a pass tells. A folder weighs what the source listed for it; once it is known what
 * of it is to be copied, the rest of it counts as done.
 */
public final class Tally implements PassListener {
  /** Guards every field; held for a few additions only, since readers of the wire call in. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Map<MailboxName, Active> active = new LinkedHashMap<>();
  private int foldersPlanned;
  private int foldersDone;
  private long messagesPlanned;
  private long messagesDone;
  private long sentMessages;
  private long sentBytes;
  private long retries;

  private static final class Active {
    final long listed;
    long toCopy = -1;
    long sent;

    Active(long listed) {
      this.listed = listed;
    }

    long done() {
      return toCopy < 0 ? 0 : Math.clamp(listed - toCopy + sent, 0, listed);
    }
  }

  /**
   * How far a pass is.
   *
   * @param messagesDone of those planned: copied, or found to need no copy
   * @param sentMessages handed to the destination, those that are sent again included
   * @param folder the one that is worked on, the one begun first if there are several
   */
  public record Snapshot(
      int foldersPlanned,
      int foldersDone,
      long messagesPlanned,
      long messagesDone,
      long sentMessages,
      long sentBytes,
      long retries,
      Optional<MailboxName> folder) {
    /** The part that is done, 0 to 1; 0 while nothing is known. */
    public double part() {
      return messagesPlanned == 0 ? 0 : (double) messagesDone / messagesPlanned;
    }
  }

  /** How far the pass is now. */
  public Snapshot snapshot() {
    lock.lock();
    try {
      long done = messagesDone + active.values().stream().mapToLong(Active::done).sum();
      return new Snapshot(
          foldersPlanned,
          foldersDone,
          messagesPlanned,
          Math.min(done, messagesPlanned),
          sentMessages,
          sentBytes,
          retries,
          active.keySet().stream().findFirst());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void planned(int folders, long messages) {
    lock.lock();
    try {
      foldersPlanned = folders;
      messagesPlanned = messages;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void folderBegan(MailboxName folder, long messages) {
    lock.lock();
    try {
      active.put(folder, new Active(messages));
    } finally {
      lock.unlock();
    }
  }

  /** Comes again when a folder begins anew; what was sent before is then no longer to be copied. */
  @Override
  public void toCopy(MailboxName folder, long messages) {
    lock.lock();
    try {
      Active work = active.get(folder);
      if (work != null) {
        work.toCopy = messages;
        work.sent = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sent(MailboxName folder, long messages, long bytes) {
    lock.lock();
    try {
      sentMessages += messages;
      sentBytes += bytes;
      Active work = active.get(folder);
      if (work != null) {
        work.sent += messages;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void retrying(MailboxName folder, EndpointException cause, long pauseMillis) {
    lock.lock();
    try {
      retries++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void folderEnded(FolderReport report) {
    lock.lock();
    try {
      foldersDone++;
      Active work = active.remove(report.source());
      if (work != null) {
        messagesDone += work.listed;
      }
    } finally {
      lock.unlock();
    }
  }
}
