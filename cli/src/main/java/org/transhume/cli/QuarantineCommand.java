package org.transhume.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.transhume.cli.account.Account;
import org.transhume.cli.account.Passwords;
import org.transhume.cli.outcome.Dialect;
import org.transhume.cli.outcome.ExitCode;
import org.transhume.cli.outcome.Explanations;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.program.Program;
import org.transhume.cli.report.QuarantineText;
import org.transhume.cli.transfer.MailChoice;
import org.transhume.cli.transfer.Pacing;
import org.transhume.cli.transfer.TransferRequest;
import org.transhume.cli.transfer.Wiring;
import org.transhume.engine.PassMode;
import org.transhume.engine.Quarantine;
import org.transhume.engine.Quarantine.Kept;
import org.transhume.engine.deletion.DeletionRules;
import org.transhume.engine.endpoint.BodySink;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quarantine}: the messages a destination did not take. */
@Command(
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Names and exports the messages that could not be copied.",
    customSynopsis = {
      "transhume quarantine list --source HOST --source-user LOGIN%n"
          + "         --destination HOST --destination-user LOGIN [OPTIONS]",
      "%n       transhume quarantine export --to DIR …"
    },
    description = {
      "%nNames every message on record that is not, or not provably, at the destination, with the"
          + " server's own words. With export each is fetched from the source and written to DIR as"
          + " an .eml file, which mail programs open. Changes nothing on either side.%n"
    })
final class QuarantineCommand implements Callable<Integer> {
  /** What is to be done. */
  enum Action {
    LIST,
    EXPORT
  }

  private final Program program;
  private final SideOptions source = new SideOptions(Side.SOURCE);
  private final SideOptions destination = new SideOptions(Side.DESTINATION);

  @Parameters(
      arity = "1",
      paramLabel = "list|export",
      description = "Name them, or write them too.")
  private Action action = Action.LIST;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder the .eml files go to; it is made if need be.")
  private @Nullable Path directory;

  @Option(names = "--state", paramLabel = "DIR", description = "The folder of the ledgers.")
  private @Nullable Path state;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  QuarantineCommand(Program program) {
    this.program = program;
  }

  /** Adds the options of both sides, which annotations cannot say twice. */
  void addTo(CommandSpec spec) {
    spec.addArgGroup(source.group("The source, which is only read:", 1));
    spec.addArgGroup(destination.group("The destination:", 2));
  }

  @Override
  public Integer call() {
    Optional<Path> to = Optional.ofNullable(directory);
    if (action == Action.EXPORT && to.isEmpty()) {
      throw StopException.usage("Where are the messages to go? Add --to DIR.");
    }
    Passwords passwords = program.passwords();
    Account from = source.account(passwords);
    Account into = destination.account(passwords);
    var request =
        new TransferRequest(
            PassMode.PLAN,
            from,
            into,
            MailChoice.ALL,
            TransferRequest.Care.USUAL,
            DeletionRules.NONE,
            Pacing.USUAL,
            state == null ? program.state() : state,
            TransferRequest.Kept.NOTHING);
    Explanations explanations =
        program.views().explanations(Dialect.TRANSHUME, from.peer(), into.peer());
    try {
      return program
          .interruption()
          .guard(OptionalInt.empty(), () -> run(request, explanations, to))
          .number();
    } catch (EndpointException e) {
      throw new StopException(ExitCode.of(e), explanations.withWords(e, "  "));
    }
  }

  private ExitCode run(TransferRequest request, Explanations explanations, Optional<Path> to) {
    try (Wiring.Connected connected = program.wiring().connect(request)) {
      var quarantine =
          new Quarantine(connected.source(), connected.ledger(), program.seams().clock());
      List<Kept> kept = quarantine.list();
      var text = new QuarantineText(program.terminal().outGlyphs(), explanations);
      text.lines(kept).forEach(program.terminal().out()::println);
      if (action == Action.EXPORT && !kept.isEmpty()) {
        Path folder = to.orElseThrow();
        List<Kept> missing = write(quarantine, kept, folder);
        text.written(kept.size() - missing.size(), folder, missing)
            .forEach(program.terminal().out()::println);
      }
      return ExitCode.WHOLE;
    }
  }

  private List<Kept> write(Quarantine quarantine, List<Kept> kept, Path folder) {
    try {
      Files.createDirectories(folder);
      return quarantine.export(kept, (message, _) -> new EmlFile(folder.resolve(name(message))));
    } catch (IOException | UncheckedIOException e) {
      throw StopException.usage(
          "The messages cannot be written to %s: is the folder yours, and is there room?"
              .formatted(program.terminal().errGlyphs().inert(folder.toString())));
    }
  }

  /** Another for every message; every sign that a file system may mind is escaped. */
  private static String name(Kept message) {
    var name = new StringBuilder();
    for (byte octet : message.folder().text().getBytes(UTF_8)) {
      char sign = (char) (octet & 0xFF);
      boolean isPlain = sign < 0x80 && (Character.isLetterOrDigit(sign) || sign == '_');
      name.append(isPlain ? String.valueOf(sign) : "%%%02X".formatted((int) sign));
    }
    String folder = name.length() <= 150 ? name.toString() : shortened(name.toString());
    return folder + "-" + message.message().uid() + ".eml";
  }

  private static String shortened(String name) {
    return name.substring(0, 130) + "%%%08X".formatted(name.hashCode());
  }

  /** A message on its way into a file, beside its place until it is whole. */
  private static final class EmlFile implements BodySink {
    private final Path place;
    private final Path half;
    private final OutputStream file;
    private final WritableByteChannel channel;

    EmlFile(Path place) {
      this.place = place;
      this.half = place.resolveSibling(place.getFileName() + ".half");
      try {
        this.file = Files.newOutputStream(half);
        PrivateFiles.onlyForMe(half);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.channel = Channels.newChannel(file);
    }

    @Override
    public void write(ByteBuffer bytes) {
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void end() {
      try {
        file.close();
        Files.move(half, place, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void abort(Throwable cause) {
      try {
        file.close();
        Files.deleteIfExists(half);
      } catch (IOException _) {
        // What is left is half a file, by a name that says so.
      }
    }
  }
}
