package org.transhume.server.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layouts that people bring, each with its columns in order. */
public enum CsvLayout {
  /** Six fields behind a header, as a hosting provider's own tool takes them (requirement A5). */
  HOSTING(
      ';',
      true,
      "login_source",
      "pass_source",
      "host_source",
      "type_messagerie",
      "login_destination",
      "subscribed_only"),

  /** Four fields without header (requirement B3). */
  PANEL(';', false, "email@local", "imap-server-remote", "email@remote", "pwdremote"),

  /** Five fields without header: the mailboxes are entered by a master user (requirement B4). */
  PANEL_MASTER(
      ';',
      false,
      "email@local",
      "imap-server-remote",
      "email@remote",
      "pwd-master-user",
      "master-user-name"),

  /** Fifteen fields behind a header, as an archiving provider takes them (requirement C6). */
  ARCHIVE(
      ',',
      true,
      "jobtype",
      "jobtitle",
      "destuserid",
      "destdomain",
      "destuserpasswd",
      "destServer",
      "destfolder",
      "sendreportid",
      "sourceuserid",
      "sourcedomainname",
      "sourceuserpassword",
      "sourceserver",
      "sourceserverport",
      "since",
      "before"),

  /**
   * Our own: behind a header that names columns in any order, those that are not needed left away.
   */
  TRANSHUME(';', true, TranshumeLines.COLUMNS.toArray(String[]::new));

  private final char separator;
  private final boolean hasHeader;
  private final List<String> columns;

  CsvLayout(char separator, boolean hasHeader, String... columns) {
    this.separator = separator;
    this.hasHeader = hasHeader;
    this.columns = List.of(columns);
  }

  /** What stands between two fields. */
  public char separator() {
    return separator;
  }

  /** Whether the first line names the columns. */
  public boolean hasHeader() {
    return hasHeader;
  }

  /** The names of all columns, as the header or the layout's description writes them. */
  public List<String> columns() {
    return columns;
  }

  /** Whether all columns must be there; else some may be left away. */
  boolean isComplete() {
    return this != TRANSHUME;
  }

  /** Whether {@code header} has this layout's columns, in any order and any case. */
  boolean matches(List<String> header) {
    Set<String> names = names(header.stream());
    if (isComplete()) {
      return names.equals(names(columns.stream()));
    }
    return names.containsAll(TranshumeLines.NEEDED);
  }

  /** Whether {@code header} shares so many names with this layout that it is likely meant. */
  boolean resembles(List<String> header) {
    Set<String> names = names(header.stream());
    names.retainAll(names(columns.stream()));
    return names.size() >= 2;
  }

  private static Set<String> names(Stream<String> header) {
    return header
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** A file of this layout for people to begin with, in UTF-8, lines ended by CRLF. */
  public byte[] sample() {
    String name = "sample-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
    try (InputStream in = CsvLayout.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
