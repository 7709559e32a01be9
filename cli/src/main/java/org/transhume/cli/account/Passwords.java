package org.transhume.cli.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.transhume.cli.outcome.StopException;
import org.transhume.cli.text.Glyphs;
import org.transhume.mail.Secret;

/** Fetches passwords from where they are. No sentence of it holds one. */
public final class Passwords {
  /** Longer than any password or token; a file that is something else is not read to its end. */
  private static final int MAX_BYTES = 100_000;

  private final Function<String, Optional<String>> environment;
  private final Prompter prompter;
  private final Glyphs glyphs;
  private final Consumer<String> warnings;

  /** Asks a person. */
  @FunctionalInterface
  public interface Prompter {
    /** What was typed, not shown meanwhile; empty if there is nobody to ask. */
    Optional<Secret> ask(String question);

    /** Whether somebody typed yes; false if there is nobody to ask. */
    default boolean confirm(String question) {
      return false;
    }
  }

  /**
   * A reader of passwords.
   *
   * @param environment the value of a variable, empty if it is not set
   * @param warnings is told what is unwise and stops nothing
   */
  public Passwords(
      Function<String, Optional<String>> environment,
      Prompter prompter,
      Glyphs glyphs,
      Consumer<String> warnings) {
    this.environment = environment;
    this.prompter = prompter;
    this.glyphs = glyphs;
    this.warnings = warnings;
  }

  /**
   * Fetches a password.
   *
   * @throws StopException if it is not there
   */
  public Secret fetch(PasswordSource source) {
    return switch (source) {
      case PasswordSource.File(Path path) -> ofFile(path);
      case PasswordSource.Variable(String name) ->
          environment
              .apply(name)
              .map(Secret::of)
              .orElseThrow(
                  () ->
                      StopException.usage(
                          "The environment variable "
                              + glyphs.inert(name)
                              + " is not set; it was to hold a password."));
      case PasswordSource.Descriptor(int number) -> ofDescriptor(number);
      case PasswordSource.Prompt(String question, String option) ->
          prompter
              .ask(glyphs.inert(question) + ": ")
              .orElseThrow(
                  () ->
                      StopException.usage(
                          "There is no terminal to ask for it: "
                              + glyphs.inert(question)
                              + ". Give it with "
                              + option
                              + "."));
    };
  }

  private Secret ofFile(Path path) {
    try {
      warnIfOthersCanRead(path);
      try (InputStream file = Files.newInputStream(path)) {
        Secret password = line(file);
        if (password.equals(Secret.of(""))) {
          throw StopException.usage(
              "The first line of the password file " + shown(path) + " is empty.");
        }
        return password;
      }
    } catch (NoSuchFileException _) {
      throw StopException.usage("There is no password file " + shown(path) + ".");
    } catch (CharacterCodingException _) {
      throw StopException.usage("The password file " + shown(path) + " is not text in UTF-8.");
    } catch (IOException _) {
      throw StopException.usage(
          "The password file " + shown(path) + " cannot be read; is it a file, and yours?");
    }
  }

  private Secret ofDescriptor(int number) {
    try (InputStream pipe = Files.newInputStream(Path.of("/dev/fd/" + number))) {
      return line(pipe);
    } catch (IOException _) {
      throw StopException.usage(
          "No password can be read from file descriptor "
              + number
              + ": a line of text in UTF-8 was to be there.");
    }
  }

  private void warnIfOthersCanRead(Path path) throws IOException {
    if (!Files.isRegularFile(path)
        || !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.GROUP_READ)) {
      warnings.accept(
          "others on this machine can read the password file %s; chmod 600 keeps it to you."
              .formatted(shown(path)));
    }
  }

  private String shown(Path path) {
    return glyphs.inert(path.toString());
  }

  /**
   * One line, without its end: LF, CR LF or nothing. A byte order mark is no part of a password.
   */
  private static Secret line(InputStream in) throws IOException {
    var octets = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      octets.write(octet);
      if (octets.size() > MAX_BYTES) {
        throw new IOException("longer than any password");
      }
    }
    byte[] line = octets.toByteArray();
    int end = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    boolean marked =
        end >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    int from = marked ? 3 : 0;
    try {
      return Secret.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(line, from, end - from)).toString());
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }
}
