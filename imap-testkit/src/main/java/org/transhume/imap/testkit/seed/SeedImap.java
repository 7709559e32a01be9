package org.transhume.imap.testkit.seed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.transhume.imap.testkit.SeedMail;
import org.transhume.imap.testkit.wire.ImapDate;
import org.transhume.imap.testkit.wire.ImapText;
import org.transhume.imap.testkit.wire.ModifiedUtf7;
import org.transhume.imap.testkit.wire.Value;
import org.transhume.imap.testkit.wire.WireException;

/**
 * A plain IMAP client, one command at a time, to seed a mailbox and to look at what is in it. What
 * a server refuses is a {@link SeedException} with its words. Mailbox names are in Unicode, UID
 * sets in IMAP's own notation. Not thread-safe.
 */
public final class SeedImap implements AutoCloseable {
  private static final int BATCH_MESSAGES = 200;
  private static final long BATCH_BYTES = 8L * 1024 * 1024;

  private final SeedConnection connection;
  private Set<String> capabilities = Set.of();

  /** What SELECT or EXAMINE told. */
  public record Selected(long exists, long uidValidity, long uidNext, Answer answer) {}

  /** One line of LIST; the name decoded, or as it came if it cannot be. */
  public record Listed(String name, Set<String> attributes, Optional<String> separator) {
    public Listed {
      attributes = Set.copyOf(attributes);
    }

    public boolean isSelectable() {
      return !attributes.contains("\\noselect") && !attributes.contains("\\nonexistent");
    }
  }

  private SeedImap(SeedConnection connection) {
    this.connection = connection;
  }

  /** Connects without encryption. */
  public static SeedImap connect(String host, int port) {
    return io(
        () -> {
          var client = new SeedImap(new SeedConnection(host, port));
          client.greet();
          return client;
        });
  }

  /** Connects with implicit TLS. */
  public static SeedImap connectTls(String host, int port, SSLContext tls) {
    return io(
        () -> {
          var connection = new SeedConnection(host, port);
          connection.secure(tls, host);
          var client = new SeedImap(connection);
          client.greet();
          return client;
        });
  }

  /** Connects and logs in, without encryption. */
  public static SeedImap logIn(String host, int port, String user, String password) {
    SeedImap client = connect(host, port);
    client.login(user, password);
    return client;
  }

  public void startTls(SSLContext tls, String host) {
    command("STARTTLS");
    io(
        () -> {
          connection.secure(tls, host);
          return null;
        });
    readCapabilities();
  }

  public void login(String user, String password) {
    boolean isAscii = (user + password).chars().allMatch(c -> c < 0x80);
    if (isAscii || !capabilities.containsAll(Set.of("AUTH=PLAIN", "SASL-IR"))) {
      command("LOGIN " + string(user) + " " + string(password));
    } else {
      // James takes nothing but ASCII in a LOGIN.
      byte[] both = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
      command("AUTHENTICATE PLAIN " + Base64.getEncoder().encodeToString(both));
    }
    readCapabilities();
  }

  /** The capabilities after login (or before, if nobody logged in), in upper case. */
  public Set<String> capabilities() {
    return capabilities;
  }

  /** Sends a command, given without tag and line end; refused is an exception. */
  public Answer command(String text) {
    Answer answer = attempt(text);
    if (!answer.isOk()) {
      throw new SeedException(
          redacted(text) + " was refused: " + answer.status() + " " + answer.text());
    }
    return answer;
  }

  /** Sends a command and answers whatever comes. */
  public Answer attempt(String text) {
    return io(
        () -> {
          String tag = connection.nextTag();
          connection.send(tag + " " + text + "\r\n");
          return connection.answer(tag);
        });
  }

  public void create(String mailbox) {
    command("CREATE " + name(mailbox));
  }

  public void subscribe(String mailbox) {
    command("SUBSCRIBE " + name(mailbox));
  }

  public void delete(String mailbox) {
    command("DELETE " + name(mailbox));
  }

  public void rename(String from, String to) {
    command("RENAME " + name(from) + " " + name(to));
  }

  /** Every mailbox of the account. */
  public List<Listed> list() {
    return listed(command("LIST \"\" *"), "LIST");
  }

  /** Every subscribed name. */
  public List<Listed> subscriptions() {
    return listed(command("LSUB \"\" *"), "LSUB");
  }

  /** Items of STATUS, such as {@code MESSAGES UIDNEXT}, with their numbers. */
  public Map<String, Long> status(String mailbox, String items) {
    Answer answer = command("STATUS " + name(mailbox) + " (" + items + ")");
    List<Value> pairs = answer.data("STATUS").getFirst().get(1).items();
    var numbers = new TreeMap<String, Long>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      numbers.put(pairs.get(i).word(), pairs.get(i + 1).number());
    }
    return numbers;
  }

  public Selected select(String mailbox) {
    return open("SELECT", mailbox);
  }

  public Selected examine(String mailbox) {
    return open("EXAMINE", mailbox);
  }

  /** Changes flags: {@code change} is FLAGS, +FLAGS or -FLAGS. */
  public void store(String uids, String change, String... flags) {
    command("UID STORE " + uids + " " + change + ".SILENT (" + String.join(" ", flags) + ")");
  }

  /** Marks messages \Deleted and expunges all that are marked. */
  public void expunge(String uids) {
    store(uids, "+FLAGS", "\\Deleted");
    command("EXPUNGE");
  }

  /** UIDs of all messages of the selected mailbox that match the search keys. */
  public List<Long> search(String keys) {
    return command("UID SEARCH " + keys).data("SEARCH").stream()
        .flatMap(List::stream)
        .map(Value::number)
        .sorted()
        .toList();
  }

  /** Appends one message; answers the server's response, which may be NO. */
  public Answer tryAppend(String mailbox, SeedMail mail) {
    return append(mailbox, List.of(mail));
  }

  /** Appends one message. */
  public void append(String mailbox, SeedMail mail) {
    appendAll(mailbox, List.of(mail));
  }

  /** Appends messages in order, many in one command where the server can. */
  public void appendAll(String mailbox, Iterable<SeedMail> mails) {
    boolean canBatch = capabilities.contains("MULTIAPPEND");
    var batch = new ArrayList<SeedMail>();
    long bytes = 0;
    for (Iterator<SeedMail> rest = mails.iterator(); rest.hasNext(); ) {
      SeedMail mail = rest.next();
      batch.add(mail);
      bytes += mail.content().sizeBytes();
      if (!canBatch || batch.size() == BATCH_MESSAGES || bytes > BATCH_BYTES || !rest.hasNext()) {
        Answer answer = append(mailbox, batch);
        if (!answer.isOk()) {
          throw new SeedException("APPEND was refused: " + answer.text());
        }
        batch.clear();
        bytes = 0;
      }
    }
  }

  /**
   * Fetches UID, flags, INTERNALDATE and octets of the messages, in the order the server gives
   * them. The source stays unread.
   */
  public <T> void fetch(String uids, BodyReader<T> bodies, Consumer<FetchedMail<T>> consumer) {
    fetch(uids, "(UID FLAGS INTERNALDATE BODY.PEEK[])", bodies, consumer);
  }

  /** Fetches UID, flags and INTERNALDATE only. */
  public void fetchMarks(String uids, Consumer<FetchedMail<byte[]>> consumer) {
    fetch(uids, "(UID FLAGS INTERNALDATE)", BodyReader.octets(), consumer);
  }

  /** Every message of the selected mailbox with its octets; for small mailboxes. */
  public List<FetchedMail<byte[]>> fetchAll() {
    var all = new ArrayList<FetchedMail<byte[]>>();
    fetch("1:*", BodyReader.octets(), all::add);
    return all;
  }

  @Override
  public void close() {
    io(
        () -> {
          connection.close();
          return null;
        });
  }

  private <T> void fetch(
      String uids, String items, BodyReader<T> bodies, Consumer<FetchedMail<T>> consumer) {
    Answer answer =
        io(
            () -> {
              String tag = connection.nextTag();
              connection.send(tag + " UID FETCH " + uids + " " + items + "\r\n");
              return connection.answer(
                  tag, SeedConnection.readingBodies(bodies), new FetchDrain<>(bodies, consumer));
            });
    if (!answer.isOk()) {
      throw new SeedException("FETCH was refused: " + answer.text());
    }
  }

  private Answer append(String mailbox, List<SeedMail> mails) {
    return io(
        () -> {
          String tag = connection.nextTag();
          boolean needsInvitation = !capabilities.contains("LITERAL+");
          connection.send(tag + " APPEND " + name(mailbox));
          for (SeedMail mail : mails) {
            connection.send(announcement(mail, needsInvitation));
            if (needsInvitation) {
              Optional<Answer> refusal = connection.continuation(tag);
              if (refusal.isPresent()) {
                return refusal.get();
              }
            }
            connection.send(mail.content());
          }
          connection.send("\r\n");
          return connection.answer(tag);
        });
  }

  private static String announcement(SeedMail mail, boolean needsInvitation) {
    var text = new StringBuilder();
    if (!mail.flags().isEmpty()) {
      text.append(" (").append(String.join(" ", mail.flags())).append(')');
    }
    mail.internalDate()
        .ifPresent(date -> text.append(" \"").append(ImapDate.format(date)).append('"'));
    text.append(" {").append(mail.content().sizeBytes());
    return text.append(needsInvitation ? "}\r\n" : "+}\r\n").toString();
  }

  private Selected open(String verb, String mailbox) {
    Answer answer = command(verb + " " + name(mailbox));
    return new Selected(
        answer.number("EXISTS").orElse(0L),
        answer.code("UIDVALIDITY").map(Long::valueOf).orElse(0L),
        answer.code("UIDNEXT").map(Long::valueOf).orElse(0L),
        answer);
  }

  private static List<Listed> listed(Answer answer, String response) {
    var names = new ArrayList<Listed>();
    for (List<Value> values : answer.data(response)) {
      var attributes = new HashSet<String>();
      for (Value attribute : values.get(0).items()) {
        attributes.add(attribute.text().toLowerCase(Locale.ROOT));
      }
      Value separator = values.get(1);
      names.add(
          new Listed(
              decoded(values.get(2).text()),
              attributes,
              separator.isNil() ? Optional.empty() : Optional.of(separator.text())));
    }
    return names;
  }

  private static String decoded(String wireName) {
    try {
      return ModifiedUtf7.decode(wireName);
    } catch (WireException invalid) {
      return wireName;
    }
  }

  private void greet() throws IOException {
    String greeting = connection.greeting();
    if (!greeting.startsWith("* OK") && !greeting.startsWith("* PREAUTH")) {
      throw new SeedException("not greeted: " + greeting);
    }
    readCapabilities();
  }

  private void readCapabilities() {
    var words = new HashSet<String>();
    for (List<Value> values : command("CAPABILITY").data("CAPABILITY")) {
      values.forEach(value -> words.add(value.word()));
    }
    capabilities = Set.copyOf(words);
  }

  private static String name(String mailbox) {
    return ImapText.quoted(ModifiedUtf7.encode(mailbox));
  }

  /** Without LITERAL+ eight bits in quotation marks are the only way that takes no turn. */
  private String string(String text) {
    String octets = ImapText.utf8Octets(text);
    return capabilities.contains("LITERAL+") ? ImapText.string(octets) : ImapText.quoted(octets);
  }

  private static String redacted(String command) {
    String verb = command.split(" ", 2)[0];
    return verb.equals("LOGIN") || verb.equals("AUTHENTICATE") ? verb + " ***" : command;
  }

  @FunctionalInterface
  private interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private static <T extends @Nullable Object> T io(Work<T> work) {
    try {
      return work.run();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
