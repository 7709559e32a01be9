package org.transhume.imap.testkit.corpus;

import java.util.List;
import org.transhume.imap.testkit.wire.ImapText;

/** Headers that are missing, broken, enormous or in no known charset. */
final class HeaderKinds {
  private HeaderKinds() {}

  static void addTo(Kinds kinds) {
    missing(kinds);
    identity(kinds);
    octets(kinds);
    encodedWords(kinds);
    folding(kinds);
    dates(kinds);
    addresses(kinds);
    enormous(kinds);
  }

  private static void missing(Kinds kinds) {
    kinds
        .draft("no-message-id", draft -> draft.without("Message-ID"))
        .draft("no-date", draft -> draft.without("Date"))
        .draft("no-from", draft -> draft.without("From"))
        .draft("no-subject", draft -> draft.without("Subject"))
        .text("no-header", dice -> "\r\nOnly a body " + dice.number() + "\r\n")
        .text(
            "no-header-no-blank-line", dice -> "Only words " + dice.number() + "\r\nand words\r\n")
        .draft("garbage-line-in-header", draft -> draft.addRaw("this is no field\r\n"))
        .draft("first-line-is-no-field", draft -> draft.addFirst("Hello there\r\n"))
        .draft("field-without-value", draft -> draft.addRaw("X-Empty:\r\n"))
        .draft("field-without-name", draft -> draft.addRaw(": value\r\n"))
        .draft("space-before-colon", draft -> draft.addRaw("X-Space : value\r\n"))
        .draft("no-space-after-colon", draft -> draft.addRaw("X-Tight:value\r\n"))
        .add(
            "header-only",
            (dice, date) -> List.of(Kinds.mail(Draft.usual(dice, date).header() + "\r\n", date)))
        .add(
            "header-only-no-blank-line",
            (dice, date) -> List.of(Kinds.mail(Draft.usual(dice, date).header(), date)))
        .add(
            "header-only-no-final-crlf",
            (dice, date) ->
                List.of(Kinds.mail(Draft.usual(dice, date).header().stripTrailing(), date)));
  }

  private static void identity(Kinds kinds) {
    kinds
        .draft("two-message-ids", draft -> draft.add("Message-ID", "<second@example.com>"))
        .draft("empty-message-id", draft -> draft.without("Message-ID").addRaw("Message-ID:\r\n"))
        .draft("message-id-without-brackets", draft -> draft.set("Message-ID", "abc@example.com"))
        .draft("message-id-with-spaces", draft -> draft.set("Message-ID", "< a b @example.com >"))
        .draft("message-id-with-comment", draft -> draft.set("Message-ID", "<a@b.example> (was c)"))
        .draft(
            "message-id-folded",
            draft -> draft.without("Message-ID").addRaw("Message-ID:\r\n <folded@example.com>\r\n"))
        .draft(
            "message-id-of-1000",
            draft -> draft.set("Message-ID", "<" + "i".repeat(980) + "@example.com>"))
        .draft(
            "message-id-in-upper-case",
            draft -> draft.without("Message-ID").addRaw("MESSAGE-ID: <UPPER@EXAMPLE.COM>\r\n"))
        .draft("two-dates", draft -> draft.add("Date", "Mon, 1 Jan 2001 00:00:00 +0000"))
        .draft("two-subjects", draft -> draft.add("Subject", "Another one"))
        .draft(
            "other-tools-marks", draft -> draft.add("X-TUID", "abcdefghijkl").add("Status", "RO"))
        .draft("wrong-content-length", draft -> draft.add("Content-Length", "7"));
  }

  private static void octets(Kinds kinds) {
    String utf8 = ImapText.utf8Octets("Größe – 日本 📁");
    kinds
        .draft("latin1-in-header", draft -> draft.set("Subject", "r\u00e9sum\u00e9 gr\u00fc\u00df"))
        .draft("utf8-in-header", draft -> draft.set("Subject", utf8))
        .draft("utf8-cut-in-header", draft -> draft.set("Subject", "cut \u00e2\u0082"))
        .draft("all-high-octets-in-header", draft -> draft.set("X-High", high()))
        .draft("nul-in-header", draft -> draft.add("X-Nul", "a\0b"))
        .draft(
            "control-characters-in-header", draft -> draft.add("X-Control", "a\u0001\u0007\u001bb"))
        .draft("8bit-field-name", draft -> draft.addRaw("X-\u00e9: value\r\n"))
        .draft("utf8-byte-order-mark-first", draft -> draft.addFirst("\u00ef\u00bb\u00bfX: y\r\n"))
        .draft("bare-cr-in-header", draft -> draft.addRaw("X-Cr: a\rb\r\n"))
        .draft("bare-lf-in-header", draft -> draft.addRaw("X-Lf: a\nX-Next: b\r\n"));
  }

  private static String high() {
    var all = new StringBuilder();
    for (char octet = 0x80; octet <= 0xFF; octet++) {
      all.append(octet);
    }
    return all.toString();
  }

  private static void encodedWords(Kinds kinds) {
    kinds
        .draft("rfc2047-iso-2022-jp", draft -> subject(draft, "=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?="))
        .draft("rfc2047-koi8-r", draft -> subject(draft, "=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?="))
        .draft("rfc2047-gb18030", draft -> subject(draft, "=?gb18030?B?xOO6ww==?="))
        .draft("rfc2047-windows-1252", draft -> subject(draft, "=?windows-1252?q?=80_=93x=94?="))
        .draft("rfc2047-utf-7", draft -> subject(draft, "=?utf-7?Q?+AOk-?="))
        .draft("rfc2047-unknown-charset", draft -> subject(draft, "=?x-klingon?B?dGxoSW5nYW4=?="))
        .draft("rfc2047-with-language", draft -> subject(draft, "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?="))
        .draft("rfc2047-bad-base64", draft -> subject(draft, "=?utf-8?B?a===b?="))
        .draft("rfc2047-bad-quoted", draft -> subject(draft, "=?utf-8?Q?=Z1=?="))
        .draft("rfc2047-unknown-encoding", draft -> subject(draft, "=?utf-8?X?abc?="))
        .draft(
            "rfc2047-character-split-over-words",
            draft -> subject(draft, "=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?="))
        .draft(
            "rfc2047-inside-quotes",
            draft -> draft.set("From", "\"=?utf-8?Q?J=C3=BC?=\" <a@b.example>"))
        .draft("rfc2047-touching-text", draft -> subject(draft, "a=?utf-8?Q?b?=c"))
        .draft(
            "rfc2047-word-of-2000",
            draft -> subject(draft, "=?utf-8?Q?" + "=C3=A9".repeat(330) + "?="));
  }

  private static Draft subject(Draft draft, String value) {
    return draft.set("Subject", value);
  }

  private static void folding(Kinds kinds) {
    kinds
        .draft("folded-with-tab", draft -> raw(draft, "Subject: one\r\n\ttwo\r\n\t three\r\n"))
        .draft("folded-after-colon", draft -> raw(draft, "Subject:\r\n one\r\n"))
        .draft("folded-with-blank-line", draft -> raw(draft, "Subject: one\r\n \r\n two\r\n"))
        .draft("folded-with-lf", draft -> raw(draft, "Subject: one\n two\r\n"))
        .draft(
            "folded-inside-encoded-word", draft -> raw(draft, "Subject: =?utf-8?Q?a\r\n b?=\r\n"))
        .draft(
            "folded-200-times", draft -> raw(draft, "Subject: a" + "\r\n b".repeat(200) + "\r\n"))
        .draft("trailing-spaces", draft -> raw(draft, "Subject: spaces   \r\n"));
  }

  private static Draft raw(Draft draft, String field) {
    return draft.without("Subject").addRaw(field);
  }

  private static void dates(Kinds kinds) {
    kinds
        .draft("date-1899", draft -> draft.set("Date", "Sun, 31 Dec 1899 23:59:59 +0000"))
        .draft("date-2100", draft -> draft.set("Date", "Fri, 1 Jan 2100 00:00:00 +0000"))
        .draft("date-9999", draft -> draft.set("Date", "Fri, 31 Dec 9999 23:59:59 +0000"))
        .draft("date-invalid", draft -> draft.set("Date", "Yesterday, about noon"))
        .draft("date-impossible", draft -> draft.set("Date", "Mon, 31 Feb 2020 25:61:61 +9999"))
        .draft("date-empty", draft -> draft.without("Date").addRaw("Date:\r\n"))
        .draft("date-two-digit-year", draft -> draft.set("Date", "Fri, 1 Jan 99 10:00:00 EST"))
        .draft("date-named-zone", draft -> draft.set("Date", "1 Jan 2005 10:00 (CET)"))
        .draft("date-other-language", draft -> draft.set("Date", "Mo, 3 Mai 2010 10:00:00 +0200"))
        .draft(
            "date-with-minus-zero", draft -> draft.set("Date", "Mon, 6 Jul 2020 10:00:00 -0000"));
  }

  private static void addresses(Kinds kinds) {
    String smtpUtf8 = ImapText.utf8Octets("用户@例え.example, élodie@exämple.example");
    kinds
        .draft("smtputf8-addresses", draft -> draft.set("To", smtpUtf8))
        .draft("idn-address", draft -> draft.set("To", "<user@xn--exmple-cua.example>"))
        .draft("empty-group", draft -> draft.set("To", "undisclosed-recipients:;"))
        .draft("group-with-members", draft -> draft.set("To", "A: <a@b.example>, c@d.example;"))
        .draft("unclosed-quote-in-from", draft -> draft.set("From", "\"Anna <a@b.example>"))
        .draft("from-without-domain", draft -> draft.set("From", "root"))
        .draft("two-froms", draft -> draft.add("From", "<b@example.org>"))
        .draft("empty-return-path", draft -> draft.addFirst("Return-Path: <>\r\n"))
        .draft(
            "two-thousand-recipients",
            draft ->
                draft.set("To", "u@example.com" + ",\r\n another.user@example.com".repeat(2000)))
        .draft("quoted-local-part", draft -> draft.set("To", "\"a b\\\"c\"@example.com"));
  }

  private static void enormous(Kinds kinds) {
    kinds
        .draft(
            "header-of-300kb-in-fields",
            draft -> draft.addRaw(("X-Many: " + "v".repeat(60) + "\r\n").repeat(4300)))
        .draft(
            "header-of-300kb-in-one-field",
            draft -> draft.addRaw("X-Long: a" + ("\r\n " + "w".repeat(70)).repeat(4200) + "\r\n"))
        .draft("header-line-of-12000", draft -> draft.add("X-Line", "x".repeat(12_000)))
        .draft("subject-of-5000", draft -> draft.set("Subject", "s".repeat(5000)));
  }
}
