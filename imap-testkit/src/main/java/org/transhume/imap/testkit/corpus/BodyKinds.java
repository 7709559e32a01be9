package org.transhume.imap.testkit.corpus;

import org.transhume.imap.testkit.wire.ImapText;

/** Bodies with odd line ends, odd octets, endless lines and text that looks like protocol. */
final class BodyKinds {
  private BodyKinds() {}

  static void addTo(Kinds kinds) {
    empty(kinds);
    lineEnds(kinds);
    octets(kinds);
    lines(kinds);
    lookalikes(kinds);
  }

  private static void empty(Kinds kinds) {
    kinds
        .text("only-crlf", dice -> "\r\n")
        .text("only-two-crlf", dice -> "\r\n\r\n")
        .text("only-one-space", dice -> " ")
        .text("one-letter", dice -> "x")
        .draft("empty-body", draft -> draft.body(""))
        .draft("body-of-spaces", draft -> draft.body("   \r\n \t \r\n"))
        .draft("body-of-crlf", draft -> draft.body("\r\n\r\n\r\n"));
  }

  private static void lineEnds(Kinds kinds) {
    kinds
        .draft("no-final-crlf", draft -> draft.body("The end"))
        .draft("final-bare-cr", draft -> draft.body("The end\r"))
        .draft("final-bare-lf", draft -> draft.body("The end\n"))
        .draft("bare-lf", draft -> draft.body("one\ntwo\nthree\r\n"))
        .draft("bare-cr", draft -> draft.body("one\rtwo\rthree\r\n"))
        .draft("mixed-line-ends", draft -> draft.body("a\r\nb\nc\rd\r\r\ne\n\rf\r\n"))
        .draft("cr-cr-lf", draft -> draft.body("one\r\r\ntwo\r\r\n"))
        .text(
            "only-bare-lf",
            dice -> "Message-ID: <lf" + dice.number() + "@example.com>\nA: b\n\none\ntwo\n")
        .text(
            "only-bare-cr",
            dice -> "Message-ID: <cr" + dice.number() + "@example.com>\rA: b\r\rone\rtwo\r");
  }

  private static void octets(Kinds kinds) {
    String utf8 = ImapText.utf8Octets("Grüße aus Köln – 日本語 📁 עברית\r\n");
    kinds
        .draft("nul-in-body", draft -> draft.body("a\0b\0\0c\r\n"))
        .draft("nul-first-in-body", draft -> draft.body("\0\r\n"))
        .draft("body-of-1000-nuls", draft -> draft.body("\0".repeat(1000) + "\r\n"))
        .draft("undeclared-8bit-body", draft -> draft.body(utf8))
        .draft("latin1-body", draft -> draft.body("caf\u00e9 na\u00efve\r\n"))
        .draft("every-octet-but-nul", draft -> draft.body(everyOctet() + "\r\n"))
        .draft("telnet-iac", draft -> draft.body("\u00ff\u00fd\u0006\u00ff\u00f4\r\n"))
        .draft("utf16-body", draft -> draft.body("\u00ff\u00feH\0i\0\r\0\n\0"))
        .draft("escape-sequences", draft -> draft.body("\u001b[31mred\u001b[0m \u0008\u0007\r\n"))
        .draft("form-feeds-and-tabs", draft -> draft.body("\f\u000b\t\t\f\r\n"));
  }

  private static String everyOctet() {
    var all = new StringBuilder();
    for (char octet = 1; octet <= 0xFF; octet++) {
      // CR and LF have kinds of their own.
      if (octet != '\r' && octet != '\n') {
        all.append(octet);
      }
    }
    return all.toString();
  }

  private static void lines(Kinds kinds) {
    kinds
        .draft("line-of-998", draft -> draft.body("l".repeat(998) + "\r\n"))
        .draft("line-of-999", draft -> draft.body("l".repeat(999) + "\r\n"))
        .draft("line-of-5000", draft -> draft.body("l".repeat(5000) + "\r\n"))
        .draft("line-of-12000", draft -> draft.body("l".repeat(12_000) + "\r\n"))
        .draft("line-of-100000-no-end", draft -> draft.body("l".repeat(100_000)))
        .draft("line-of-1mb", draft -> draft.body("l".repeat(1 << 20) + "\r\n"))
        .draft("20000-short-lines", draft -> draft.body("s\r\n".repeat(20_000)));
  }

  private static void lookalikes(Kinds kinds) {
    kinds
        .draft(
            "mbox-from-line-first", draft -> draft.addFirst("From a@b.example Mon Jan  1 2001\r\n"))
        .draft("quoted-mbox-from-line-first", draft -> draft.addFirst(">From a@b.example 2001\r\n"))
        .draft("mbox-from-line-in-body", draft -> draft.body("\r\nFrom here on\r\n>From there\r\n"))
        .draft("dots-alone", draft -> draft.body(".\r\n..\r\n...\r\n.x\r\n"))
        .draft(
            "looks-like-imap",
            draft -> draft.body(")\r\na1 OK done\r\n* 1 EXPUNGE\r\n+ go on\r\n* BYE\r\n{5+}\r\n"))
        .draft("looks-like-a-literal", draft -> draft.body("x {999999}\r\n"))
        .draft("looks-like-a-header", draft -> draft.body("Message-ID: <no@example.com>\r\n"))
        .draft("boundary-without-multipart", draft -> draft.body("--x\r\n\r\n--x--\r\n"))
        .draft("uuencoded", draft -> draft.body("begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n"));
  }
}
