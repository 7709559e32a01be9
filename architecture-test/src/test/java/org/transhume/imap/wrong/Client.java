package org.transhume.imap.wrong;

public interface Client {}
