package org.transhume.connector.imap.wrong;

public interface Connector {}
