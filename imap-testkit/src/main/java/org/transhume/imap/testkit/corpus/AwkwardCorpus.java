package org.transhume.imap.testkit.corpus;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.transhume.imap.testkit.SeedMail;

/**
 * Mail that careless programs lose, double or change. Every message has the name of its kind; what
 * many servers refuse to take stands apart ({@link #zeroBytes}).
 */
public final class AwkwardCorpus {
  private static final OffsetDateTime FIRST = OffsetDateTime.parse("2014-05-06T07:08:09+02:00");

  private final Kinds kinds = new Kinds();
  private final long seed;

  public AwkwardCorpus(long seed) {
    this.seed = seed;
    TwinKinds.addTo(kinds);
    HeaderKinds.addTo(kinds);
    BodyKinds.addTo(kinds);
    MimeKinds.addTo(kinds);
    MarkKinds.addTo(kinds);
  }

  /** The names of all kinds. */
  public List<String> kinds() {
    return kinds.names();
  }

  /** Specimen {@code number} of one kind: a message, or the several it takes. */
  public List<CorpusMail> specimen(String kind, int number) {
    OffsetDateTime date = FIRST.plusHours(7L * number).plusMinutes(kinds.names().indexOf(kind));
    return kinds.make(kind, Dice.of(seed, kinds.names().indexOf(kind), number), date);
  }

  /** So many specimens of every kind, kind after kind. */
  public Iterable<CorpusMail> mails(int specimensEach) {
    return () ->
        kinds.names().stream()
            .flatMap(
                kind ->
                    IntStream.range(0, specimensEach)
                        .boxed()
                        .flatMap(number -> specimen(kind, number).stream()))
            .iterator();
  }

  /** All in INBOX. */
  public Corpus inbox(int specimensEach) {
    return new Corpus(
        List.of(new CorpusFolder(FolderName.ordinary("INBOX"), true, mails(specimensEach))));
  }

  /**
   * Every kind, spread over folders with awkward names: those of {@link #folderNames} that the
   * server can have. INBOX has specimens too that stand in other folders as well, and the last
   * folder is empty.
   */
  public Corpus tree(int specimensEach, Predicate<FolderName> isPossible) {
    List<FolderName> names = folderNames().stream().filter(isPossible).toList();
    var folders = new ArrayList<CorpusFolder>();
    for (int i = 0; i < names.size(); i++) {
      boolean isEmpty = i == names.size() - 1;
      boolean isSubscribed = i % 3 != 2;
      Iterable<CorpusMail> mails = isEmpty ? List.of() : part(i, names.size() - 1, specimensEach);
      folders.add(new CorpusFolder(names.get(i), isSubscribed, mails));
    }
    return new Corpus(folders);
  }

  /** Awkward names; INBOX is the first. */
  public static List<FolderName> folderNames() {
    return AwkwardFolders.all();
  }

  /** What Dovecot takes with that separator in a storage with real folders (not Maildir++). */
  public static Predicate<FolderName> takenByDovecot(char separator) {
    return name -> name.isPossibleWith(separator) && !name.kind().equals("tilde");
  }

  /**
   * Kinds that Dovecot 2.3 does not keep when they are appended, not even by the judge's forgiving
   * measure: it takes one CR off before CRLF and a last CR, and replaces a date in the future.
   */
  public static Set<String> alteredByDovecot() {
    return Set.of(
        "cr-cr-lf", "final-bare-cr", "internaldate-2037", "mixed-line-ends", "only-bare-cr");
  }

  /** A message without a single octet, which Dovecot and Cyrus refuse. */
  public static CorpusMail zeroBytes() {
    return new CorpusMail("zero-bytes", Kinds.mail("", FIRST));
  }

  /** A message of about this size, made while it is written: 300 MB are never held. */
  public static CorpusMail large(long seed, long bytes) {
    SeedMail mail = MimeKinds.large(Dice.of(seed), FIRST, bytes);
    return new CorpusMail("large", mail);
  }

  private Iterable<CorpusMail> part(int part, int parts, int specimensEach) {
    return () ->
        IntStream.range(0, kinds.names().size())
            .filter(kind -> kind % parts == part || (part == 0 && kind % 7 == 0))
            .boxed()
            .flatMap(
                kind ->
                    IntStream.range(0, specimensEach)
                        .boxed()
                        .flatMap(n -> specimen(kinds.names().get(kind), n).stream()))
            .iterator();
  }
}
