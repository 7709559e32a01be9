package org.transhume.wrong.service;

public final class InPackageOfKind {}
