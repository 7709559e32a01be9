package org.transhume.imap.testkit.cyrus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link CyrusServer} is like.
 *
 * @param users names and passwords, in the order they were added
 * @param admin may log in for others by authorisation identity
 * @param hasPrefix {@code INBOX.} and the separator {@code .}, as Cyrus is by itself; else names
 *     stand beside INBOX and the separator is {@code /}
 * @param suppressed capabilities it does not announce
 * @param specialUses names of mailboxes, each with its use, which every account gets
 * @param settings more lines of imapd.conf
 */
public record CyrusOptions(
    Map<String, String> users,
    Optional<Map.Entry<String, String>> admin,
    boolean hasPrefix,
    List<String> suppressed,
    Map<String, String> specialUses,
    List<String> settings) {
  public CyrusOptions {
    users = new LinkedHashMap<>(users);
    suppressed = List.copyOf(suppressed);
    specialUses = Map.copyOf(specialUses);
    settings = List.copyOf(settings);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private final Map<String, String> users = new LinkedHashMap<>();
    private Optional<Map.Entry<String, String>> admin = Optional.empty();
    private boolean hasPrefix = true;
    private List<String> suppressed = List.of();
    private final Map<String, String> specialUses = new LinkedHashMap<>();
    private final List<String> settings = new ArrayList<>();

    private Builder() {}

    /** Names of letters and digits; the password may be anything without a line end. */
    public Builder user(String name, String password) {
      users.put(name, password);
      return this;
    }

    public Builder users(Map<String, String> more) {
      users.putAll(more);
      return this;
    }

    public Builder admin(String name, String password) {
      admin = Optional.of(Map.entry(name, password));
      return this;
    }

    /** Names beside INBOX, levels separated by a slash. */
    public Builder withoutPrefix() {
      hasPrefix = false;
      return this;
    }

    public Builder suppressing(String... capabilities) {
      suppressed = List.of(capabilities);
      return this;
    }

    /** Such as Sent and {@code \Sent}; the name relative to the user's INBOX. */
    public Builder specialUse(String name, String use) {
      specialUses.put(name, use);
      return this;
    }

    /** Such as {@code maxmessagesize: 100000}. */
    public Builder setting(String line) {
      settings.add(line);
      return this;
    }

    public CyrusOptions build() {
      return new CyrusOptions(users, admin, hasPrefix, suppressed, specialUses, settings);
    }
  }
}
