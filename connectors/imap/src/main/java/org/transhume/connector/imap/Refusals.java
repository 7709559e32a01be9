package org.transhume.connector.imap;

import static org.transhume.connector.imap.Doing.APPENDING;
import static org.transhume.connector.imap.Doing.CONNECTING;
import static org.transhume.connector.imap.Doing.CREATING;
import static org.transhume.connector.imap.Doing.FLAGGING;
import static org.transhume.connector.imap.Doing.OPENING;
import static org.transhume.connector.imap.Doing.READING;
import static org.transhume.mail.Retry.AFTER;
import static org.transhume.mail.Retry.NEVER;
import static org.transhume.mail.Scope.ACCOUNT;
import static org.transhume.mail.Scope.FOLDER;
import static org.transhume.mail.Scope.MESSAGE;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.transhume.engine.endpoint.Problem;
import org.transhume.engine.endpoint.Signal;
import org.transhume.imap.ResponseCode;
import org.transhume.imap.TaggedResponse;

/**
 * What a server's NO or BAD means, as one table: response codes first (RFC 5530 and those servers
 * made up), then words, for many servers have no codes; the first entry that fits decides. An
 * answer that nobody knows is about the message where messages are stored, so that a batch is split
 * until the culprit stands alone, and else about the folder.
 */
final class Refusals {
  private static final Ruling THROTTLED = new Ruling(ACCOUNT, AFTER, Problem.THROTTLED);
  private static final Ruling CROWDED =
      new Ruling(ACCOUNT, AFTER, Problem.THROTTLED, new Signal.TooManyConnections());
  private static final Ruling DAY_IS_OVER =
      new Ruling(ACCOUNT, AFTER, Problem.THROTTLED, new Signal.DayIsOver());
  private static final Ruling OUT_OF_ORDER =
      new Ruling(ACCOUNT, AFTER, Problem.THROTTLED, new Signal.OutOfOrder());
  private static final Ruling FULL = new Ruling(ACCOUNT, NEVER, Problem.QUOTA_FULL);
  private static final Ruling TOO_LARGE = new Ruling(MESSAGE, NEVER, Problem.MESSAGE_TOO_LARGE);
  private static final Ruling MESSAGE_REFUSED = new Ruling(MESSAGE, NEVER, Problem.MESSAGE_REFUSED);
  private static final Ruling MISSING = new Ruling(FOLDER, NEVER, Problem.FOLDER_MISSING);
  private static final Ruling NAME_REFUSED = new Ruling(FOLDER, NEVER, Problem.FOLDER_NAME_REFUSED);
  private static final Ruling SEARCH_REFUSED = new Ruling(ACCOUNT, NEVER, Problem.SEARCH_REFUSED);
  private static final Ruling NOT_PERMITTED = new Ruling(FOLDER, NEVER, Problem.NOT_PERMITTED);
  private static final Ruling ACCOUNT_NOT_PERMITTED =
      new Ruling(ACCOUNT, NEVER, Problem.NOT_PERMITTED);
  private static final Ruling LOGIN_REFUSED = new Ruling(ACCOUNT, NEVER, Problem.LOGIN_REFUSED);
  private static final Ruling LOGIN_NOT_POSSIBLE =
      new Ruling(ACCOUNT, NEVER, Problem.LOGIN_NOT_POSSIBLE);
  private static final Ruling FOLDER_LATER = new Ruling(FOLDER, AFTER, Problem.SERVER_ERROR);
  private static final Ruling FOLDER_BROKEN = new Ruling(FOLDER, NEVER, Problem.SERVER_ERROR);
  private static final Ruling ACCOUNT_LATER = new Ruling(ACCOUNT, AFTER, Problem.SERVER_ERROR);
  private static final Ruling MESSAGE_LATER = new Ruling(MESSAGE, AFTER, Problem.SERVER_ERROR);

  private static final Set<Doing> ANY = EnumSet.allOf(Doing.class);
  private static final Set<Doing> IN_A_FOLDER = EnumSet.of(OPENING, READING, APPENDING, FLAGGING);
  private static final Set<Doing> TO_A_MESSAGE = EnumSet.of(APPENDING, FLAGGING);

  /** Providers that allow no more connections say so at login, in their greeting or in BYE. */
  private static final String TOO_MANY_CONNECTIONS =
      "(too many|maximum number of|maximum) (simultaneous |concurrent |open |imap |user )*"
          + "(connections?|sessions?|logins?)"
          + "|(connections?|sessions?) (limit|exceed)|mail_max_userip_connections"
          + "|mailboxconcurrency|concurren(t|cy) [a-z ]{0,30}limit";

  /** Google locks an account for a day that has transferred too much; others speak of quotas. */
  private static final String DAY_IS_OVER_WORDS =
      "bandwidth|(daily|per day|day's|24 ?h(ours)?)[^.]{0,40}(limit|quota|allowance|exceed|reached)"
          + "|(limit|quota|allowance|exceed)[^.]{0,40}(daily|per day|a day|24 ?h(ours)?)";

  private static final String SLOW_DOWN_WORDS =
      "throttl|back-?off|rate.?limit|too many (requests|commands)|too (fast|often)|slow down"
          + "|(request|command)s? (rate|limit)|\\b429\\b|retry[- ]after";

  /** A response code in front of words. */
  private static final Pattern CODE =
      Pattern.compile("\\[([A-Z-]{1,40}) ?([^]]{0,500})] ?(.*)", Pattern.DOTALL);

  /** No more of a server's words is looked at: a line can be megabytes long. */
  private static final int MAX_CHARS = 1000;

  /**
   * One entry.
   *
   * @param code empty if any code or none will do
   * @param words to be found in the text, in any case; empty if any will do
   */
  private record Entry(Set<Doing> doing, String code, Pattern words, Ruling ruling) {
    boolean fits(Doing now, String codeNow, String text) {
      return doing.contains(now)
          && (code.isEmpty() || code.equals(codeNow))
          && words.matcher(text).find();
    }
  }

  private static final List<Entry> TABLE =
      List.of(
          // Google says OVERQUOTA for bandwidth, too: only its words tell.
          entry(ANY, "OVERQUOTA", DAY_IS_OVER_WORDS, DAY_IS_OVER),
          entry(ANY, "OVERQUOTA", "command|rate", THROTTLED),
          code(ANY, "OVERQUOTA", FULL),
          entry(TO_A_MESSAGE, "LIMIT", "size|larg|big", TOO_LARGE),
          entry(TO_A_MESSAGE, "LIMIT", "keyword|flag", MESSAGE_REFUSED),
          entry(ANY, "LIMIT", SLOW_DOWN_WORDS, THROTTLED),
          code(Set.of(CREATING), "LIMIT", new Ruling(FOLDER, NEVER, Problem.QUOTA_FULL)),
          entry(ANY, "LIMIT", TOO_MANY_CONNECTIONS, CROWDED),
          entry(ANY, "LIMIT", DAY_IS_OVER_WORDS, DAY_IS_OVER),
          code(ANY, "LIMIT", THROTTLED),
          entry(ANY, "THROTTLED", DAY_IS_OVER_WORDS, DAY_IS_OVER),
          code(ANY, "THROTTLED", THROTTLED),
          code(Set.of(APPENDING), "TOOBIG", TOO_LARGE),
          entry(ANY, "UNAVAILABLE", TOO_MANY_CONNECTIONS, CROWDED),
          entry(ANY, "UNAVAILABLE", SLOW_DOWN_WORDS, THROTTLED),
          // Yahoo says it of single messages for ever, in the middle of reading.
          code(Set.of(READING), "UNAVAILABLE", FOLDER_LATER),
          code(ANY, "UNAVAILABLE", OUT_OF_ORDER),
          code(ANY, "TRYCREATE", MISSING),
          code(ANY, "NONEXISTENT", MISSING),
          code(ANY, "NOPERM", NOT_PERMITTED),
          code(ANY, "READ-ONLY", NOT_PERMITTED),
          code(ANY, "AUTHORIZATIONFAILED", ACCOUNT_NOT_PERMITTED),
          code(ANY, "CONTACTADMIN", ACCOUNT_NOT_PERMITTED),
          code(ANY, "AUTHENTICATIONFAILED", LOGIN_REFUSED),
          code(ANY, "EXPIRED", LOGIN_REFUSED),
          code(ANY, "PRIVACYREQUIRED", LOGIN_NOT_POSSIBLE),
          code(ANY, "WEBALERT", LOGIN_NOT_POSSIBLE),
          code(Set.of(CREATING), "CANNOT", NAME_REFUSED),
          code(TO_A_MESSAGE, "CANNOT", MESSAGE_REFUSED),
          code(Set.of(OPENING), "CANNOT", MISSING),
          code(TO_A_MESSAGE, "CLIENTBUG", MESSAGE_REFUSED),
          code(TO_A_MESSAGE, "UNKNOWN-CTE", MESSAGE_REFUSED),
          code(Set.of(APPENDING), "SERVERBUG", MESSAGE_LATER),
          code(IN_A_FOLDER, "INUSE", FOLDER_LATER),
          code(IN_A_FOLDER, "CORRUPTION", FOLDER_BROKEN),
          code(Set.of(CONNECTING), "INUSE", ACCOUNT_LATER),
          code(Set.of(CONNECTING), "SERVERBUG", ACCOUNT_LATER),
          // Exchange: the password may be right, the mailbox or the right to it is not there.
          words(ANY, "authenticated but not connected", ACCOUNT_NOT_PERMITTED),
          // Exchange to a login before STARTTLS: the password was not looked at.
          words(Set.of(CONNECTING), "received in invalid state", LOGIN_NOT_POSSIBLE),
          words(ANY, TOO_MANY_CONNECTIONS, CROWDED),
          words(ANY, DAY_IS_OVER_WORDS, DAY_IS_OVER),
          words(ANY, SLOW_DOWN_WORDS, THROTTLED),
          words(
              ANY, "unsafe login|web ?browser|web login|application-specific", LOGIN_NOT_POSSIBLE),
          words(
              TO_A_MESSAGE,
              "quota|mailbox (is )?full|(disk|storage) (is )?full|no space left"
                  + "|not enough (disk )?space|storage limit",
              FULL),
          words(
              Set.of(APPENDING),
              "too (large|big)|larger than|max(imum|\\.)? (message |mail )?size|size limit"
                  + "|size exceed|exceeds.*(size|limit)",
              TOO_LARGE),
          words(
              TO_A_MESSAGE,
              "\\bnul\\b|bare (newline|lf|cr)|header|8.?bit|zero.?(byte|length)"
                  + "|user flags|flag|keyword|internal ?date|invalid date|virus|parse"
                  + "|argument error|line (is )?too long|mime",
              MESSAGE_REFUSED),
          words(
              IN_A_FOLDER,
              "(does|do) ?n.?t exist|does not exist|no such (mailbox|folder)"
                  + "|unknown (mailbox|folder)|(mailbox|folder) not found|non.?existent"
                  + "|(not|n.t) selectable",
              MISSING),
          words(
              ANY,
              "read.?only|permission|access (is )?denied|not (allowed|permitted|authori[sz]ed)"
                  + "|insufficient rights",
              NOT_PERMITTED),
          words(
              Set.of(APPENDING),
              "unavailable|internal (server )?error|temporar|try again",
              MESSAGE_LATER),
          words(
              Set.of(CONNECTING),
              "unavailable|internal (server )?error|temporar|try again",
              ACCOUNT_LATER));

  private Refusals() {}

  private static Entry entry(Set<Doing> doing, String code, String words, Ruling ruling) {
    return new Entry(doing, code, Pattern.compile(words, Pattern.CASE_INSENSITIVE), ruling);
  }

  private static Entry code(Set<Doing> doing, String code, Ruling ruling) {
    return entry(doing, code, "", ruling);
  }

  private static Entry words(Set<Doing> doing, String words, Ruling ruling) {
    return entry(doing, "", words, ruling);
  }

  /** What the refusal means. */
  static Ruling rule(Doing doing, TaggedResponse refusal) {
    String code = refusal.code().map(ResponseCode::name).orElse("");
    String arguments = refusal.code().map(ResponseCode::arguments).orElse("");
    return rule(doing, code, arguments + " " + refusal.text());
  }

  /**
   * What a farewell means, a greeting or a BYE, if it asks to slow down; others say no more than
   * that the connection ends.
   */
  static Optional<Ruling> farewell(String words) {
    Matcher coded = CODE.matcher(words);
    Ruling ruling =
        coded.matches()
            ? rule(CONNECTING, coded.group(1), coded.group(2) + " " + coded.group(3))
            : rule(CONNECTING, "", words);
    return Optional.of(ruling).filter(each -> each.problem() == Problem.THROTTLED);
  }

  private static Ruling rule(Doing doing, String code, String said) {
    String text = said.substring(0, Math.min(said.length(), MAX_CHARS));
    for (Entry entry : TABLE) {
      if (entry.fits(doing, code, text)) {
        return entry.ruling().named(text);
      }
    }
    return switch (doing) {
      case CONNECTING -> LOGIN_REFUSED;
      case LISTING -> ACCOUNT_LATER;
      case OPENING, READING, REMOVING -> FOLDER_LATER;
      case SEARCHING -> SEARCH_REFUSED;
      case APPENDING, FLAGGING -> MESSAGE_REFUSED;
      case CREATING -> NAME_REFUSED;
      case MOVING, RENAMING -> FOLDER_BROKEN;
      case SUBSCRIBING, DELETING -> FOLDER_BROKEN;
    };
  }
}
