package org.transhume.imap.testkit.dovecot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.transhume.imap.testkit.daemon.Identity;
import org.transhume.imap.testkit.dovecot.DovecotOptions.SpecialMailbox;
import org.transhume.imap.testkit.dovecot.DovecotOptions.User;

/** Writes the configuration and the password files. */
final class DovecotConfig {
  private final Path root;
  private final DovecotOptions options;
  private final Identity identity;
  private final List<String> lines = new ArrayList<>();

  DovecotConfig(Path root, DovecotOptions options, Identity identity) {
    this.root = root;
    this.options = options;
    this.identity = identity;
  }

  /** Where a user's mail lives: by number, since a name may hold anything. */
  static Path home(Path root, DovecotOptions options, String user) {
    for (int i = 0; i < options.users().size(); i++) {
      if (options.users().get(i).name().equals(user)) {
        return root.resolve("home").resolve("u" + i);
      }
    }
    throw new IllegalArgumentException("no user " + user);
  }

  /** One line a user; the password in base64, so that it may hold colons. */
  String passwordFile() {
    var text = new StringBuilder();
    for (User user : options.users()) {
      text.append(user.name())
          .append(":{PLAIN.b64}")
          .append(base64(user.password()))
          .append("::::")
          .append(home(root, options, user.name()))
          .append(':')
          .append(':');
      user.quotaBytes()
          .ifPresent(
              bytes -> text.append("userdb_quota_rule=*:storage=").append(bytes).append('B'));
      text.append('\n');
    }
    return text.toString();
  }

  String masterFile() {
    return options
        .masterUser()
        .map(master -> master.name() + ":{PLAIN.b64}" + base64(master.password()) + "\n")
        .orElse("");
  }

  String text(int imapPort, int imapsPort) {
    lines.clear();
    general();
    authentication();
    mail();
    services(imapPort, imapsPort);
    return String.join("\n", lines) + "\n";
  }

  private void general() {
    add(
        "base_dir = " + root.resolve("run"),
        "state_dir = " + root.resolve("state"),
        "instance_name = testkit",
        "log_path = " + root.resolve("dovecot.log"),
        "listen = 127.0.0.1",
        "protocols = imap",
        "default_internal_user = " + identity.user(),
        "default_internal_group = " + identity.group(),
        "default_login_user = " + identity.user(),
        "default_vsz_limit = 1G",
        "default_process_limit = 500",
        "default_client_limit = 2000");
    if (options.certificate().isPresent()) {
      add(
          "ssl = yes",
          "ssl_cert = <" + root.resolve("cert.pem"),
          "ssl_key = <" + root.resolve("key.pem"));
    } else {
      add("ssl = no");
    }
  }

  private void authentication() {
    add(
        "disable_plaintext_auth = no",
        "auth_mechanisms = plain login scram-sha-256",
        "auth_username_chars =",
        "auth_master_user_separator = *",
        "auth_failure_delay = 0",
        "first_valid_uid = 0",
        "first_valid_gid = 0",
        "mail_uid = " + identity.user(),
        "mail_gid = " + identity.group());
    if (options.masterUser().isPresent()) {
      add(
          "passdb {",
          "  driver = passwd-file",
          "  args = " + root.resolve("masters"),
          "  master = yes",
          "  result_success = continue",
          "}");
    }
    add(
        "passdb {",
        "  driver = passwd-file",
        "  args = " + root.resolve("users"),
        "}",
        "userdb {",
        "  driver = passwd-file",
        "  args = " + root.resolve("users"),
        "}");
  }

  private void mail() {
    boolean hasQuota =
        options.maxMessageBytes().isPresent()
            || options.users().stream().anyMatch(user -> user.quotaBytes().isPresent());
    add(
        "mail_location = " + options.storage().driver + ":~/" + options.storage().folder,
        "mail_fsync = " + options.fsync().name().toLowerCase(Locale.ROOT),
        "mail_max_keyword_length = 100",
        "mail_plugins = " + (hasQuota ? "quota" : ""),
        "namespace inbox {",
        "  inbox = yes",
        "  separator = " + options.separator(),
        "  prefix = " + options.prefix());
    for (SpecialMailbox mailbox : options.specialMailboxes()) {
      add(
          "  mailbox \"" + mailbox.name() + "\" {",
          "    special_use = " + mailbox.use(),
          "    auto = subscribe",
          "  }");
    }
    add("}");
    if (options.sharedMail()) {
      String location = options.storage().driver + ":" + root.resolve("public");
      add(
          "namespace public {",
          "  type = public",
          "  separator = " + options.separator(),
          "  prefix = Public" + options.separator(),
          "  location = " + location,
          "  subscriptions = no",
          "}");
    }
    add("protocol imap {");
    add(
        "  mail_plugins = $mail_plugins imap_zlib" + (hasQuota ? " imap_quota" : ""),
        "  mail_max_userip_connections = " + options.maxConnectionsPerUser());
    options.capability().ifPresent(words -> add("  imap_capability = " + words));
    add("}");
    if (hasQuota) {
      add("plugin {", "  quota = count:User quota", "  quota_vsizes = yes");
      options.maxMessageBytes().ifPresent(bytes -> add("  quota_max_mail_size = " + bytes + "B"));
      add("}");
    }
  }

  private void services(int imapPort, int imapsPort) {
    boolean hasTls = options.certificate().isPresent();
    add(
        "service imap-login {",
        "  chroot =",
        "  service_count = 0",
        "  inet_listener imap {",
        "    port = " + imapPort,
        "  }",
        "  inet_listener imaps {",
        "    port = " + (hasTls ? imapsPort : 0),
        "    ssl = " + (hasTls ? "yes" : "no"),
        "  }",
        "}",
        "service anvil {",
        "  chroot =",
        // Else each failed login delays the next ones from this address, up to 15 seconds.
        "  unix_listener anvil-auth-penalty {",
        "    mode = 0",
        "  }",
        "}",
        "service stats {",
        "  chroot =",
        "}");
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
