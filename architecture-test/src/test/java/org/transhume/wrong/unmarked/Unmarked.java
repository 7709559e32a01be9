package org.transhume.wrong.unmarked;

public final class Unmarked {}
