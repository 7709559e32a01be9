package org.transhume.cli.outcome;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.cli.text.Glyphs;
import org.transhume.cli.text.Texts;
import org.transhume.engine.deletion.DeletionGuard;
import org.transhume.engine.deletion.RemovalReason;
import org.transhume.engine.endpoint.EndpointException;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Side;
import org.transhume.engine.foldermap.NameChange;
import org.transhume.engine.pace.Wait;
import org.transhume.engine.report.MessageException;
import org.transhume.engine.report.PassReport;
import org.transhume.engine.report.PassReport.FolderLeftOut;
import org.transhume.engine.selection.MessageRule;

/**
 * Says what went wrong in one sentence with its remedy, made from the stable code and the side, and
 * what the server said about it beside it, as somebody else's words.
 */
public final class Explanations {
  /** How a connector words a certificate that it refused: what is wrong, and which one it was. */
  private static final Pattern CERTIFICATE = Pattern.compile("([A-Z_]+), SHA-256 ([0-9a-f]{64})");

  /** Where the words beside a failure are those of the server, not of this machine's system. */
  private static final Set<Problem> SERVERS_WORDS =
      EnumSet.complementOf(
          EnumSet.of(
              Problem.UNKNOWN_HOST,
              Problem.CANNOT_CONNECT,
              Problem.TLS_NOT_SPOKEN,
              Problem.CERTIFICATE_INVALID,
              Problem.PROTOCOL,
              Problem.CONNECTION_LOST,
              Problem.TIMEOUT,
              Problem.LOOKS_RECREATED,
              Problem.LEDGER_UNWRITABLE));

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'on' uuuu-MM-dd", Locale.ROOT);

  private final Texts texts;
  private final Glyphs glyphs;
  private final Dialect dialect;
  private final Map<Side, Peer> peers;
  private final ZoneId zone;

  /**
   * A side as a person knows it.
   *
   * @param server host and port as typed
   * @param login the account
   */
  public record Peer(String server, String login) {}

  /**
   * Why a folder was left out.
   *
   * @param rule a stable word
   * @param detail what the rule speaks of, such as a pattern; often empty
   */
  public record LeftOut(String rule, String detail) {
    /** Takes apart what a report says. */
    public static LeftOut of(FolderLeftOut folder) {
      String[] parts = folder.rule().split(" ", 2);
      return new LeftOut(parts[0], parts.length == 2 ? parts[1] : "");
    }
  }

  /** Sentences for those who read the time in UTC. */
  public Explanations(Texts texts, Glyphs glyphs, Dialect dialect, Peer source, Peer destination) {
    this(texts, glyphs, dialect, source, destination, ZoneOffset.UTC);
  }

  /**
   * Sentences about a pair of accounts.
   *
   * @param zone in which a person reads the time
   */
  public Explanations(
      Texts texts, Glyphs glyphs, Dialect dialect, Peer source, Peer destination, ZoneId zone) {
    this.zone = zone;
    this.texts = texts;
    this.glyphs = glyphs;
    this.dialect = dialect;
    this.peers = new EnumMap<>(Map.of(Side.SOURCE, source, Side.DESTINATION, destination));
  }

  /** The sentence and its remedy; nothing of it comes from the server. */
  public String sentence(EndpointException failure) {
    Side side = failure.side();
    Optional<Wait> wait = PassReport.waiting(failure);
    String variant = failure.problem() + "." + side;
    String usual = texts.find(variant).isPresent() ? variant : failure.problem().name();
    String code = wait.map(each -> "waiting." + each.cause()).orElse(usual);
    Peer peer = peers.get(side);
    var values = new TreeMap<>(dialect.options(texts, side));
    values.put("side", texts.get(side.name(), Map.of()));
    values.put("server", glyphs.inert(peer == null ? "" : peer.server()));
    values.put("login", glyphs.quoted(peer == null ? "" : peer.login()));
    values.put("attempted", glyphs.inert(failure.attempted()));
    values.put("until", wait.map(each -> time(each.until())).orElse(""));
    return texts.get(code, values);
  }

  /** Until when nothing is sent, and why, in a line. */
  public String brief(Wait wait) {
    return texts.get(
        "wait." + wait.cause(),
        Map.of("side", texts.get(wait.side().name(), Map.of()), "until", time(wait.until())));
  }

  /** The first minute after {@code instant}, where the person is. */
  private String time(Instant instant) {
    return TIME.format(instant.plusSeconds(59).atZone(zone));
  }

  /** In a few words, for a line of progress. */
  public String brief(EndpointException failure) {
    return texts.get(failure.side().name(), Map.of())
        + ": "
        + texts.get("brief." + failure.problem(), Map.of());
  }

  /**
   * The sentence, and on a line of its own, behind {@code indent}, what the server or the system
   * said.
   */
  public String withWords(EndpointException failure, String indent) {
    String words = failure.words();
    if (words.isBlank()) {
      return sentence(failure);
    }
    return sentence(failure) + System.lineSeparator() + indent + said(failure.problem(), words);
  }

  private String said(Problem problem, String words) {
    Matcher certificate = CERTIFICATE.matcher(words);
    if (problem == Problem.CERTIFICATE_INVALID
        && certificate.matches()
        && texts.find("certificate." + certificate.group(1)).isPresent()) {
      return texts.get(
          "certificate." + certificate.group(1), Map.of("fingerprint", certificate.group(2)));
    }
    String code = SERVERS_WORDS.contains(problem) ? "server.said" : "details";
    return texts.get(code, Map.of("words", glyphs.quoted(words)));
  }

  /** Untrusted text as it can be shown. */
  public String inert(String text) {
    return glyphs.inert(text);
  }

  /** Why a message is named: it failed, or it is there with a difference. */
  public String reason(MessageException exception) {
    String code = "message." + exception.code();
    return texts.find(code).orElse(glyphs.inert(exception.code()));
  }

  /** Why a folder was left out. */
  public String rule(LeftOut left) {
    String code = "rule." + left.rule();
    return texts.find(code).isEmpty()
        ? glyphs.inert(left.rule())
        : texts.get(code, Map.of("detail", glyphs.quoted(left.detail())));
  }

  /** Why messages of a folder were left out. */
  public String rule(MessageRule rule) {
    return texts.get("message.rule." + rule, Map.of());
  }

  /** Why messages are removed, and where. */
  public String reason(RemovalReason reason) {
    return texts.get("removal." + reason, Map.of());
  }

  /** Why nothing was removed, and what to do about it. */
  public String guard(DeletionGuard guard) {
    return texts.get("guard." + guard, Map.of());
  }

  /** Why a folder has another name at the destination. */
  public String change(NameChange change) {
    return texts.get("renamed." + change, Map.of());
  }
}
