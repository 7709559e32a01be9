package org.transhume.imap.testkit.memory;

/** What {@link MemoryImapServer} can announce and do; each can be switched off by itself. */
public enum Extension {
  LITERAL_PLUS("LITERAL+"),
  LITERAL_MINUS("LITERAL-"),
  SASL_IR("SASL-IR"),
  AUTH_PLAIN("AUTH=PLAIN"),
  ID("ID"),
  ENABLE("ENABLE"),
  NAMESPACE("NAMESPACE"),
  UIDPLUS("UIDPLUS"),
  MULTIAPPEND("MULTIAPPEND"),
  CONDSTORE("CONDSTORE"),
  UNSELECT("UNSELECT"),
  MOVE("MOVE"),
  CHILDREN("CHILDREN"),
  SPECIAL_USE("SPECIAL-USE"),
  CREATE_SPECIAL_USE("CREATE-SPECIAL-USE"),
  LIST_EXTENDED("LIST-EXTENDED"),
  LIST_STATUS("LIST-STATUS"),
  STATUS_SIZE("STATUS=SIZE"),
  ESEARCH("ESEARCH"),
  QUOTA("QUOTA"),
  OBJECTID("OBJECTID"),
  APPENDLIMIT("APPENDLIMIT");

  private final String protocolName;

  Extension(String protocolName) {
    this.protocolName = protocolName;
  }

  /** The name as CAPABILITY announces it. */
  public String protocolName() {
    return protocolName;
  }
}
