package org.transhume.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.ledger.AccountId;
import org.transhume.store.Database.Tuning;
import org.transhume.store.LedgerRefusedException.Reason;

/**
 * The folder that holds the ledgers, one file for each destination account. Two processes with the
 * same folder keep out of each other's way; with different ones they do not see each other.
 */
public final class LedgerDirectory {
  private static final String FOLDER = "ledgers";

  private final Path folder;
  private final FileSystemNames names;
  private final Tuning tuning;

  /** What kind of file system a folder lies on. */
  @FunctionalInterface
  interface FileSystemNames {
    String of(Path folder);
  }

  private LedgerDirectory(Path folder, FileSystemNames names, Tuning tuning) {
    this.folder = folder;
    this.names = names;
    this.tuning = tuning;
  }

  /** The ledgers below the state folder {@code state}, which need not exist yet. */
  public static LedgerDirectory in(Path state) {
    return in(state, LedgerDirectory::fileSystemName, Tuning.DEFAULT);
  }

  static LedgerDirectory in(Path state, FileSystemNames names, Tuning tuning) {
    return new LedgerDirectory(state.toAbsolutePath().resolve(FOLDER), names, tuning);
  }

  /** Where the ledger of {@code destination} lies, or would. */
  public Path file(AccountId destination) {
    return folder.resolve(LedgerFileName.of(destination) + LedgerFileName.ENDING);
  }

  /**
   * Opens the ledger of {@code destination} for writing, making it if there is none.
   *
   * @throws LedgerInUseException if another process, or this one, has it open
   * @throws LedgerRefusedException if it must not be opened for another reason
   * @throws EndpointException with LEDGER_UNWRITABLE if the disk does not let us
   */
  public LedgerFile open(AccountId destination) {
    Path file = file(destination);
    LedgerLock lock;
    try {
      makeFolder();
      requireLocal(file);
      lock = LedgerLock.take(folder, LedgerFileName.of(destination) + ".lock", file);
    } catch (IOException e) {
      throw Faults.of(e, file, "opening the ledger");
    }
    try {
      Files.createFile(file, Permissions.file(file));
    } catch (FileAlreadyExistsException _) {
      // It has been used before.
    } catch (IOException e) {
      lock.close();
      throw Faults.of(e, file, "creating the ledger");
    }
    return LedgerFile.open(new Database(file, tuning), destination, lock);
  }

  /**
   * Opens the ledger of {@code destination} for reading, if there is one, whoever writes it.
   *
   * @throws LedgerRefusedException if it was written by a newer Transhume, or is none
   * @throws EndpointException with LEDGER_UNWRITABLE if it cannot be read
   */
  public Optional<LedgerView> view(AccountId destination) {
    Path file = file(destination);
    return Files.exists(file) ? view(file) : Optional.empty();
  }

  /**
   * All ledgers, by the names of their files. The caller closes each.
   *
   * @throws EndpointException with LEDGER_UNWRITABLE if the folder cannot be read
   */
  public List<Path> files() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(LedgerFileName.ENDING))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Faults.of(e, folder, "listing the ledgers in");
    }
  }

  /**
   * The ledgers of other accounts whose login may be another form of that of {@code account}, or
   * the same at another endpoint. Others' files are not opened.
   *
   * @throws LedgerRefusedException if one of them was written by a newer Transhume, or is none
   * @throws EndpointException with LEDGER_UNWRITABLE if one cannot be read
   */
  public List<AccountId> accountsLike(AccountId account) {
    var accounts = new ArrayList<AccountId>();
    for (Path file : files()) {
      if (LedgerFileName.mayBeOf(account.localPart(), file.getFileName().toString())) {
        Optional<LedgerView> opened = view(file);
        if (opened.isPresent()) {
          try (LedgerView view = opened.get()) {
            if (!view.destination().equals(account) && view.destination().hasLoginLike(account)) {
              accounts.add(view.destination());
            }
          }
        }
      }
    }
    return accounts;
  }

  /** Opens one of {@link #files} for reading; empty if nothing was ever written to it. */
  public Optional<LedgerView> view(Path file) {
    var database = new Database(file, tuning);
    var readers = new Readers(database);
    try {
      if (!readers.ask(connection -> Schema.isPresent(connection, database))) {
        readers.close();
        return Optional.empty();
      }
      readers.ask(FileHeader::read).requireKnownDigests(database);
      return Optional.of(LedgerView.of(file, readers));
    } catch (RuntimeException e) {
      readers.close();
      throw e;
    }
  }

  private static String fileSystemName(Path folder) {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException _) {
      // In a changed root no mount point may be found; that says nothing against the folder.
      return "";
    }
  }

  private void requireLocal(Path file) {
    String name = names.of(folder);
    if (NetworkFileSystems.contains(name)) {
      throw new LedgerRefusedException(
          Reason.NETWORK_FILE_SYSTEM,
          file,
          "%s lies on a network file system (%s), where a ledger is not safe: choose a state folder"
                  .formatted(folder, name)
              + " on a disk of this machine.");
    }
  }

  /** Makes the folder and what is missing above it, so that a power cut does not take it away. */
  private void makeFolder() throws IOException {
    var missing = new ArrayDeque<Path>();
    for (Path at = folder; at != null && !Files.exists(at); at = at.getParent()) {
      missing.push(at);
    }
    for (Path at : missing) {
      try {
        Files.createDirectory(at, Permissions.folder(at));
      } catch (FileAlreadyExistsException _) {
        // Another process was quicker.
      }
      force(at.resolveSibling("."));
    }
  }

  /** Makes the names in a folder durable; SQLite does so for the names of its own files. */
  private static void force(Path parent) {
    try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows opens no folders, and keeps their names by itself.
    }
  }
}
