package org.transhume.imap.testkit.memory;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * How a {@link MemoryImapServer} behaves. A value, made by its {@link Builder}; a running server
 * takes another one by {@link MemoryImapServer#reconfigure}.
 *
 * @param extensions announced and working; what is not here is neither
 * @param extraCapabilities announced word by word, without effect
 * @param separator hierarchy separator; {@link #FLAT} for names without levels, told as NIL
 * @param prefix of the personal namespace: empty, or such as {@code INBOX.}
 * @param appendLimitBytes larger messages are refused with TOOBIG
 * @param maxConnections per user; one more is refused with LIMIT
 * @param isMultiAppendAtomic whether all messages of an APPEND are stored or none (RFC 3502)
 * @param mergesTwins whether a message that is there already is not stored again (as Gmail)
 * @param parsesLiteralAfterBad whether, after BAD, a non-synchronizing literal is read as commands
 *     (as Dovecot, James and GreenMail do), instead of being swallowed
 * @param dropsOnAppendAhead whether the connection is cut when the client goes on before an APPEND
 *     is answered (as James); each APPEND is answered a moment late then
 * @param hidesUidNext whether SELECT does not tell UIDNEXT (as Courier)
 * @param preauthenticated whose connections need no login and are greeted with PREAUTH; empty if
 *     nobody's
 * @param keywords what becomes of keywords
 * @param filter what becomes of message bytes
 * @param nameRefusal words against a mailbox name (in Unicode), empty if the name will do
 * @param masterUsers may log in as anybody, by authorisation identity or {@code user*master}
 * @param clock INTERNALDATE of messages appended without one
 * @param lateDelivery how {@link Fault.ActLater} passes time
 */
public record MemoryOptions(
    Set<Extension> extensions,
    List<String> extraCapabilities,
    char separator,
    String prefix,
    OptionalLong appendLimitBytes,
    int maxConnections,
    boolean isMultiAppendAtomic,
    boolean mergesTwins,
    boolean parsesLiteralAfterBad,
    boolean dropsOnAppendAhead,
    boolean hidesUidNext,
    String preauthenticated,
    KeywordPolicy keywords,
    AppendFilter filter,
    Function<String, Optional<String>> nameRefusal,
    Set<String> masterUsers,
    Clock clock,
    LateDelivery lateDelivery) {
  /** No separator: there are no levels. */
  public static final char FLAT = '\0';

  public MemoryOptions {
    var copy = EnumSet.noneOf(Extension.class);
    copy.addAll(extensions);
    extensions = Collections.unmodifiableSet(copy);
    extraCapabilities = List.copyOf(extraCapabilities);
    masterUsers = Set.copyOf(masterUsers);
    if (maxConnections < 1) {
      throw new IllegalArgumentException("maxConnections below 1: " + maxConnections);
    }
  }

  /** Everything a good server has: all extensions but LITERAL- and APPENDLIMIT. */
  public static Builder builder() {
    return new Builder();
  }

  /** Bare IMAP4rev1 with LOGIN: no extension at all. */
  public static Builder bare() {
    Builder builder = new Builder();
    builder.extensions.clear();
    return builder;
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  public boolean has(Extension extension) {
    return extensions.contains(extension);
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private final EnumSet<Extension> extensions =
        EnumSet.complementOf(EnumSet.of(Extension.LITERAL_MINUS, Extension.APPENDLIMIT));
    private List<String> extraCapabilities = List.of();
    private char separator = '/';
    private String prefix = "";
    private OptionalLong appendLimitBytes = OptionalLong.empty();
    private int maxConnections = Integer.MAX_VALUE;
    private boolean isMultiAppendAtomic = true;
    private boolean mergesTwins;
    private boolean parsesLiteralAfterBad;
    private boolean dropsOnAppendAhead;
    private boolean hidesUidNext;
    private String preauthenticated = "";
    private KeywordPolicy keywords = KeywordPolicy.KEEP;
    private AppendFilter filter = AppendFilter.exact();
    private Function<String, Optional<String>> nameRefusal = name -> Optional.empty();
    private Set<String> masterUsers = Set.of();
    private Clock clock = Clock.systemUTC();
    private LateDelivery lateDelivery = LateDelivery.realTime();

    private Builder() {}

    private Builder(MemoryOptions options) {
      extensions.clear();
      extensions.addAll(options.extensions);
      extraCapabilities = options.extraCapabilities;
      separator = options.separator;
      prefix = options.prefix;
      appendLimitBytes = options.appendLimitBytes;
      maxConnections = options.maxConnections;
      isMultiAppendAtomic = options.isMultiAppendAtomic;
      mergesTwins = options.mergesTwins;
      parsesLiteralAfterBad = options.parsesLiteralAfterBad;
      dropsOnAppendAhead = options.dropsOnAppendAhead;
      hidesUidNext = options.hidesUidNext;
      preauthenticated = options.preauthenticated;
      keywords = options.keywords;
      filter = options.filter;
      nameRefusal = options.nameRefusal;
      masterUsers = options.masterUsers;
      clock = options.clock;
      lateDelivery = options.lateDelivery;
    }

    public Builder with(Extension... wanted) {
      extensions.addAll(List.of(wanted));
      return this;
    }

    public Builder without(Extension... unwanted) {
      extensions.removeAll(List.of(unwanted));
      return this;
    }

    public Builder extraCapabilities(Collection<String> words) {
      extraCapabilities = List.copyOf(words);
      return this;
    }

    public Builder separator(char value) {
      separator = value;
      return this;
    }

    /** Personal namespace prefix, the separator included: {@code INBOX.}. */
    public Builder prefix(String value) {
      prefix = value;
      return this;
    }

    /** Also announces APPENDLIMIT; take the extension away again for a server that hides it. */
    public Builder appendLimitBytes(long value) {
      appendLimitBytes = OptionalLong.of(value);
      extensions.add(Extension.APPENDLIMIT);
      return this;
    }

    public Builder maxConnections(int value) {
      maxConnections = value;
      return this;
    }

    public Builder atomicMultiAppend(boolean value) {
      isMultiAppendAtomic = value;
      return this;
    }

    public Builder mergesTwins(boolean value) {
      mergesTwins = value;
      return this;
    }

    public Builder parsesLiteralAfterBad(boolean value) {
      parsesLiteralAfterBad = value;
      return this;
    }

    public Builder dropsOnAppendAhead(boolean value) {
      dropsOnAppendAhead = value;
      return this;
    }

    public Builder hidesUidNext(boolean value) {
      hidesUidNext = value;
      return this;
    }

    /** Empty: everybody has to log in. */
    public Builder preauthenticated(String user) {
      preauthenticated = user;
      return this;
    }

    public Builder keywords(KeywordPolicy value) {
      keywords = value;
      return this;
    }

    public Builder filter(AppendFilter value) {
      filter = value;
      return this;
    }

    public Builder nameRefusal(Function<String, Optional<String>> value) {
      nameRefusal = value;
      return this;
    }

    public Builder masterUsers(String... names) {
      masterUsers = Set.of(names);
      return this;
    }

    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    public Builder lateDelivery(LateDelivery value) {
      lateDelivery = value;
      return this;
    }

    public MemoryOptions build() {
      return new MemoryOptions(
          extensions,
          extraCapabilities,
          separator,
          prefix,
          appendLimitBytes,
          maxConnections,
          isMultiAppendAtomic,
          mergesTwins,
          parsesLiteralAfterBad,
          dropsOnAppendAhead,
          hidesUidNext,
          preauthenticated,
          keywords,
          filter,
          nameRefusal,
          masterUsers,
          clock,
          lateDelivery);
    }
  }
}
