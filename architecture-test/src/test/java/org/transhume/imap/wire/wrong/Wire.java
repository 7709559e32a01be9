package org.transhume.imap.wire.wrong;

public interface Wire {}
