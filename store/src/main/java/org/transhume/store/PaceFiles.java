package org.transhume.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.ledger.AccountId;
import org.transhume.engine.pace.PaceMemory;
import org.transhume.engine.pace.PaceState;

/**
 * The pace of accounts, a small file for each, beside the ledgers: whoever copies out of the same
 * account shares what a provider allows it. A file is replaced as a whole; one that cannot be read
 * is as good as none.
 */
public final class PaceFiles implements PaceMemory {
  private static final String FOLDER = "pace";
  private static final String ENDING = ".pace";

  private final Path folder;
  private final Map<Side, AccountId> accounts;

  /** Keeps threads of this process apart, as the file's lock does processes. */
  private final ReentrantLock lock = new ReentrantLock();

  private PaceFiles(Path folder, Map<Side, AccountId> accounts) {
    this.folder = folder;
    this.accounts = Map.copyOf(accounts);
  }

  /** What is kept of both accounts in the state folder {@code state}, which need not exist yet. */
  public static PaceFiles in(Path state, AccountId source, AccountId destination) {
    return new PaceFiles(
        state.toAbsolutePath().resolve(FOLDER),
        Map.of(Side.SOURCE, source, Side.DESTINATION, destination));
  }

  /** Where an account's pace is kept, or would be. */
  Path file(Side side) {
    AccountId account = accounts.get(side);
    if (account == null) {
      throw new IllegalArgumentException("No account at the " + side);
    }
    return folder.resolve(LedgerFileName.of(account) + ENDING);
  }

  @Override
  public PaceState read(Side side) {
    Path file = file(side);
    try {
      return PaceText.read(side, Files.readAllLines(file, UTF_8));
    } catch (NoSuchFileException _) {
      return PaceState.NEW;
    } catch (IOException | IllegalArgumentException _) {
      return PaceState.NEW; // It will be written anew; nothing is lost with it but patience.
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.transhume.engine.endpoint.EndpointException with LEDGER_UNWRITABLE if the disk does
   *     not let us
   */
  @Override
  public PaceState change(Side side, UnaryOperator<PaceState> change) {
    Path file = file(side);
    lock.lock();
    try {
      Files.createDirectories(folder, Permissions.folder(folder));
      try (FileChannel channel = lockFile(file.resolveSibling(file.getFileName() + ".lock"));
          FileLock _ = locked(channel)) {
        PaceState before = read(side);
        PaceState after = change.apply(before);
        if (!after.equals(before)) {
          write(file, after);
        }
        return after;
      }
    } catch (IOException e) {
      throw Faults.of(e, file, "keeping the pace in");
    } finally {
      lock.unlock();
    }
  }

  private static FileChannel lockFile(Path file) throws IOException {
    create(file);
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  private static FileLock locked(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException _) {
        Thread.onSpinWait(); // Another part of this process, which is done in a moment.
      }
    }
  }

  private static void write(Path file, PaceState state) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Files.deleteIfExists(half);
    create(half);
    Files.write(half, PaceText.write(state), UTF_8);
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file, Permissions.file(file));
    } catch (FileAlreadyExistsException _) {
      // It has been used before.
    }
  }
}
