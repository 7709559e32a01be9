package org.transhume.cli.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.ledger.AccountId;
import org.transhume.store.LedgerDirectory;
import org.transhume.store.LedgerPrinter;
import org.transhume.store.LedgerRefusedException;
import org.transhume.store.LedgerView;

/** The ledgers of a state folder, for reading, whoever writes them meanwhile. */
public final class LedgerShelf {
  private final LedgerDirectory directory;
  private final Ledgers ledgers;

  public LedgerShelf(Path state, Texts texts, Glyphs glyphs) {
    this.directory = LedgerDirectory.in(state);
    this.ledgers = new Ledgers(texts, glyphs);
  }

  /**
   * A ledger.
   *
   * @param destination whose mail it is about
   * @param sources where the mail came from
   */
  public record Book(Path file, AccountId destination, List<AccountId> sources) {}

  /**
   * All ledgers, by the names of their files; those that nothing was ever written to are left
   * aside.
   *
   * @throws StopException if one of them must not be read
   */
  public List<Book> books() {
    var books = new ArrayList<Book>();
    for (Path file : directory.files()) {
      read(file, view -> books.add(new Book(file, view.destination(), view.sources())));
    }
    return books;
  }

  /** Prints the whole of a ledger for a person to read. */
  public void print(Book book, Appendable out) {
    read(book.file(), view -> LedgerPrinter.print(view, out));
  }

  private void read(Path file, Consumer<LedgerView> reader) {
    try {
      Optional<LedgerView> opened = directory.view(file);
      if (opened.isPresent()) {
        try (LedgerView view = opened.get()) {
          reader.accept(view);
        }
      }
    } catch (LedgerRefusedException e) {
      throw ledgers.refused(e);
    }
  }
}
