package org.transhume.imap.testkit.corpus;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Mailboxes like those people have: a tree of fourteen folders, or one large one. */
public final class RealisticCorpus {
  private static final List<Share> SHARES =
      List.of(
          new Share(FolderName.ordinary("INBOX"), 30),
          new Share(FolderName.ordinary("Sent"), 15),
          new Share(FolderName.ordinary("Drafts"), 1),
          new Share(FolderName.ordinary("Trash"), 4),
          new Share(FolderName.ordinary("Junk"), 3),
          new Share(FolderName.ordinary("Archive", "2019"), 6),
          new Share(FolderName.ordinary("Archive", "2020"), 6),
          new Share(FolderName.ordinary("Archive", "2021"), 7),
          new Share(FolderName.ordinary("Archive", "2022"), 7),
          new Share(FolderName.ordinary("Archive", "2023"), 8),
          new Share(FolderName.ordinary("Projekte", "Müller & Söhne", "Angebote"), 5),
          new Share(FolderName.ordinary("Входящие", "Счета"), 3),
          new Share(FolderName.ordinary("Éléments importants"), 2),
          new Share(FolderName.ordinary("Lists", "dev list"), 3));

  private record Share(FolderName name, int percent) {}

  private RealisticCorpus() {}

  /** How large messages are. */
  public enum Profile {
    /** Mean about 6 kB, largest 200 kB. */
    SMALL(4000, 0.9, 900, 200_000, 0),
    /** Mean about 69 kB: up to 4 MB, and a few of 5 to 20 MB. */
    MEDIUM(8000, 2.0, 1200, 4_000_000, 0.0015),
    /** About 2 kB each. */
    TINY(1950, 0.2, 900, 20_000, 0);

    final double medianBytes;
    final double sigma;
    final int leastBytes;
    final int mostBytes;
    final double hugeShare;

    Profile(double medianBytes, double sigma, int leastBytes, int mostBytes, double hugeShare) {
      this.medianBytes = medianBytes;
      this.sigma = sigma;
      this.leastBytes = leastBytes;
      this.mostBytes = mostBytes;
      this.hugeShare = hugeShare;
    }
  }

  /** Fourteen folders with {@code count} messages in all, each folder with its usual share. */
  public static Corpus tree(long seed, Profile profile, int count) {
    return new Corpus(
        IntStream.range(0, SHARES.size())
            .mapToObj(i -> folder(seed, profile, i, SHARES.get(i).name, share(count, i)))
            .toList());
  }

  /** INBOX alone with all the messages. */
  public static Corpus inbox(long seed, Profile profile, int count) {
    return new Corpus(List.of(folder(seed, profile, 0, FolderName.ordinary("INBOX"), count)));
  }

  /** Many folders of a few messages each. */
  public static Corpus manyFolders(long seed, int folders, int messagesEach) {
    return new Corpus(
        IntStream.range(0, folders)
            .mapToObj(
                i ->
                    folder(
                        seed,
                        Profile.TINY,
                        i,
                        FolderName.ordinary("Group " + i / 50, "Folder " + i),
                        messagesEach))
            .toList());
  }

  /** The running total decides, so that the shares add up to the count. */
  private static int share(int count, int folder) {
    int before = SHARES.subList(0, folder).stream().mapToInt(Share::percent).sum();
    return (int) ((long) count * (before + SHARES.get(folder).percent) / 100)
        - (int) ((long) count * before / 100);
  }

  private static CorpusFolder folder(
      long seed, Profile profile, int number, FolderName name, int count) {
    var maker = new RealisticMail(seed, profile, number);
    Iterable<CorpusMail> mails =
        () ->
            new Iterator<>() {
              private int next;

              @Override
              public boolean hasNext() {
                return next < count;
              }

              @Override
              public CorpusMail next() {
                return new CorpusMail("realistic", maker.mail(next++));
              }
            };
    boolean isSubscribed = !name.levels().getFirst().equals("Lists");
    return new CorpusFolder(name, isSubscribed, mails);
  }
}
