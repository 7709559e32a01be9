package org.transhume.engine.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.MessageOutcome;
import org.transhume.engine.endpoint.MessageOutcome.Place;
import org.transhume.engine.endpoint.MessageOutcome.Refused;
import org.transhume.engine.endpoint.MessageOutcome.Stored;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.mail.MailboxName;
import org.transhume.mail.Retry;
import org.transhume.mail.Scope;
import org.transhume.mail.UidValidity;

/**
 * An account of a mail server, in memory. {@link #source} and {@link #destination} open it through
 * the engine's ports, as often as a test likes: the account outlives them, as a server outlives the
 * program. What the owner does meanwhile is done through {@link #folder}; what the server does
 * otherwise than one wishes is {@link #behaviour}, what goes wrong is {@link #faults}, what was
 * asked for is counted by {@link #counts}. Safe for several threads.
 */
public final class MemoryAccount {
  /** Guards the folders and all that is in them; nothing blocks while it is held. */
  private final ReentrantLock lock = new ReentrantLock();

  private final char separator;
  private final String prefix;
  private final Abilities abilities;
  private final Behaviour behaviour = new Behaviour();
  private final Counts counts = new Counts();
  private final Faults faults = new Faults(counts);
  private final Map<String, MemoryFolder> folders = new LinkedHashMap<>();
  private final Set<String> subscriptions = new TreeSet<>();
  private long lastUidValidity = 1_700_000_000;
  private long usedBytes;

  /** An account with an empty INBOX. */
  public MemoryAccount(char separator, String prefix, Abilities abilities) {
    this.separator = separator;
    this.prefix = prefix;
    this.abilities = abilities;
    create("INBOX");
  }

  /** An account at a server that can do everything, and "/" between levels. */
  public static MemoryAccount able() {
    return new MemoryAccount(
        '/', "", new Abilities(true, true, true, true, true, false, OptionalLong.empty(), 4));
  }

  /** An account at a server that can do nothing beyond IMAP4rev1, and "INBOX." before all names. */
  public static MemoryAccount poor() {
    return new MemoryAccount(
        '.',
        "INBOX.",
        new Abilities(false, false, false, false, false, false, OptionalLong.empty(), 1));
  }

  /** Opens the account to be read from. */
  public MailSource source() {
    return new MemorySource(this);
  }

  /** Opens the account to be written into. */
  public MailDestination destination() {
    return new MemoryDestination(this);
  }

  /** Opens the account as a source that messages are removed from. */
  public SourceRemoval removal() {
    return new MemoryRemoval(this);
  }

  /** What the server can do. */
  public Abilities abilities() {
    return abilities;
  }

  /** How the server treats what it is given. */
  public Behaviour behaviour() {
    return behaviour;
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
  }

  /** What was asked for. */
  public Counts counts() {
    return counts;
  }

  /** The folder of that whole name, made with its parents if it is not there. */
  public MemoryFolder folder(String name) {
    return locked(() -> find(name(name)).orElseGet(() -> create(name)));
  }

  /** The names subscribed to, whether folders of these names are there or not. */
  public Set<String> subscriptions() {
    return locked(() -> Set.copyOf(subscriptions));
  }

  void subscribe(String name) {
    locked(() -> subscriptions.add(name));
  }

  void unsubscribe(String name) {
    locked(() -> subscriptions.remove(name));
  }

  /** The folders that can hold messages and what is in them, by whole name. */
  public Map<String, List<Mail>> mail() {
    return locked(
        () -> {
          var all = new TreeMap<String, List<Mail>>();
          folders.values().stream()
              .filter(MemoryFolder::isSelectable)
              .forEach(folder -> all.put(folder.name().text(), folder.mail()));
          return all;
        });
  }

  /** All messages whose sender was never answered, and which were not lost, surface now. */
  public void land() {
    locked(
        () -> {
          folders.values().forEach(MemoryFolder::land);
          return true;
        });
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  char separator() {
    return separator;
  }

  String prefix() {
    return prefix;
  }

  MailboxName name(String text) {
    return new MailboxName(text, separator);
  }

  UidValidity nextUidValidity() {
    return locked(() -> new UidValidity(++lastUidValidity));
  }

  void use(long bytes) {
    locked(() -> usedBytes += bytes);
  }

  Optional<MemoryFolder> find(MailboxName name) {
    return locked(
        () ->
            Optional.ofNullable(folders.get(name.text()))
                .or(
                    () ->
                        folders().stream()
                            .filter(_ -> behaviour.namesIgnoreCase)
                            .filter(each -> each.name().text().equalsIgnoreCase(name.text()))
                            .findFirst()));
  }

  List<MemoryFolder> folders() {
    return locked(() -> new ArrayList<>(folders.values()));
  }

  void keep(MemoryFolder folder) {
    locked(() -> folders.put(folder.name().text(), folder));
  }

  void forget(MemoryFolder folder) {
    locked(() -> folders.remove(folder.name().text()));
  }

  /** Makes the folder and, as mere parents, those above it. */
  MemoryFolder create(String text) {
    return locked(
        () -> {
          MailboxName name = name(text);
          List<String> levels = name.levels();
          for (int depth = 1; depth < levels.size(); depth++) {
            MailboxName parent = MailboxName.ofLevels(levels.subList(0, depth), separator);
            if (find(parent).isEmpty()) {
              keep(new MemoryFolder(this, parent, nextUidValidity(), false));
            }
          }
          MemoryFolder folder =
              find(name)
                  .orElseGet(() -> new MemoryFolder(this, name, nextUidValidity(), true))
                  .selectable(true);
          keep(folder);
          return folder;
        });
  }

  /** Stores the messages of one APPEND: all of them, or none because of one. */
  List<MessageOutcome> append(MailboxName name, List<MemoryFolder.Pending> messages) {
    return locked(
        () -> {
          long bytesBefore = 0;
          for (MemoryFolder.Pending message : messages) {
            Optional<Refused> refusal = refusal(name, message, bytesBefore);
            if (refusal.isPresent()) {
              return Collections.nCopies(messages.size(), refusal.get());
            }
            bytesBefore += message.octets().length;
          }
          MemoryFolder folder = find(name).orElseThrow();
          var outcomes = new ArrayList<MessageOutcome>();
          for (MemoryFolder.Pending message : messages) {
            Optional<Place> place = Optional.of(folder.store(message));
            outcomes.add(new Stored(place.filter(_ -> abilities.uidsTold())));
          }
          return outcomes;
        });
  }

  private Optional<Refused> refusal(
      MailboxName name, MemoryFolder.Pending message, long bytesBefore) {
    Optional<MemoryFolder> folder = find(name).filter(MemoryFolder::isSelectable);
    if (folder.isEmpty()) {
      return refused(Scope.FOLDER, Problem.FOLDER_MISSING, "[TRYCREATE] No such mailbox");
    }
    if (folder.get().isReadOnly()) {
      return refused(Scope.FOLDER, Problem.NOT_PERMITTED, "[NOPERM] Permission denied");
    }
    if (!message.flags().keep(behaviour.refuses).isEmpty()
        || message.internalDate().filter(behaviour.refusesDate).isPresent()) {
      return refused(Scope.MESSAGE, Problem.MESSAGE_REFUSED, "Error in IMAP command");
    }
    var octets = ByteBuffer.wrap(message.octets()).asReadOnlyBuffer();
    Optional<Refused> planned = faults.refusal(new Candidate(name, octets, message.flags()));
    if (planned.isPresent()) {
      return planned;
    }
    if (octets.remaining() > abilities.maxMessageBytes().orElse(Long.MAX_VALUE)) {
      return refused(Scope.MESSAGE, Problem.MESSAGE_TOO_LARGE, "[TOOBIG] Message too large");
    }
    if (usedBytes + bytesBefore + octets.remaining()
        > behaviour.quotaBytes.orElse(Long.MAX_VALUE)) {
      return refused(Scope.ACCOUNT, Problem.QUOTA_FULL, "[OVERQUOTA] Quota exceeded");
    }
    return Optional.empty();
  }

  private static Optional<Refused> refused(Scope scope, Problem problem, String words) {
    return Optional.of(new Refused(scope, Retry.NEVER, problem, words));
  }

  /** What becomes of the messages of one APPEND whose sender will not be answered. */
  void land(MailboxName name, List<MemoryFolder.Pending> messages, Landing landing) {
    locked(
        () -> {
          switch (landing) {
            case Landing.Never() -> {}
            case Landing.AtOnce() -> append(name, messages);
            case Landing.AfterLooks(int looks) -> landLate(name, messages, looks);
            case Landing.WhenTold() -> landLate(name, messages, -1);
            case Landing.OnlyFirst(int first, Landing then) ->
                land(name, messages.subList(0, Math.min(first, messages.size())), then);
          }
          return true;
        });
  }

  /** What would be refused in time is refused late, too. */
  private void landLate(MailboxName name, List<MemoryFolder.Pending> messages, int looks) {
    boolean isRefused =
        messages.stream().anyMatch(message -> refusal(name, message, 0).isPresent());
    if (!isRefused) {
      find(name).ifPresent(folder -> folder.addLate(messages, looks));
    }
  }
}
