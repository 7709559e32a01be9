package org.transhume.engine.testing;

import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.transhume.mail.Flag;
import org.transhume.mail.InternalDate;

/**
 * How a server treats what it is given, beyond its {@link org.transhume.engine.endpoint.Abilities}.
 * Every method may be called in the middle of the work and from any thread; what is not set is as
 * one wishes it.
 */
public final class Behaviour {
  volatile OptionalLong quotaBytes = OptionalLong.empty();
  volatile Predicate<Flag> keeps = _ -> true;
  volatile Predicate<Flag> refuses = _ -> false;
  volatile UnaryOperator<byte[]> storesAs = UnaryOperator.identity();
  volatile UnaryOperator<InternalDate> datesAs = UnaryOperator.identity();
  volatile InternalDate today = new InternalDate(1_795_430_400, 60);
  volatile Predicate<InternalDate> refusesDate = _ -> false;
  volatile Predicate<InternalDate> hidesDate = _ -> false;
  volatile Predicate<String> refusesName = _ -> false;
  volatile boolean namesIgnoreCase;
  volatile boolean readOnly;
  volatile boolean uidNextHidden;
  volatile boolean statusHidden;
  volatile boolean specialUseIgnored;
  volatile boolean backwards;
  volatile boolean refusalsEndConnection;
  volatile long sizeLieBytes;
  volatile int sliceBytes = 8192;

  Behaviour() {}

  /** At most so many octets of messages in the whole account. */
  public Behaviour quota(long bytes) {
    quotaBytes = OptionalLong.of(bytes);
    return this;
  }

  /** PERMANENTFLAGS: other flags are taken and forgotten. */
  public Behaviour keeps(Predicate<Flag> flags) {
    keeps = flags;
    return this;
  }

  /** Flags that no message is stored with and none is given, although they are said to be kept. */
  public Behaviour refuses(Predicate<Flag> flags) {
    refuses = flags;
    return this;
  }

  /** INTERNALDATEs that no message is stored with. */
  public Behaviour refusesDate(Predicate<InternalDate> dates) {
    refusesDate = dates;
    return this;
  }

  /** INTERNALDATEs that are listed as none, or as one that nobody can read. */
  public Behaviour hidesDate(Predicate<InternalDate> dates) {
    hidesDate = dates;
    return this;
  }

  /** What becomes of a message's octets when it is stored. */
  public Behaviour storesAs(UnaryOperator<byte[]> alteration) {
    storesAs = alteration;
    return this;
  }

  /** What becomes of an INTERNALDATE when a message is stored. */
  public Behaviour datesAs(UnaryOperator<InternalDate> alteration) {
    datesAs = alteration;
    return this;
  }

  /** The date of messages that come without one. */
  public Behaviour today(InternalDate date) {
    today = date;
    return this;
  }

  /** Whole names no folder can be created by. */
  public Behaviour refusesName(Predicate<String> names) {
    refusesName = names;
    return this;
  }

  /** {@code trash} and {@code Trash} are one folder. */
  public Behaviour namesIgnoreCase() {
    namesIgnoreCase = true;
    return this;
  }

  /** Nothing can be written into any folder, or again everything. */
  public Behaviour readOnly(boolean yes) {
    readOnly = yes;
    return this;
  }

  /** UIDNEXT is not told, as by Courier's SELECT. */
  public Behaviour hidesUidNext() {
    uidNextHidden = true;
    return this;
  }

  /** The list of folders comes without status. */
  public Behaviour hidesStatus() {
    statusHidden = true;
    return this;
  }

  /** A folder is created without the special use that was asked for. */
  public Behaviour ignoresSpecialUse() {
    specialUseIgnored = true;
    return this;
  }

  /** Behind the answer to a message that is refused the connection dies, as behind a BAD. */
  public Behaviour hangsUpWhenItRefuses() {
    refusalsEndConnection = true;
    return this;
  }

  /** Messages are listed and fetched last first, as some servers answer out of order. */
  public Behaviour answersBackwards() {
    backwards = true;
    return this;
  }

  /** The announced size is so many octets more than the message has; may be negative. */
  public Behaviour liesAboutSizes(long bytes) {
    sizeLieBytes = bytes;
    return this;
  }

  /** Bodies are handed over in slices of at most so many octets. */
  public Behaviour slices(int bytes) {
    sliceBytes = bytes;
    return this;
  }
}
