package org.transhume.imap.testkit.dovecot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.transhume.imap.testkit.tls.SelfSignedCertificate;

/**
 * What a {@link DovecotServer} is like.
 *
 * @param storage how mail lies on disk
 * @param separator hierarchy separator
 * @param prefix of the personal namespace: empty, or such as {@code INBOX.}
 * @param capability announced and used instead of Dovecot's own; empty for all it has
 * @param maxMessageBytes larger ones are refused with LIMIT
 * @param fsync whether it waits for the disk
 * @param users who have a mailbox
 * @param masterUser logs in as {@code user*master} or by authorisation identity
 * @param maxConnectionsPerUser from one address
 * @param specialMailboxes created and subscribed for everybody
 * @param sharedMail whether everybody also has the folders of a shared namespace, {@code Public}
 * @param certificate of the server; empty for a server without TLS
 */
public record DovecotOptions(
    Storage storage,
    char separator,
    String prefix,
    Optional<String> capability,
    OptionalLong maxMessageBytes,
    Fsync fsync,
    List<User> users,
    Optional<User> masterUser,
    int maxConnectionsPerUser,
    List<SpecialMailbox> specialMailboxes,
    boolean sharedMail,
    Optional<SelfSignedCertificate.Spec> certificate) {

  /** Maildir++ with its flat names, or dbox with real folders. */
  public enum Storage {
    MAILDIR("maildir", "Maildir"),
    SDBOX("sdbox", "sdbox"),
    MDBOX("mdbox", "mdbox");

    final String driver;
    final String folder;

    Storage(String driver, String folder) {
      this.driver = driver;
      this.folder = folder;
    }
  }

  /** The setting mail_fsync. */
  public enum Fsync {
    NEVER,
    OPTIMIZED
  }

  /** Somebody who can log in; the name must hold no colon and no line end. */
  public record User(String name, String password, OptionalLong quotaBytes) {
    public User {
      if (name.isEmpty() || name.contains(":") || name.contains("\n")) {
        throw new IllegalArgumentException("name a password file cannot hold: " + name);
      }
    }

    public static User of(String name, String password) {
      return new User(name, password, OptionalLong.empty());
    }

    @Override
    public String toString() {
      return "User[" + name + "]";
    }
  }

  /** A mailbox everybody has, such as {@code Sent} for {@code \Sent}. */
  public record SpecialMailbox(String name, String use) {}

  public DovecotOptions {
    users = List.copyOf(users);
    specialMailboxes = List.copyOf(specialMailboxes);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private Storage storage = Storage.MAILDIR;
    private char separator = '/';
    private String prefix = "";
    private Optional<String> capability = Optional.empty();
    private OptionalLong maxMessageBytes = OptionalLong.empty();
    private Fsync fsync = Fsync.NEVER;
    private final List<User> users = new ArrayList<>();
    private Optional<User> masterUser = Optional.empty();
    private int maxConnectionsPerUser = 100;
    private final List<SpecialMailbox> specialMailboxes = new ArrayList<>();
    private boolean sharedMail;
    private Optional<SelfSignedCertificate.Spec> certificate = Optional.empty();

    private Builder() {}

    public Builder storage(Storage value) {
      storage = value;
      return this;
    }

    public Builder separator(char value) {
      separator = value;
      return this;
    }

    public Builder prefix(String value) {
      prefix = value;
      return this;
    }

    /** All of it: {@code IMAP4rev1 UIDPLUS}. */
    public Builder capability(String words) {
      capability = Optional.of(words);
      return this;
    }

    public Builder maxMessageBytes(long value) {
      maxMessageBytes = OptionalLong.of(value);
      return this;
    }

    public Builder fsync(Fsync value) {
      fsync = value;
      return this;
    }

    public Builder user(String name, String password) {
      users.add(User.of(name, password));
      return this;
    }

    public Builder user(String name, String password, long quotaBytes) {
      users.add(new User(name, password, OptionalLong.of(quotaBytes)));
      return this;
    }

    public Builder masterUser(String name, String password) {
      masterUser = Optional.of(User.of(name, password));
      return this;
    }

    public Builder maxConnectionsPerUser(int value) {
      maxConnectionsPerUser = value;
      return this;
    }

    public Builder specialMailbox(String name, String use) {
      specialMailboxes.add(new SpecialMailbox(name, use));
      return this;
    }

    /** Beside their own mail all have the folders below {@code Public}, the same for everybody. */
    public Builder sharedMail() {
      sharedMail = true;
      return this;
    }

    /** Offers STARTTLS and an implicit TLS port. */
    public Builder certificate(SelfSignedCertificate.Spec value) {
      certificate = Optional.of(value);
      return this;
    }

    public DovecotOptions build() {
      return new DovecotOptions(
          storage,
          separator,
          prefix,
          capability,
          maxMessageBytes,
          fsync,
          users,
          masterUser,
          maxConnectionsPerUser,
          specialMailboxes,
          sharedMail,
          certificate);
    }
  }
}
