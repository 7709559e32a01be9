package org.transhume.cli.wrong;

public interface Command {}
