package org.transhume.server.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.transhume.server.transfer.Provider;

/** The identifiers that customers of archiving providers have in their files (requirement C7). */
enum RequestType {
  EXCHANGE("EXCHANGEIMAP", Provider.EXCHANGE, Provider.DEFAULT),
  OFFICE_TO_GMAIL("O365-GMAIL-IMAP", Provider.OFFICE, Provider.GMAIL),
  GMAIL_TO_OFFICE("GMAIL-O365-IMAP", Provider.GMAIL, Provider.OFFICE),
  YAHOO_TO_OFFICE("YAHOO-O365-IMAP", Provider.YAHOO, Provider.OFFICE),
  YAHOO_TO_GMAIL("YAHOO-GMAIL-IMAP", Provider.YAHOO, Provider.GMAIL),
  YAHOO_TO_OTHER("YAHOO-OTHER-IMAP", Provider.YAHOO, Provider.DEFAULT),
  OFFICE_TO_OFFICE("O365-O365-IMAP", Provider.OFFICE, Provider.OFFICE);

  private final String word;
  final Provider source;
  final Provider destination;

  RequestType(String word, Provider source, Provider destination) {
    this.word = word;
    this.source = source;
    this.destination = destination;
  }

  static Optional<RequestType> ofWord(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equalsIgnoreCase(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(type -> type.word).toList();
  }
}
