package org.transhume.connector.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.transhume.imap.testkit.corpus.AwkwardCorpus;
import org.transhume.imap.testkit.corpus.CorpusMail;
import org.transhume.imap.testkit.corpus.FolderName;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.real.ServerKind;
import org.transhume.imap.testkit.seed.Answer;
import org.transhume.imap.testkit.seed.FetchedMail;
import org.transhume.imap.testkit.seed.SeedException;
import org.transhume.imap.testkit.seed.SeedImap;

/**
 * An account that holds one specimen of every awkward kind of mail in INBOX, and every awkward kind
 * of folder, as far as its server takes them. What it refuses is known with its words.
 */
final class AwkwardMailbox {
  private static final long SEED = 7;

  private final ServerKind kind;
  private final RealServer server;
  private final String user;
  private final Map<Long, String> kindOfUid = new TreeMap<>();
  private final Map<String, String> refusedMail = new LinkedHashMap<>();
  private final Map<String, String> folders = new LinkedHashMap<>();
  private final Map<String, String> refusedFolders = new LinkedHashMap<>();
  private List<FetchedMail<byte[]>> messages = List.of();

  AwkwardMailbox(ServerKind kind) {
    this.kind = kind;
    var servers = RealServers.of(kind);
    server = servers.server();
    user = servers.another();
    try (SeedImap owner = server.logIn(user)) {
      mail(owner);
      folders(owner);
    }
  }

  /** Every kind of mail, in the order of the corpus. */
  static List<String> mailKinds() {
    var kinds = new ArrayList<>(new AwkwardCorpus(SEED).kinds());
    kinds.add("zero-bytes");
    return kinds;
  }

  /** Every kind of folder. */
  static List<String> folderKinds() {
    return AwkwardCorpus.folderNames().stream().map(FolderName::kind).skip(1).toList();
  }

  private void mail(SeedImap owner) {
    var accepted = new ArrayList<String>();
    var all = new ArrayList<CorpusMail>();
    new AwkwardCorpus(SEED).mails(1).forEach(all::add);
    all.add(AwkwardCorpus.zeroBytes());
    for (CorpusMail each : all) {
      Answer answer = owner.tryAppend("INBOX", each.mail());
      if (answer.isOk()) {
        accepted.add(each.kind());
      } else {
        refusedMail.put(each.kind(), answer.status() + " " + answer.text());
      }
    }
    owner.examine("INBOX");
    messages = sorted(owner.fetchAll());
    if (messages.size() != accepted.size()) {
      throw new IllegalStateException(
          accepted.size() + " were accepted and " + messages.size() + " are there");
    }
    for (int i = 0; i < accepted.size(); i++) {
      kindOfUid.put(messages.get(i).uid(), accepted.get(i));
    }
  }

  private void folders(SeedImap owner) {
    for (FolderName name : AwkwardCorpus.folderNames().subList(1, folderKinds().size() + 1)) {
      if (!name.isPossibleWith(server.separator())) {
        refusedFolders.put(name.kind(), "its separator stands in the name");
        continue;
      }
      String text = name.at(server.separator(), server.prefix());
      try {
        owner.create(text);
        boolean isListed = owner.list().stream().anyMatch(each -> each.name().equals(text));
        if (isListed) {
          folders.put(name.kind(), text);
        } else {
          refusedFolders.put(name.kind(), "it makes another name of it");
        }
      } catch (SeedException refused) {
        String words = refused.getMessage();
        refusedFolders.put(
            name.kind(),
            words.substring(words.indexOf("was refused: ") + "was refused: ".length()));
      }
    }
  }

  /** In the order of their UIDs, which is that of their arrival. */
  static List<FetchedMail<byte[]>> sorted(List<FetchedMail<byte[]>> messages) {
    return messages.stream().sorted(java.util.Comparator.comparingLong(FetchedMail::uid)).toList();
  }

  ServerKind kind() {
    return kind;
  }

  RealServer server() {
    return server;
  }

  ImapAccountSettings settings() {
    return Servers.account(server, user);
  }

  /** The messages that are there, by UID. */
  List<FetchedMail<byte[]>> messages() {
    return messages;
  }

  String kindOf(long uid) {
    return kindOfUid.get(uid);
  }

  /** Kinds of mail that this server refuses to hold, with its words. */
  Map<String, String> refusedMail() {
    return refusedMail;
  }

  /** Names of the folders that are there, by kind. */
  Map<String, String> folders() {
    return folders;
  }

  /** Kinds of folders that this server refuses to hold, with its words. */
  Map<String, String> refusedFolders() {
    return refusedFolders;
  }
}
