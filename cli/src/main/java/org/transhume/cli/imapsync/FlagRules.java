package org.transhume.cli.imapsync;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.transhume.cli.outcome.StopException;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.BodyReceiver;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.FolderStatus;
import org.transhume.engine.endpoint.Item;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.Meta;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.foldermap.Rename;
import org.transhume.mail.Flag;
import org.transhume.mail.Flags;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.ModSeq;
import org.transhume.mail.SearchKeys;
import org.transhume.mail.UidSet;

/**
 * Substitutions in the flags of every message, as {@code --regexflag} asks for: the flags stand in
 * one text, with a space between two. What is made of them is taken for what the source says, in
 * the first run and in those that follow.
 */
final class FlagRules {
  private final List<Rename> substitutions;

  private FlagRules(List<Rename> substitutions) {
    this.substitutions = substitutions;
  }

  /**
   * The rules that were given, if any were.
   *
   * @throws StopException if one is not understood
   */
  static Optional<FlagRules> of(Arguments arguments) {
    List<Rename> substitutions =
        arguments.all("regexflag").stream()
            .map(text -> PerlSubstitution.read("--regexflag", text))
            .toList();
    return substitutions.isEmpty() ? Optional.empty() : Optional.of(new FlagRules(substitutions));
  }

  /** What becomes of some flags. */
  Flags apply(Flags flags) {
    String text = flags.toString();
    for (Rename substitution : substitutions) {
      text = substitution.apply(text);
    }
    return Flags.of(
        Arrays.stream(text.split("\\s+")).filter(name -> !name.isEmpty()).map(Flag::of).toList());
  }

  /** The source seen through the rules. */
  MailSource over(MailSource source) {
    return new Source(source, this);
  }

  private record Source(MailSource inner, FlagRules rules) implements MailSource {
    @Override
    public Abilities abilities() {
      return inner.abilities();
    }

    @Override
    public FolderList folders() {
      return inner.folders();
    }

    @Override
    public OpenFolder open(MailboxName name) {
      return new Folder(inner.open(name), rules);
    }

    @Override
    public Handle<OpenFolder> opening(MailboxName name, Ahead ahead) {
      return inner.opening(name, ahead).map(folder -> new Folder(folder, rules));
    }

    @Override
    public void connectAhead(int folders) {
      inner.connectAhead(folders);
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  private static final class Folder implements OpenFolder {
    private final OpenFolder inner;
    private final FlagRules rules;

    Folder(OpenFolder inner, FlagRules rules) {
      this.inner = inner;
      this.rules = rules;
    }

    /** A folder has few sets of flags, each many times; one thread reads a listing. */
    private Consumer<Meta> through(Consumer<Meta> receiver) {
      Map<Flags, Flags> known = new HashMap<>();
      return meta ->
          receiver.accept(
              new Meta(
                  meta.uid(),
                  meta.flags().map(flags -> known.computeIfAbsent(flags, rules::apply)),
                  meta.internalDate(),
                  meta.sizeBytes(),
                  meta.identity(),
                  meta.modSeq()));
    }

    @Override
    public FolderStatus status() {
      return inner.status();
    }

    @Override
    public Handle<UidSet> uids() {
      return inner.uids();
    }

    @Override
    public Handle<UidSet> list(UidSet uids, Set<Item> items, Consumer<Meta> receiver) {
      return inner.list(uids, items, through(receiver));
    }

    @Override
    public Handle<UidSet> search(SearchKeys keys) {
      return inner.search(keys);
    }

    @Override
    public Handle<UidSet> changedSince(ModSeq since, UidSet uids, Consumer<Meta> receiver) {
      return inner.changedSince(since, uids, through(receiver));
    }

    @Override
    public Handle<UidSet> bodies(UidSet uids, BodyReceiver receiver) {
      return inner.bodies(uids, receiver);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
