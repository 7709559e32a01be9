package org.transhume.wrong;

public final class StringUtils {}
