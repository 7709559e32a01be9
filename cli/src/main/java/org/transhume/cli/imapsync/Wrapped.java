package org.transhume.cli.imapsync;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.transhume.cli.transfer.Wiring.Connected;
import org.transhume.engine.endpoint.Abilities;
import org.transhume.engine.endpoint.Ahead;
import org.transhume.engine.endpoint.DestinationFolder;
import org.transhume.engine.endpoint.FolderList;
import org.transhume.engine.endpoint.MailDestination;
import org.transhume.engine.endpoint.MailSource;
import org.transhume.engine.endpoint.OpenFolder;
import org.transhume.engine.endpoint.SourceRemoval;
import org.transhume.engine.ledger.LedgerStorage;
import org.transhume.engine.ledger.MapOnlyLedgerStorage;
import org.transhume.mail.Handle;
import org.transhume.mail.MailboxName;
import org.transhume.mail.SpecialUse;

/** What was connected, seen in another way; closing it closes what was connected. */
record Wrapped(
    MailSource source, MailDestination destination, LedgerStorage ledger, Connected inner)
    implements Connected {
  @Override
  public List<String> notes() {
    return inner.notes();
  }

  @Override
  public Optional<SourceRemoval> removal() {
    return inner.removal();
  }

  @Override
  public void close() {
    inner.close();
  }

  /** The same with a destination where nobody subscribes to anything. */
  static Connected withoutSubscriptions(Connected inner) {
    return new Wrapped(
        inner.source(),
        new SeenDestination(inner.destination(), UnaryOperator.identity(), false),
        inner.ledger(),
        inner);
  }

  /**
   * The same with a source whose folders hold no mail, and a ledger that is read for the map of
   * folders and never written: folders are made, messages are not looked at.
   */
  static Connected withoutMessages(Connected inner, boolean withEmptyFolders) {
    return new Wrapped(
        new HollowSource(inner.source(), withEmptyFolders),
        inner.destination(),
        new MapOnlyLedgerStorage(inner.ledger()),
        inner);
  }

  /** The same with flags at the source that are others than the server says. */
  static Connected flagged(Connected inner, FlagRules rules) {
    return new Wrapped(rules.over(inner.source()), inner.destination(), inner.ledger(), inner);
  }

  /** The same with folders that are named otherwise than the servers say. */
  static Connected named(Connected inner, Naming first, Naming second) {
    return new Wrapped(
        new NamedSource(inner.source(), first),
        new SeenDestination(inner.destination(), second::apply, true),
        inner.ledger(),
        inner);
  }

  private record NamedSource(MailSource inner, Naming naming) implements MailSource {
    @Override
    public Abilities abilities() {
      return inner.abilities();
    }

    @Override
    public FolderList folders() {
      return naming.apply(inner.folders());
    }

    @Override
    public OpenFolder open(MailboxName name) {
      return inner.open(name);
    }

    @Override
    public Handle<OpenFolder> opening(MailboxName name, Ahead ahead) {
      return inner.opening(name, ahead);
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

  /**
   * A destination whose list is seen in another way.
   *
   * @param subscribes false where subscriptions are taken for made and none is
   */
  private record SeenDestination(
      MailDestination inner, UnaryOperator<FolderList> view, boolean subscribes)
      implements MailDestination {
    @Override
    public Abilities abilities() {
      return inner.abilities();
    }

    @Override
    public FolderList folders() {
      return view.apply(inner.folders());
    }

    @Override
    public DestinationFolder open(MailboxName name) {
      return inner.open(name);
    }

    @Override
    public void connectAhead(int folders) {
      inner.connectAhead(folders);
    }

    @Override
    public Handle<Boolean> create(MailboxName name, Optional<SpecialUse> use) {
      return inner.create(name, use);
    }

    @Override
    public Handle<Boolean> rename(MailboxName from, MailboxName to) {
      return inner.rename(from, to);
    }

    @Override
    public Handle<Boolean> delete(MailboxName name) {
      throw new IllegalStateException("Nothing is removed through another view: " + name);
    }

    @Override
    public Handle<Boolean> subscribe(MailboxName name) {
      return subscribes ? inner.subscribe(name) : Handle.of(true);
    }

    @Override
    public Handle<Boolean> unsubscribe(MailboxName name) {
      return subscribes ? inner.unsubscribe(name) : Handle.of(true);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
